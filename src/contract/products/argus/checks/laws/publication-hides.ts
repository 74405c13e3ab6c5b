/** Law: who does not want unpublished events gets none whose publication lies in the future, and all others. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { listOf, member } from '../../../../terms/exchange.ts';
import { named } from '../../../../lists/counterpart.ts';
import { at, numberAt } from '../../../../lists/item.ts';
import { answered } from '../../../../lists/list.ts';

export const publicationHides: Check = {
  id: 'law/publication-hides',
  asks: 'Do searches and statistics leave out what is published later when unpublished events are not wanted, and nothing else?',
  source: 'docs/contract/argus.md §12.3',
  evidence: 'documented',
  applies: ({ id }) => id in needed,
  run: async (context) => {
    const now = await nowThere(context);
    const held = await heldAfter(context, now);
    if (held.length === 0) return context.skip('no event is published later than now');
    for (const event of held) {
      const published = numberAt(event, 'timestamps.published') ?? Number.NaN;
      if (!(published >= now))
        context.violation({ key: 'later', expected: `a publication from ${now} on`, seen: `${published}` });
    }
    const ids = held.map((event) => String(at(event, 'id')));
    for (const [says, more, count] of [
      ['all when nothing is said', {}, ids.length],
      ['all when they are wanted', { includeUnpublished: true }, ids.length],
      ['none when they are not', { includeUnpublished: false }, 0],
      ['none when a part does not want them', { subCriteria: [{ includeUnpublished: false, required: true }] }, 0],
    ] as const) {
      const answer = await answered(context, { body: asked(context, { eventIdentifier: ids, ...more }) });
      const seen = countedIn(answer.data ?? null);
      if (seen !== count)
        context.violation({ key: says, expected: `${says}: ${count} events`, seen: `${seen} events`, answer });
    }
  },
};

/** What operations cannot be asked without: v1 has to have a beginning, statistics their groups. */
const needed: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  searchEvents: {},
  findAggregatedEvents: { startTimestamp: 0 },
  getEventStatistics: { groupBy: [{ field: 'severity' }] },
  findAggregatedEventStats: { startTimestamp: 0, groupBy: ['EVENT_SEVERITY'] },
};

const asked = ({ operation }: Context, criteria: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> => ({
  ...needed[operation.id],
  ...criteria,
});

/** Events of a search, or those that statistics of either version count. */
function countedIn(data: Json): number {
  const frames = member(data, 'timeFrames');
  const counts =
    frames === undefined ? listOf(data) : listOf(frames).flatMap((frame) => listOf(member(frame, 'records')));
  return counts.reduce<number>(
    (sum, one) =>
      sum + (member(one, 'id') === undefined ? (numberAt(one, 'value.count') ?? numberAt(one, 'count') ?? 0) : 1),
    0,
  );
}

export async function nowThere(context: Context): Promise<number> {
  const answer = await context.send({
    operation: named(context.api, 'getTimestampMs'),
    query: { timestring: 'now' },
  });
  return numberAt(answer.json, 'data.timestamp') ?? (typeof answer.data === 'number' ? answer.data : 0);
}

const hour = 3_600_000;

/** Aggregates that will be published in an hour at the earliest, so that none is while they are asked for. */
export async function heldAfter(context: Context, now: number): Promise<readonly Json[]> {
  const startTimestamp = now + hour;
  const body = { type: ['aggregated'], timeFieldStrategy: ['published'], startTimestamp, limit: 5 };
  const answer = await context.send({ operation: named(context.api, 'searchEvents'), body });
  return answer.status === 200 ? listOf(answer.data).filter((event) => member(event, 'id') !== undefined) : [];
}
