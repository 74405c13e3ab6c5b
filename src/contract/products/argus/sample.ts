/** A few ids of everything that a tenant of Argus has, found by reading it. */
import type { Json } from '../../../kernel/schema.ts';
import { listOf, member, type Answer, type Ask } from '../../exchange.ts';
import { eventIdOf, type EventId, type Sample, type Window } from '../../sample/sample.ts';

/** Asks an operation by its id. */
export type AskFor = (operation: string, ask: Ask) => Promise<Answer>;

type ArgusSample = Pick<Sample, 'events' | 'eventIds' | 'captured' | 'rawEvents' | 'customers' | 'cases' | 'window'>;

const idsOf = (events: readonly Json[]): readonly EventId[] =>
  events.flatMap((event) => eventIdOf(member(event, 'id')) ?? []);

/** `once` makes each part when it is first asked for. */
export function sampleArgus(
  askFor: AskFor,
  once: <T>(name: string, make: () => Promise<T>) => Promise<T>,
): ArgusSample {
  // Real tenants have a retention; a bound of zero would have them search all of it.
  const since = '-30days';
  const search = async (body: { readonly [name: string]: Json }): Promise<readonly Json[]> => {
    const found = await askFor('argus.findAggregatedEvents', { body: { startTimestamp: since, ...body } });
    if (listOf(found.data).length > 0) return listOf(found.data);
    return listOf((await askFor('argus.findAggregatedEvents', { body: { startTimestamp: 0, ...body } })).data);
  };
  const captures = (): Promise<readonly Json[]> =>
    once('argus/captures', () => search({ includeFlags: ['HAS_PCAP'], limit: 3, sortBy: ['-timestamp'] }));
  const events = (): Promise<readonly Json[]> =>
    once('argus/events', async () => {
      const plain = await search({ limit: 25, sortBy: ['-timestamp'] });
      const first = await captures();
      const ids = new Set(first.map((event) => member(event, 'id')));
      return [...first, ...plain.filter((event) => !ids.has(member(event, 'id')))];
    });
  return {
    events,
    eventIds: () => once('argus/eventIds', async () => idsOf(await events())),
    captured: () => once('argus/captured', async () => idsOf(await captures())[0] ?? null),
    rawEvents: () =>
      once('argus/rawEvents', async () => {
        const found = await askFor('argus.findNIDSEvents', { body: { startTimestamp: since, limit: 25 } });
        if (listOf(found.data).length > 0) return listOf(found.data);
        return listOf((await askFor('argus.findNIDSEvents', { body: { startTimestamp: 0, limit: 25 } })).data);
      }),
    customers: () => once('argus/customers', async () => listOf((await askFor('argus.listBasicCustomers', {})).data)),
    cases: () =>
      once('argus/cases', async () => {
        const ids = (await events()).flatMap((event) => member(member(event, 'associatedCase'), 'id') ?? []);
        const found = (await askFor('argus.advancedCaseSearch', { body: { limit: 5 } })).data;
        const searched = listOf(found).flatMap((item) => member(item, 'id') ?? []);
        return [...new Set([...ids, ...searched])].flatMap((id) => (typeof id === 'number' ? [id] : []));
      }),
    window: () => once('argus/window', async () => windowOf(askFor, await events())),
  };
}

/** Grows a span backwards from the newest event until it holds at least thirty, or all there are. */
async function windowOf(askFor: AskFor, events: readonly Json[]): Promise<Window | null> {
  const times = events.flatMap((event) => {
    const time = member(event, 'startTimestamp');
    return typeof time === 'number' ? [time] : [];
  });
  if (times.length === 0) return null;
  const endTimestamp = Math.max(...times) + 1;
  let best: Window | null = null;
  for (let span = 900_000; span <= 86_400_000 * 32; span *= 2) {
    const startTimestamp = endTimestamp - span;
    const found = await askFor('argus.findAggregatedEvents', { body: { startTimestamp, endTimestamp, limit: 1 } });
    const count = member(found.json, 'count');
    if (typeof count !== 'number' || count < 0) return best;
    if (count > 300 && best !== null) return best;
    best = { startTimestamp, endTimestamp, count };
    if (count >= 30) return best;
  }
  return best;
}
