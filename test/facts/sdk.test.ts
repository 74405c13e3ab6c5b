/** The vendor's SDK 5.0.0 runs against the simulator: every one of its operations is called as it calls it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSimulator, type Simulator } from '../../src/index.ts';
import { fullKey } from '../support/service.ts';
import { sdkArguments } from './sdk-arguments.ts';
import { sdkClient, type SdkClient } from './sdk-client.ts';
import { sdkOperations } from './sdk-operations.ts';

/** Operations that are not served, with the reason. */
const notServed: Readonly<Record<string, string>> = {
  customerPruneTaskStatus: 'no public operation makes a task that prunes, so that none is there to ask for',
  putSession: 'what it means is not published',
  impersonateSession: 'INTERNAL, for the vendor’s own people',
};

/** Operations that are yet to come: whoever serves one takes it off. */
const toCome: readonly string[] = [
  'searchCaseStatistics',
  'getCaseService',
  'listCaseAttachments',
  'getAttachment',
  'downloadAttachment',
  'listCaseLinks',
  'listCaseWatchers',
  'listCaseACL',
  'listWorkflows',
  'listCaseFields',
  'getCaseField',
  'getCaseFieldPolicy',
  'listEnquiries',
  'getEnquiry',
  'getEnquiryClientValidationCode',
  'addAttachment',
  'uploadAttachment',
  'prepareAttachment',
  'uploadAttachmentFragment',
  'completeAttachment',
  'abortAttachment',
  'deleteAttachment',
  'addCaseLink',
  'deleteCaseLink',
  'addCaseWatcher',
  'updateCaseWatcher',
  'removeCaseWatcher',
  'removeCaseContactWatcher',
  'updateWatcherSettings',
  'currentUserWatcherStatus',
  'removeCurrentUserWatcher',
  'changeAccessSettings',
  'grantAccess',
  'removeAccess',
  'requestWorkflow',
  'acknowledgeWorkflow',
  'updateWorkflow',
  'setField',
  'clearField',
  'reindexCases',
  'reindexCasesStatus',
  'reindexCase',
  'addEnquiry',
  'answerEnquiry',
  'rejectEnquiry',
  'deleteEnquiry',
];

const started: { simulator?: Simulator } = {};
beforeAll(async () => void (started.simulator = await startSimulator({ events: 800 })));
afterAll(() => started.simulator?.close());

/** What became of a call: its status, and what its caller would read where it failed. */
async function outcomeOf(name: string): Promise<string> {
  const { simulator } = started;
  if (simulator === undefined) throw new Error('no simulator');
  simulator.state.reset();
  const sdk: SdkClient = sdkClient(simulator.url, fullKey);
  try {
    const { status, text } = await sdk(name, await sdkArguments[name]?.(sdk));
    return status < 300 ? 'served' : `${status} ${text}`;
  } catch (error) {
    return `not asked: ${String(error)}`;
  }
}

test('the SDK has 168 operations of these modules, and at least 160 are served', () => {
  expect(sdkOperations.size).toBe(168);
  expect(Object.keys(notServed).filter((name) => !sdkOperations.has(name))).toEqual([]);
  expect(sdkOperations.size - Object.keys(notServed).length).toBeGreaterThanOrEqual(160);
});

const due = [...sdkOperations.keys()].filter((name) => !(name in notServed) && !toCome.includes(name));

test.each(due)('%s is served', async (name) => {
  expect(await outcomeOf(name)).toBe('served');
});

test.each(Object.keys(notServed))('%s is not served', async (name) => {
  expect(await outcomeOf(name)).toMatch(/^40[45] |^not asked: /);
});
