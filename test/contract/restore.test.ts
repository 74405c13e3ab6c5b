/** A live target gets back what was changed, and nothing else is touched. */
import { test, expect, onTestFinished } from 'vitest';
import { wayBack } from '../../src/contract/products/argus/writing/restore.ts';
import { runContract, simulatedTarget, startSimulator } from '../../src/index.ts';
import type { Original } from '../../src/contract/originals.ts';
import { argus } from '../../src/contract/products/argus/adapter.ts';
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
  run: async ({ send }) => {
    const [, timestamp = '', customerID = '', eventID = ''] = id.split('/');
    const body = { enableFlag: ['falsePositive'], newSeverity: 'critical' };
    await send({ params: { timestamp, customerID, eventID }, body });
    if (breaks) throw new TypeError('no such member');
  },
});

/** A file of originals that tells what it kept and when. */
function originalsOf(left: readonly Original[] = []) {
  const kept: (readonly Original[])[] = [];
  return { kept, file: { left, keep: (originals: readonly Original[]) => void kept.push(originals) } };
}

test.each([false, true])('flags and severity are put back, also when the check breaks (%s)', async (breaks) => {
  const { url, one, target } = await tenant();
  const before = await eventOf(url, one);
  const { kept, file } = originalsOf();
  const report = await runContract(target, { rps: 10_000, checks: [changing(one, breaks)], originals: file });
  const after = await eventOf(url, one);
  expect(after.severity).toBe(before.severity);
  expect(after.flags).not.toContain('falsePositive');
  expect(after.timestamps.lastUpdated).toBeGreaterThan(before.timestamps.lastUpdated);
  expect(kept.map((originals) => originals.map(({ id }) => id))).toEqual([[one], []]);
  expect(report.findings.filter(({ kind }) => kind === 'notice')).toMatchObject([
    {
      check: 'law/put-back',
      expected: `${one} as it was before the run`,
      seen: expect.stringContaining('severityAdjusted'),
    },
  ]);
  expect(report.findings.some(({ kind }) => kind === 'violation')).toBe(breaks);
});

test('an original is kept before the first write, and nothing is written where it cannot be', async () => {
  const { url, one, target } = await tenant();
  const before = await eventOf(url, one);
  const file = {
    left: [],
    keep: () => {
      throw new Error('the disk is full');
    },
  };
  const report = await runContract(target, { rps: 10_000, checks: [changing(one, false)], originals: file });
  expect(report.results).toContainEqual(
    expect.objectContaining({ verdict: 'skipped', reason: expect.stringContaining('the disk is full') }),
  );
  expect(await eventOf(url, one)).toEqual(before);
});

test.each(['an interruption', 'a spent budget'])(
  '%s while an event is changed puts it back all the same',
  async (end) => {
    const { url, one, target } = await tenant();
    const before = await eventOf(url, one);
    const stop = new AbortController();
    const check = changing(one, false);
    const interrupted: Check = {
      ...check,
      run: (context) =>
        check.run({
          ...context,
          send: (ask) => context.send(ask).finally(() => end === 'an interruption' && stop.abort()),
        }),
    };
    // What comes before the write, and the write.
    const maxRequests = end === 'a spent budget' ? { maxRequests: 8 } : {};
    const checks = [interrupted, { ...check, id: 'law/later' } as const];
    const report = await runContract(target, {
      rps: 10_000,
      checks,
      signal: stop.signal,
      ...maxRequests,
      products: [argus],
    });
    const after = await eventOf(url, one);
    expect(report.ended).not.toBe(null);
    expect(after.severity).toBe(before.severity);
    expect(after.flags).not.toContain('falsePositive');
    expect(after.timestamps.lastUpdated).toBeGreaterThan(before.timestamps.lastUpdated);
  },
);

test('what an earlier run left changed is put back by the next one, which need not be allowed to write', async () => {
  const { url, one, target } = await tenant();
  const before = await eventOf(url, one);
  const [, timestamp, customer, event] = one.split('/');
  await fetch(`${url}/events/v2/event/${timestamp}/${customer}/${event}/assess`, {
    method: 'PUT',
    headers: { 'Argus-API-Key': '1/2/mysecretapikey', 'Content-Type': 'application/json' },
    body: '{"enableFlag":["falsePositive"],"newSeverity":"critical"}',
  });
  expect(await eventOf(url, one)).toMatchObject({ severity: 'critical' });
  const { kept, file } = originalsOf([{ product: 'argus', id: one, value: before }]);
  const looks: Check = {
    ...changing(one, false),
    run: async ({ send, operation }) => void (await send({ operation, method: 'GET' })),
  };
  await runContract({ ...target, writes: [] }, { rps: 10_000, checks: [looks], originals: file });
  expect(await eventOf(url, one)).toMatchObject({
    severity: before.severity,
    flags: expect.not.arrayContaining(['falsePositive']),
  });
  expect(kept.at(-1)).toEqual([]);
});

test('what the target does not take back is told, and kept for the next run', async () => {
  const { one, target } = await tenant();
  const gone = 'AGGR/1569185283911/1/6c36deb6-d5e3-461c-bab4-fca397006cb9';
  const { kept, file } = originalsOf([{ product: 'argus', id: gone, value: { flags: [] } }]);
  const report = await runContract(target, { rps: 10_000, checks: [changing(one, false)], originals: file });
  expect(report.findings.map(({ expected, seen }) => [expected, seen])).toContainEqual([
    `${gone} as it was before the run`,
    expect.stringContaining('not put back'),
  ]);
  expect(kept.at(-1)?.map(({ id }) => id)).toEqual([gone]);
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
