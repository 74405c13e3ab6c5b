import { expect, test } from 'vitest';
import { hunt, type HuntSchedule, type HuntVisit } from '../../src/index.ts';
import { poller } from './support/functions.ts';

test('a right poller is acquitted', async () => {
  const report = await hunt({ client: poller(), schedules: 40 });
  expect([report.conviction?.run.verdict.findings, report.conviction?.run.schedule]).toEqual([undefined, undefined]);
  expect(report).toMatchObject({ ended: 'all', schedules: 40, unsteady: 0 });
});

test('a poller whose cursor is the time of occurrence loses what arrives late', async () => {
  const { conviction } = await hunt({ client: poller({ cursor: 'startTimestamp', lookBack: -1 }), schedules: 40 });
  expect(conviction?.run.verdict.findings.map(({ kind }) => kind)).toEqual(['lost']);
  expect(conviction?.run.schedule.disturbances.some((one) => one.kind === 'burst' && one.late !== undefined)).toBe(
    true,
  );
  expect(conviction?.run.schedule.disturbances.length).toBeLessThanOrEqual(2);
  expect(conviction).toMatchObject({ confirmed: 3, of: 3, class: 'known' });
});

test('a poller that saves before it delivers loses what it had not delivered when it was ended', async () => {
  const { conviction } = await hunt({ client: poller({ savesFirst: true }), schedules: 40 });
  expect(conviction?.run.verdict.findings[0]).toMatchObject({ kind: 'lost', count: 1 });
  expect(conviction?.run.schedule.disturbances).toEqual([expect.objectContaining({ on: 'delivery' })]);
});

test('the same seed gives the same schedules, verdicts and shrunk schedule, however many run at once', async () => {
  const found = async (jobs: number): Promise<HuntSchedule | undefined> => {
    const terms = { client: poller({ cursor: 'startTimestamp', lookBack: -1 }), seed: 7, schedules: 40, jobs };
    return (await hunt(terms)).conviction?.run.schedule;
  };
  const first = await found(1);
  expect(first).toBeDefined();
  expect(await found(3)).toEqual(first);
});

test('what was found is found again from its schedule alone', async () => {
  const client = poller({ cursor: 'startTimestamp', lookBack: -1 });
  const { conviction } = await hunt({ client, schedules: 40 });
  const schedule = JSON.parse(JSON.stringify(conviction?.run.schedule)) as HuntSchedule;
  expect((await hunt({ client, schedule })).ended).toBe('found');
  expect((await hunt({ client: poller(), schedule })).ended).toBe('all');
});

test('a client that does nothing right fails undisturbed', async () => {
  const report = await hunt({ client: () => Promise.reject(new Error('no configuration')), schedules: 10 });
  expect(report).toMatchObject({ ended: 'undisturbed', schedules: 0, conviction: null });
  expect(report.plain.rounds[0]).toMatchObject({ how: 'exited', code: 1 });
  expect(report.plain.rounds[0]?.output).toContain('no configuration');
});

test("a client that looks at the machine's clock is told so, and not convicted", async () => {
  const client = poller();
  const promise = hunt({ client: (visit) => client({ ...visit, now: Date.now() }), schedules: 10 });
  await expect(promise).rejects.toThrow(/names .* which is this machine's time/);
});

test('ids that nobody knows are a finding', async () => {
  const right = poller();
  const { conviction } = await hunt({
    client: async (visit) => {
      await right(visit);
      const id = 'AGGR/1791972450137/2171/00000000-0000-4000-8000-000000000000';
      await fetch(visit.sink, {
        method: 'POST',
        body: JSON.stringify({ id }),
        headers: { 'Content-Type': 'application/json' },
      });
    },
    schedules: 10,
  });
  expect(conviction?.run.verdict.findings.map(({ kind }) => kind)).toEqual(['unexpected']);
  expect(conviction?.run.schedule.disturbances).toEqual([]);
});

test('a client that never ends is ended, and that is a finding', async () => {
  const report = await hunt({ client: () => new Promise(() => {}), schedules: 4, timeout: 100 });
  expect(report.ended).toBe('undisturbed');
  expect(report.plain.verdict.findings.map(({ kind }) => kind)).toContain('hung');
});

test('who fails undisturbed once and not again is hunted all the same, and said not to be steady', async () => {
  let runs = 0;
  const right = poller();
  const client = async (visit: HuntVisit): Promise<void> => {
    if (visit.round === 1) runs++;
    if (runs > 1 || visit.round < 5) await right(visit);
  };
  expect(await hunt({ client, schedules: 2, jobs: 1 })).toMatchObject({ ended: 'all', schedules: 2, unsteady: 1 });
});
