/** The vendor's SDK 5.0.0 runs against the simulator: every one of its operations is called as it calls it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSimulator, type Simulator } from '../../src/index.ts';
import { fullKey } from '../support/service.ts';
import { sdkArguments } from './sdk-arguments.ts';
import { csrfToken, sessionOf } from '../products/argus/identity/client.ts';
import { byKey, sdkClient, type SdkCredentials } from './sdk-client.ts';
import { sdkOperations } from './sdk-operations.ts';

/** Operations that are not served, with the reason. */
const notServed: Readonly<Record<string, string>> = {
  searchCaseStatistics: 'what it answers is not published',
  getCaseFieldPolicy: 'what it answers is not published',
  addEnquiry: 'what an enquiry looks like is not published',
  putSession: 'what it means is not published',
  impersonateSession: 'INTERNAL, for the vendor’s own people',
};

/** Operations on what is never there, so that their answer is that of something unknown. */
const ofNothing: Readonly<Record<string, string>> = {
  customerPruneTaskStatus: 'no public operation makes a task that prunes',
  getEnquiry: 'no enquiry can be made',
  getEnquiryClientValidationCode: 'no enquiry can be made',
  answerEnquiry: 'no enquiry can be made',
  rejectEnquiry: 'no enquiry can be made',
  deleteEnquiry: 'no enquiry can be made',
};

/** The simulator, as it was at first. */
function running(): Simulator {
  const { simulator } = started;
  if (simulator === undefined) throw new Error('no simulator');
  return simulator;
}

const started: { simulator?: Simulator } = {};
beforeAll(async () => void (started.simulator = await startSimulator({ events: 800 })));
afterAll(() => started.simulator?.close());

/** What became of a call: its status, and what its caller would read where it failed. */
async function outcomeOf(name: string, credentials: SdkCredentials = byKey(fullKey)): Promise<string> {
  const sdk = sdkClient(running().url, credentials);
  try {
    const { status, text } = await sdk(name, await sdkArguments[name]?.(sdk));
    return status < 300 ? 'served' : `${status} ${text}`;
  } catch (error) {
    return `not asked: ${String(error)}`;
  }
}

test('the SDK has 168 operations of these modules, and at least 160 are served', () => {
  expect(sdkOperations.size).toBe(168);
  expect(Object.keys({ ...notServed, ...ofNothing }).filter((name) => !sdkOperations.has(name))).toEqual([]);
  expect(sdkOperations.size - Object.keys(notServed).length).toBeGreaterThanOrEqual(160);
});

const due = [...sdkOperations.keys()].filter((name) => !(name in notServed) && !(name in ofNothing));

test.each(due)('%s is served', async (name) => {
  running().state.reset();
  expect(await outcomeOf(name)).toBe('served');
});

test('a session that a password began is served as well, with its cookie and a CSRF token on each call', async () => {
  const { url, state } = running();
  for (const name of due) {
    state.reset();
    const body = JSON.stringify({ userName: 'all-access', password: 'all-access-password' });
    const headers = { 'Content-Type': 'application/json' };
    const made = await fetch(`${url}/authentication/v1/password/authentication`, { method: 'POST', headers, body });
    const { cookie, sessionKey } = sessionOf(((await made.json()) as { readonly data: unknown }).data);
    const proven: SdkCredentials = (called) => ({
      ...cookie,
      'Argus-Csrf-Token': csrfToken(sessionKey, { url: called }),
    });
    expect([name, await outcomeOf(name, proven)]).toEqual([name, 'served']);
  }
});

test.each(Object.keys(notServed))('%s is not served', async (name) => {
  expect(await outcomeOf(name)).toMatch(/^40[45] |^412 .*"field":"caseID"/);
});

test.each(Object.keys(ofNothing))('%s is served, and finds nothing', async (name) => {
  running().state.reset();
  expect(await outcomeOf(name)).toMatch(/^404 .*"messageTemplate":"(?:task|enquiry)\.not\.found"/);
});
