/** Sinks over real HTTP: what a client hands on is kept, and compared with what the products showed. */
import { expect, test } from 'vitest';
import { listedEvents, listedRecords, send, simulated } from './client.ts';

test('a client that hands all on is acquitted, and one that leaves some out is told which', async () => {
  const simulator = await simulated();
  const events = await listedEvents(simulator);
  const all = simulator.sink('all');
  expect((await send(all.url, events)).status).toBe(200);
  expect(await all.verify()).toMatchObject({
    ok: true,
    product: 'argus',
    kind: 'events',
    expected: events.length,
    delivered: events.length,
    lost: [],
  });
  const few = simulator.sink('few');
  for (const event of events.slice(3)) await send(`${few.url}/some/path`, event);
  const verdict = await few.verify({ product: 'argus', kind: 'events' });
  expect(verdict.ok).toBe(false);
  expect(verdict.counts).toMatchObject({ lost: 3, doubled: 0, unexpected: 0, altered: 0 });
  expect(verdict.lost.map(({ id }) => id).sort()).toEqual(
    events
      .slice(0, 3)
      .map(({ id }) => id)
      .sort(),
  );
});

test.each(['alarms', 'events'] as const)('%s of USM Anywhere are known by their ids too', async (kind) => {
  const simulator = await simulated();
  const records = await listedRecords(simulator, kind);
  const sink = simulator.sink('all');
  await send(sink.url, records.map((record) => JSON.stringify(record)).join('\n'), 'application/x-ndjson');
  expect(await sink.verify()).toMatchObject({
    ok: true,
    product: 'usm',
    kind,
    expected: records.length,
    counts: { lost: 0, altered: 0, doubled: 0, unexpected: 0 },
  });
});

test.each([
  ['argus', 'events'],
  ['usm', 'alarms'],
  ['usm', 'events'],
] as const)('what %s tells of %s is to be seen from the instant on that is told', async (product, kind) => {
  const simulator = await simulated();
  const sink = simulator.sink('all');
  const list = async (): Promise<readonly string[]> =>
    product === 'argus'
      ? (await listedEvents(simulator)).map(({ id }) => id)
      : (await listedRecords(simulator, kind)).map(({ uuid, id = uuid }) => id ?? '');
  const before = new Set(await list());
  simulator.clock.advance('12h');
  const isNew = (id: string): boolean => !before.has(id);
  const fresh = (await list()).filter(isNew);
  expect(fresh.length).toBeGreaterThan(0);
  const { lost } = await sink.verify({ product, kind });
  const told = new Map(lost.map(({ id, firstVisible = '' }) => [id, firstVisible]));
  for (const { id, firstVisible } of (await sink.verify({ product, kind, from: '2026-10-28T00:00:00Z' })).lost.slice(
    0,
    5,
  )) {
    if (firstVisible === undefined || !isNew(id)) continue;
    const at = Date.parse(firstVisible);
    simulator.reset();
    simulator.clock.set(at - 1);
    expect(await list()).not.toContain(id);
    simulator.clock.set(at);
    expect(await list()).toContain(id);
  }
  expect(told.size).toBeGreaterThan(0);
});

test('an update is another version: either is right where any is, the newest where that is asked for', async () => {
  const simulator = await simulated();
  const { argus } = simulator;
  const [event] = await listedEvents(simulator, { limit: 1 });
  const id = event?.id ?? '';
  const old = simulator.sink('old');
  const both = simulator.sink('both');
  await send(old.url, event ?? {});
  await send(both.url, event ?? {});
  const answer = await fetch(`${argus.url}/events/v1/aggregated/bulk`, {
    method: 'PUT',
    headers: { ...argus.headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      criteria: { startTimestamp: 0, eventIdentifier: [id] },
      update: { comment: 'Seen.', newSeverity: 'critical' },
    }),
  });
  expect(answer.status).toBe(200);
  const [updated] = await listedEvents(simulator, { eventIdentifier: [id] });
  expect(updated).not.toEqual(event);
  // The client had read it before the update, and hands it on after.
  await send(old.url, event ?? {});
  await send(both.url, updated ?? {});
  const only = { product: 'argus', kind: 'events', criteria: { startTimestamp: 0, eventIdentifier: [id] } } as const;
  expect(await old.verify(only)).toMatchObject({
    ok: true,
    expected: 1,
    delivered: 1,
    counts: { altered: 0, doubled: 1 },
  });
  expect(await old.verify({ ...only, versions: 'latest' })).toMatchObject({
    ok: false,
    counts: { lost: 1, altered: 0 },
  });
  expect(await both.verify({ ...only, versions: 'latest' })).toMatchObject({ ok: true, counts: { lost: 0 } });
  expect(await both.verify({ ...only, versions: 'each', doubles: 'forbidden' })).toMatchObject({
    ok: true,
    expected: 2,
    delivered: 2,
  });
  expect(await old.verify({ ...only, versions: 'each' })).toMatchObject({ ok: false, expected: 2, delivered: 1 });
  await send(both.url, event ?? {});
  expect(await both.verify({ ...only, versions: 'latest' })).toMatchObject({ ok: false, counts: { outOfOrder: 1 } });
});

