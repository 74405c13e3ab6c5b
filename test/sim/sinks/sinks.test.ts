/** Sinks over real HTTP: what a client hands on is kept, and compared with what the products showed. */
import { afterAll, expect, test } from 'vitest';
import { startSimulator, type Simulator } from '../../../src/index.ts';

const started: Simulator[] = [];
afterAll(() => Promise.all(started.map((one) => one.close())));

async function simulated(): Promise<Simulator> {
  const simulator = await startSimulator({ events: 400, clock: '2026-10-28T00:00:00Z' });
  started.push(simulator);
  return simulator;
}

const post = (url: string, body: string, type = 'application/json') =>
  fetch(url, { method: 'POST', headers: { 'Content-Type': type }, body });

/** All aggregated events that Argus shows. */
async function allEvents({ argus }: Simulator): Promise<readonly { readonly id: string; readonly severity: string }[]> {
  const answer = await fetch(`${argus.url}/events/v1/aggregated/search`, {
    method: 'POST',
    headers: { ...argus.headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ startTimestamp: 0, limit: 0 }),
  });
  return ((await answer.json()) as { data: { id: string; severity: string }[] }).data;
}

test('a client that hands all on is acquitted, and one that leaves some out is told which', async () => {
  const simulator = await simulated();
  const events = await allEvents(simulator);
  const all = simulator.sink('all');
  expect((await post(all.url, JSON.stringify(events))).status).toBe(200);
  expect(await all.verify()).toMatchObject({
    ok: true,
    product: 'argus',
    kind: 'events',
    expected: events.length,
    delivered: events.length,
    lost: [],
  });
  const few = simulator.sink('few');
  for (const event of events.slice(3)) await post(`${few.url}/some/path`, JSON.stringify(event));
  const verdict = await few.verify({ product: 'argus', kind: 'events' });
  expect(verdict.ok).toBe(false);
  expect(verdict.counts).toMatchObject({ lost: 3, doubled: 0, unexpected: 0 });
  expect(verdict.lost.map(({ id }) => id).sort()).toEqual(
    events
      .slice(0, 3)
      .map(({ id }) => id)
      .sort(),
  );
});
