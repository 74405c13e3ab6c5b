/** All the ways in which an event can be read: by itself in both versions, by searches, by statistics and by its history. */
import type { Json } from '../../../../kernel/schema.ts';
import type { Context } from '../../../terms/check.ts';
import { listOf, member, type Answer, type Ask } from '../../../terms/exchange.ts';
import { named } from '../../../lists/counterpart.ts';
import { at, numberAt, shown, textsAt } from '../../../lists/item.ts';
import { eventParams, type EventId } from '../model/event-id.ts';
import { camelCase } from './writers.ts';

/** What is known of an event that matters here. */
export interface ExpectedMarks {
  readonly flag: string;
  readonly isSet: boolean;
  readonly severity: string;
}

/** One reader: the request, and what its answer says wrongly of the standing; null where it says it. */
export interface View {
  readonly name: string;
  readonly operation: string;
  readonly ask: (event: EventId, expectedMarks: ExpectedMarks) => Ask;
  readonly wrong: (answer: Answer, expectedMarks: ExpectedMarks) => string | null;
}

const paramsOf = (event: EventId): Ask => ({ params: eventParams(event) });

const told = (
  flags: readonly string[],
  flag: string,
  severity: Json | undefined,
  expectedMarks: ExpectedMarks,
): string | null => {
  if (flags.includes(flag) !== expectedMarks.isSet)
    return `${flag} is ${expectedMarks.isSet ? 'not set' : 'still set'}`;
  return severity === expectedMarks.severity
    ? null
    : `severity ${shown(severity)} instead of ${expectedMarks.severity}`;
};

const hit =
  (count: number) =>
  (answer: Answer): string | null => {
    const { length } = listOf(answer.data);
    return length === count ? null : `${length} events are found instead of ${count}`;
  };

const v1Search = (event: EventId, more: Json): Ask => ({
  body: { startTimestamp: 0, eventIdentifier: [event.id], ...(more as object) },
});
const v2Search = (event: EventId, more: Json): Ask => ({ body: { eventIdentifier: [event.id], ...(more as object) } });

export const views: readonly View[] = [
  {
    name: 'the event of v1',
    operation: 'getEventByPath',
    ask: paramsOf,
    wrong: ({ data }, expectedMarks) =>
      told(textsAt(data, 'flags'), expectedMarks.flag, at(data, 'severity'), expectedMarks),
  },
  {
    name: 'the event of v2',
    operation: 'getEvent',
    ask: paramsOf,
    wrong: ({ data }, expectedMarks) =>
      told(textsAt(data, 'flags'), camelCase(expectedMarks.flag), at(data, 'severity'), expectedMarks),
  },
  {
    name: 'the event of v2 by its id of v1',
    operation: 'getEventCompatibility',
    ask: paramsOf,
    wrong: ({ data }, expectedMarks) =>
      told(textsAt(data, 'flags'), camelCase(expectedMarks.flag), at(data, 'severity'), expectedMarks),
  },
  {
    name: 'a search of v1 for flag and severity',
    operation: 'findAggregatedEvents',
    ask: (event, { flag, severity }) => v1Search(event, { includeFlags: [flag], severity: [severity] }),
    wrong: (answer, { isSet }) => hit(Number(isSet))(answer),
  },
  {
    name: 'a search of v1 without the flag',
    operation: 'findAggregatedEvents',
    ask: (event, { flag }) => v1Search(event, { excludeFlags: [flag] }),
    wrong: (answer, { isSet }) => hit(Number(!isSet))(answer),
  },
  {
    name: 'a search of v2 for flag and severity',
    operation: 'searchEvents',
    ask: (event, { flag, severity }) => v2Search(event, { includeFlag: [camelCase(flag)], severity: [severity] }),
    wrong: (answer, { isSet }) => hit(Number(isSet))(answer),
  },
  {
    name: 'a search of v2 without the flag',
    operation: 'searchEvents',
    ask: (event, { flag }) => v2Search(event, { excludeFlag: [camelCase(flag)] }),
    wrong: (answer, { isSet }) => hit(Number(!isSet))(answer),
  },
  {
    name: 'statistics of v1',
    operation: 'findAggregatedEventStats',
    ask: (event) => v1Search(event, { groupBy: ['EVENT_SEVERITY'] }),
    wrong: ({ data }, { severity }) => {
      const text = JSON.stringify(listOf(at(data, 'keys')));
      return text.includes(`"${severity}"`) ? null : `groups ${text} without ${severity}`;
    },
  },
  {
    name: 'statistics of v2',
    operation: 'getEventStatistics',
    ask: (event) => v2Search(event, { groupBy: [{ field: 'severity' }] }),
    wrong: ({ data }, { severity }) => {
      const groups = listOf(data).map((bucket) => at(bucket, 'group.identifier'));
      return groups.length === 1 && groups[0] === severity
        ? null
        : `groups ${JSON.stringify(groups)} instead of ${severity}`;
    },
  },
];

/** How often an event was assessed, as its history tells; null where it has none. */
export async function assessments(context: Context, event: EventId): Promise<number | null> {
  const operation = named(context.api, 'getEventLineage');
  const answer = await context.send({ operation, ...paramsOf(event), query: { limit: 0 } });
  return answer.status === 200
    ? listOf(answer.data).filter((item) => member(item, 'type') === 'assessed').length
    : null;
}

/** When the event was last changed, as v2 tells it. */
export async function lastUpdate(context: Context, event: EventId): Promise<number | null> {
  const answer = await context.send({ operation: named(context.api, 'getEvent'), ...paramsOf(event) });
  return numberAt(answer.data, 'timestamps.lastUpdated') ?? null;
}