test('cases are known by their numbers, in members that are ids, in addresses and in lines', async () => {
  const simulator = await simulated({ events: 2000 });
  const list = async () => {
    const { argus } = simulator;
    const answer = await fetch(`${argus.url}/cases/v2/case/search`, {
      method: 'POST',
      headers: { ...argus.headers, 'Content-Type': 'application/json' },
      body: JSON.stringify({ limit: 0 }),
    });
    return ((await answer.json()) as { data: { id: number }[] }).data;
  };
  const cases = await list();
  expect(cases.length).toBeGreaterThan(3);
  const sink = simulator.sink('cases');
  const [first, second, third, ...others] = cases;
  await send(sink.url, others);
  await send(sink.url, { id: 'TICKET-1', caseID: String(first?.id), port: second?.id });
  await send(sink.url, { link: `https://portal.example.test/cases/${second?.id}/comments`, count: 3 });
  await send(sink.url, `opened ticket for case ${third?.id}`, 'text/plain');
  const only = { product: 'argus', kind: 'cases' } as const;
  expect(await sink.verify(only)).toMatchObject({
    ok: true,
    expected: cases.length,
    delivered: cases.length,
    counts: { altered: 0, doubled: 0 },
  });
  simulator.clock.advance('4d');
  const { lost } = await sink.verify({ ...only, from: '2026-10-28T00:00:00Z' });
  expect(lost.map(({ id }) => id).sort()).toEqual(
    (await list())
      .map(({ id }) => String(id))
      .filter((id) => !cases.some((one) => String(one.id) === id))
      .sort(),
  );
});

test('events that come late, or twice, or in another order are told so where it is asked for', async () => {
  const simulator = await simulated({ events: 2000 });
  const before = new Set((await listedEvents(simulator)).map(({ id }) => id));
  simulator.clock.advance('6h');
  const fresh = (await listedEvents(simulator, { sortBy: ['-timestamp'] })).filter(({ id }) => !before.has(id));
  const sink = simulator.sink('late');
  for (const event of fresh) await send(sink.url, event);
  await send(sink.url, fresh[0] ?? {});
  const only = { product: 'argus', kind: 'events', from: '2026-10-28T00:00:00Z' } as const;
  expect(await sink.verify(only)).toMatchObject({ ok: true, counts: { doubled: 1, late: 0, outOfOrder: 0 } });
  expect(await sink.verify({ ...only, doubles: 'forbidden' })).toMatchObject({ ok: false, counts: { doubled: 1 } });
  const { ok, counts, late } = await sink.verify({ ...only, delay: '1h', order: 'visible' });
  expect([ok, counts.late > 0, counts.outOfOrder > 0]).toEqual([false, true, true]);
  for (const { firstVisible = '', deliveredAt = '', lateBy } of late)
    expect(lateBy).toBe(spanOf(Date.parse(deliveredAt) - Date.parse(firstVisible)));
  const none = await simulator.sink('none').verify({ ...only, delay: 'PT1H' });
  expect(none.pending).toBeGreaterThan(0);
  expect(none.expected + none.pending).toBe(fresh.length);
});

const spanOf = (milliseconds: number): string => {
  const seconds = milliseconds / 1000;
  const [hours, minutes, rest] = [
    Math.floor(seconds / 3600),
    Math.floor(seconds / 60) % 60,
    Number((seconds % 60).toFixed(3)),
  ];
  return `PT${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${rest > 0 ? `${rest}S` : ''}`;
};
