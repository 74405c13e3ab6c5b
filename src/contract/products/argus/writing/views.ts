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

/** A view of the event itself, which spells flags as v1 does or in its own way. */
const single = (name: string, operation: string, spelled: (flag: string) => string): View => ({
  name,
  operation,
  ask: paramsOf,
  wrong: ({ data }, { flag, isSet, severity }) => {
    const own = spelled(flag);
    if (textsAt(data, 'flags').includes(own) !== isSet) return `${own} is ${isSet ? 'not set' : 'still set'}`;
    const seen = at(data, 'severity');
    return seen === severity ? null : `severity ${shown(seen)} instead of ${severity}`;
  },
});

/** A search that finds the event where its flag is set, or where it is not. */
const search = (name: string, operation: string, isOfSet: boolean, ask: View['ask']): View => ({
  name,
  operation,
  ask,
  wrong: (answer, { isSet }) => {
    const { length } = listOf(answer.data);
    const count = Number(isSet === isOfSet);
    return length === count ? null : `${length} events are found instead of ${count}`;
  },
});

const v1Search = (event: EventId, more: Json): Ask => ({
  body: { startTimestamp: 0, eventIdentifier: [event.id], ...(more as object) },
});
const v2Search = (event: EventId, more: Json): Ask => ({ body: { eventIdentifier: [event.id], ...(more as object) } });

export const views: readonly View[] = [
  single('the event of v1', 'getEventByPath', (flag) => flag),
  single('the event of v2', 'getEvent', camelCase),
  single('the event of v2 by its id of v1', 'getEventCompatibility', camelCase),
  search('a search of v1 for flag and severity', 'findAggregatedEvents', true, (event, { flag, severity }) =>
    v1Search(event, { includeFlags: [flag], severity: [severity] }),
  ),
  search('a search of v1 without the flag', 'findAggregatedEvents', false, (event, { flag }) =>
    v1Search(event, { excludeFlags: [flag] }),
  ),
  search('a search of v2 for flag and severity', 'searchEvents', true, (event, { flag, severity }) =>
    v2Search(event, { includeFlag: [camelCase(flag)], severity: [severity] }),
  ),
  search('a search of v2 without the flag', 'searchEvents', false, (event, { flag }) =>
    v2Search(event, { excludeFlag: [camelCase(flag)] }),
  ),
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
