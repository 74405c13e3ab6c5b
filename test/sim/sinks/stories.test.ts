/** Hand-made losses, each of its own kind: what is told of them names the request, and says what happened. */
import { expect, test } from 'vitest';
import { sentenceOf } from '../../../src/sim/sinks/judged/sentences.ts';
import type { Simulator } from '../../../src/index.ts';
import { listedEvents, send, simulated } from './client.ts';

const begin = '2026-10-28T00:00:00Z';
const asked = { product: 'argus', kind: 'events', from: begin } as const;

/** Searches as a client does; what is refused comes to nothing. */
async function poll({ argus }: Simulator, criteria: object) {
  const answer = await fetch(`${argus.url}/events/v1/aggregated/search`, {
    method: 'POST',
    headers: { ...argus.headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ sortBy: ['timestamp'], limit: 0, ...criteria }),
  }).catch(() => null);
  return answer?.ok === true ? ((await answer.json()) as { data: object[] }).data : [];
}

/** A client that looks every ten minutes at what has happened since it looked. */
async function polling(simulator: Simulator, rounds: number, sink: string): Promise<void> {
  let since = simulator.clock.now();
  for (let round = 0; round < rounds; round++) {
    simulator.clock.advance('10m');
    const now = simulator.clock.now();
    const found = await poll(simulator, { startTimestamp: since, endTimestamp: now });
    if (found.length > 0) await send(simulator.sink(sink).url, found);
    since = now;
  }
}

test('what came to be seen after its time had been asked for was passed by the watermark', async () => {
  const simulator = await simulated({ events: 2000 });
  await polling(simulator, 30, 'naive');
  const { lost, ok } = await simulator.sink('naive').verify(asked);
  expect(ok).toBe(false);
  const passed = lost.filter(({ sentence }) => sentence.includes('its watermark had passed'));
  expect(passed.length).toBeGreaterThan(1);
  for (const { sentence, requests, firstVisible = '' } of passed) {
    const [, happened = '', seen, request, at = ''] =
      /happened at (\S+) and became visible at (\S+); request (\d+) had already asked for that time at (\S+),/.exec(
        sentence,
      ) ?? [];
    expect(seen).toBe(firstVisible);
    expect([happened <= at, at < firstVisible, requests.length, Number(request) > 0]).toEqual([true, true, 0, true]);
  }
});

test('what a refused request would have brought is told with its fault', async () => {
  const simulator = await simulated({ events: 2000 });
  simulator.faults.add({ id: 'down', match: { product: 'argus', nth: 3 }, effect: { error: 503 } });
  simulator.clock.advance('30m');
  const search = { startTimestamp: begin, endTimestamp: simulator.clock.now() };
  await poll(simulator, { startTimestamp: 0, endTimestamp: begin });
  await poll(simulator, { startTimestamp: 0, endTimestamp: begin });
  expect(await poll(simulator, search)).toEqual([]);
  const { lost } = await simulator.sink('none').verify(asked);
  const one = lost.find(({ requests }) => requests.includes(3));
  expect(one?.sentence).toContain('Request 3, whose page held it, was refused with 503');
  expect(one?.sentence).toContain('(fault "down"), and that page was not asked for again.');
});

test('what was answered and not handed on got lost behind its answer', async () => {
  const simulator = await simulated();
  simulator.clock.advance('1d');
  const events = await poll(simulator, { startTimestamp: begin });
  await send(simulator.sink('some').url, events.slice(1));
  const { lost, counts } = await simulator.sink('some').verify({ ...asked, criteria: { startTimestamp: begin } });
  expect(counts.lost).toBe(1);
  expect(lost[0]).toMatchObject({ id: (events[0] as { id: string }).id, requests: [1] });
  expect(lost[0]?.sentence).toContain(
    'Request 1 answered it at 2026-10-29T00:00:00.000Z: it got lost between its answer and the sink.',
  );
});

test('what stood on a page that nobody asked for is told with its place', async () => {
  const simulator = await simulated();
  const events = await listedEvents(simulator, { sortBy: ['timestamp'] });
  simulator.journal.clear();
  const pages = [
    await poll(simulator, { startTimestamp: 0, limit: 10 }),
    await poll(simulator, { startTimestamp: 0, limit: 10, offset: 11 }),
  ];
  await send(simulator.sink('skipping').url, pages.flat());
  const { lost } = await simulator.sink('skipping').verify({ product: 'argus', kind: 'events' });
  const skipped = lost.find(({ id }) => id === events[10]?.id);
  expect(skipped?.requests).toEqual([1, 2]);
  expect(skipped?.sentence).toContain(
    'Requests 1, 2 should have brought it, but no page that was asked for held it: it stood at place 11 when request 1 asked for a page of 10 from position 0 on',
  );
});

test('a client that never asked is told so', async () => {
  const simulator = await simulated();
  simulator.clock.advance('1d');
  const { lost } = await simulator.sink('none').verify(asked);
  expect(lost[0]?.sentence).toContain('no request for such things came after that.');
});

test('a page that was asked for by its number is told with what comes before it', () => {
  const carrier = { seq: 6, at: 'noon', status: 200, faults: [], isCarried: false, place: 2 };
  const told = { id: 'alarm', visible: 0, happened: 0, sentence: 'It never came.' };
  const carriers = [{ ...carrier, countsPages: true, position: 1, length: 50 }];
  expect(sentenceOf(told, { carriers, before: null, after: null }, false)).toContain(
    'it stood at place 2 when request 6 asked for page 1 (counted from 0) of 50, behind 50 others, at noon',
  );
});
