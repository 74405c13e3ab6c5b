/** A live target gets back what was changed, and nothing else is touched. */
import { test, expect, onTestFinished } from 'vitest';
import { wayBack } from '../../src/contract/products/argus/writing/restore.ts';
import { runContract, simulatedTarget, startSimulator } from '../../src/index.ts';
import type { Check } from '../../src/contract/terms/check.ts';

const standing = (flags: readonly string[], severity = 'low', cases: readonly number[] = []) => ({
  flags,
  severity,
  cases,
});

test('the way back clears what was set, sets what was cleared, and leaves what cannot be changed', () => {
  expect(wayBack(standing(['followup', 'finalized']), standing(['acknowledged']))).toEqual({
    enableFlag: ['acknowledged'],
    disableFlag: ['followup'],
  });
  expect(wayBack(standing([], 'high', [1, 2]), standing([], 'low', [2, 3]))).toEqual({
    associateCase: [3],
    disassociateCase: [1],
    newSeverity: 'low',
  });
  expect(wayBack(standing(['severityAdjusted']), standing([]))).toBe(null);
});

async function eventOf(url: string, id: string): Promise<any> {
  const [, timestamp, customer, event] = id.split('/');
  const answer = await fetch(`${url}/events/v2/event/${timestamp}/${customer}/${event}`, {
    headers: { 'Argus-API-Key': '1/2/mysecretapikey' },
  });
  return ((await answer.json()) as { data: unknown }).data;
}

async function tenant() {
  const simulator = await startSimulator({ events: 200 });
  onTestFinished(() => simulator.close());
  const listed = await fetch(`${simulator.url}/events/v1/aggregated?limit=2`, {
    headers: { 'Argus-API-Key': '1/2/mysecretapikey' },
  });
  const [one, other] = ((await listed.json()) as any).data as readonly { id: string }[];
  return {
    url: simulator.url,
    one: one!.id,
    other: other!.id,
    target: { ...simulatedTarget(simulator), isLive: true, writes: [one!.id] },
  };
}

/** A check that changes an event, and may break while it does. */
const changing = (id: string, breaks: boolean): Check => ({
  id: 'law/changes',
  asks: 'Is it put back?',
  rank: 'minor',
  isWriting: true,
  applies: ({ id: operation }) => operation === 'assessEvent',
  run: ({ restoring, send }) =>
    restoring(id, async () => {
      const [, timestamp = '', customerID = '', eventID = ''] = id.split('/');
      const body = { enableFlag: ['falsePositive'], newSeverity: 'critical' };
      await send({ params: { timestamp, customerID, eventID }, body });
      if (breaks) throw new TypeError('no such member');
    }),
});

test.each([false, true])('flags and severity are put back, also when the check breaks (%s)', async (breaks) => {
  const { url, one, target } = await tenant();
  const before = await eventOf(url, one);
  const report = await runContract(target, { rps: 10_000, checks: [changing(one, breaks)] });
  const after = await eventOf(url, one);
  expect(after.severity).toBe(before.severity);
  expect(after.flags).not.toContain('falsePositive');
  expect(after.timestamps.lastUpdated).toBeGreaterThan(before.timestamps.lastUpdated);
  expect(report.findings.filter(({ kind }) => kind === 'notice')).toMatchObject([
    { seen: expect.stringContaining('flags that stay') },
  ]);
  expect(report.findings.some(({ kind }) => kind === 'violation')).toBe(breaks);
});

test('a run that is interrupted while an event is changed puts it back all the same', async () => {
  const { url, one, target } = await tenant();
  const before = await eventOf(url, one);
  const stop = new AbortController();
  const check = changing(one, false);
  const interrupted: Check = {
    ...check,
    run: (context) => check.run({ ...context, send: (ask) => context.send(ask).finally(() => stop.abort()) }),
  };
  const report = await runContract(target, { rps: 10_000, checks: [interrupted], signal: stop.signal });
  const after = await eventOf(url, one);
  expect(after.severity).toBe(before.severity);
  expect(after.flags).not.toContain('falsePositive');
  expect(after.timestamps.lastUpdated).toBeGreaterThan(before.timestamps.lastUpdated);
  expect(report.summary.requests).toBeGreaterThan(4);
});

test('an event that was not named is not changed', async () => {
  const { url, other, target } = await tenant();
  const before = await eventOf(url, other);
  const report = await runContract(target, { rps: 10_000, checks: [changing(other, false)] });
  expect(report.results.find(({ check }) => check === 'law/changes')).toMatchObject({
    verdict: 'skipped',
    reason: expect.stringContaining('--write'),
  });
  expect(await eventOf(url, other)).toEqual(before);
});
