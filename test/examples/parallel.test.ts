/** A hundred tests at once over one server, each in a world of its own: none sees what another does. */
import { afterAll, beforeAll, describe, expect, test as base } from 'vitest';
import { startSimulator, type OwnWorld, type Simulator } from '../../src/index.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ events: 500 });
});
afterAll(() => simulator.close());

/** A test gets a fresh world, which is removed when it ends. */
const test = base.extend<{ siem: OwnWorld }>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads the names of fixtures from this pattern
  siem: async ({}, use) => {
    const world = simulator.world();
    await use(world);
    await world.close();
  },
});

describe.concurrent('a hundred at once', () => {
  test.for(Array.from({ length: 100 }, (_, number) => number))('client %i', async (number, { siem }) => {
    const headers = { ...siem.argus.headers, 'Content-Type': 'application/json' };
    const search = async (): Promise<{ count: number; data: { id: string; comments?: { comment: string }[] }[] }> => {
      const body = JSON.stringify({ limit: 1, includeComments: true });
      const response = await fetch(`${siem.url}/events/v2/event/search`, { method: 'POST', headers, body });
      return (await response.json()) as Awaited<ReturnType<typeof search>>;
    };
    const [event] = (await search()).data;
    const comment = JSON.stringify({ comment: `Handled by client ${number}.` });
    const path = `${siem.url}/events/v2/event/${event?.id}/assess`;
    expect((await fetch(path, { method: 'PUT', headers, body: comment })).status).toBe(200);

    // One may wait a day, another meet a server that is busy, and none of the others notices.
    if (number % 10 === 0) siem.clock.advance('24h');
    if (number % 10 === 1) siem.faults.add({ match: { operation: 'searchEvents' }, effect: { error: 503 }, times: 1 });

    const assessed = await fetch(`${siem.url}/events/v2/event/${event?.id}?includeComments=true`, { headers });
    const { data } = (await assessed.json()) as { data: { comments: { comment: string }[] } };
    expect(data.comments.map((one) => one.comment)).toEqual([`Handled by client ${number}.`]);
    expect(siem.journal.verify([{ method: 'PUT', times: 1 }]).matched).toBe(true);
    expect(siem.journal.entries()).toHaveLength(3);
  });
});
