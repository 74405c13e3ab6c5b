/** Judging the bounds of time: which times of an event they are for, both ends included. Source: docs/contract/argus.md §4, §7.4. */
import type { Json } from '../../../../kernel/schema.ts';
import { boundsIn, isWithin, middleOf } from '../../../criteria/times.ts';
import { every, some } from '../../../criteria/verdict.ts';
import { listOf, member } from '../../../terms/exchange.ts';
import { numberAt } from '../../../lists/item.ts';
import type { Model, Judgement } from '../../../terms/model.ts';

export const bounds = { from: 'startTimestamp', to: 'endTimestamp' } as const;

/** Times by the names that `timeFieldStrategy` has for them. */
const fields: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aggregated: { timestamp: 'timestamp', startTimestamp: 'startTimestamp', endTimestamp: 'endTimestamp' },
  // A raw event has one time, whatever it is called.
  raw: { timestamp: 'timestamp', startTimestamp: 'timestamp', endTimestamp: 'timestamp' },
  v2: {
    created: 'timestamps.created',
    lastUpdated: 'timestamps.lastUpdated',
    firstAssessment: 'timestamps.firstAssessed',
    enginePersisted: 'timestamps.enginePersisted',
    firstEvent: 'timestamps.firstEvent',
    lastEvent: 'timestamps.lastEvent',
    published: 'timestamps.published',
  },
  case: {
    createdTimestamp: 'createdTimestamp',
    lastUpdatedTimestamp: 'lastUpdatedTimestamp',
    closedTimestamp: 'closedTimestamp',
    publishedTimestamp: 'publishedTimestamp',
    customerDueTimestamp: 'customerDueTimestamp',
    techDueTimestamp: 'techDueTimestamp',
  },
};

/** The time at a path; a case shows 0 for what has not happened. */
function timeAt(item: Json, path: string): number | undefined {
  const time = numberAt(item, path);
  return time === 0 ? undefined : time;
}

/** Names of the times that bounds can be for; `all` besides. */
export const strategiesOf = (model: string): readonly string[] => Object.keys(fields[model] ?? {});

/** The times of an event that a strategy's name stands for. */
export function timesOf(model: string, item: Json, name: string): readonly number[] {
  const known = fields[model] ?? {};
  const paths = name === 'all' ? Object.values(known) : [known[name] ?? name];
  return paths.flatMap((path) => timeAt(item, path) ?? []);
}

const year = 366 * 86_400_000;

/** Bounds for other times; the span stays as a required part, so that all is found within it. */
export const otherBoundsOf =
  (model: string): NonNullable<Model['otherBounds']> =>
  ({ items, base, members }) => {
    if (!members.includes('subCriteria')) return [];
    const within = { subCriteria: [{ ...base, required: true }] };
    const matches = members.includes('timeMatchStrategy') ? ['any', 'all'] : [null];
    return [...strategiesOf(model), 'all'].flatMap((name) => {
      const time = middleOf(items.flatMap((item) => timesOf(model, item, name)));
      if (time === undefined) return [];
      return matches.flatMap((match) => {
        const how = { timeFieldStrategy: [name], ...(match !== null && { timeMatchStrategy: match }), ...within };
        const called = `for ${name}${match === null ? '' : `, ${match}`}`;
        return [
          [`${called}: at one instant`, { ...how, startTimestamp: time, endTimestamp: time }],
          [`${called}: from an instant on`, { ...how, startTimestamp: time, endTimestamp: time + year }],
          [`${called}: up to an instant`, { ...how, startTimestamp: 0, endTimestamp: time }],
        ] as const;
      });
    });
  };

/** Whether an event lies within the bounds of a request. */
export const timeVerdictOf =
  (model: string, timeOf: Model['timeOf']): Model['timeVerdict'] =>
  (item, criteria) => {
    const span = boundsIn(bounds, criteria);
    if (span === null || span === 'all') return span === 'all' ? true : null;
    const asked = listOf(member(criteria, 'timeFieldStrategy')).map(String);
    if (asked.length === 0 && model === 'aggregated') return overlaps(item, span);
    if (asked.length === 0 && model !== 'case') return isWithin(timeOf(item), span);
    const known = fields[model] ?? {};
    const paths =
      asked.length === 0 || asked.includes('all') ? Object.values(known) : asked.map((name) => known[name] ?? name);
    const verdicts = paths.map((path) => isWithin(timeAt(item, path), span));
    return member(criteria, 'timeMatchStrategy') === 'all' ? every(verdicts) : some(verdicts);
  };

/** Without a strategy an aggregate counts when its first-to-last span meets the bounds (docs/contract/argus.md §4). */
function overlaps(item: Json, { from, to }: { readonly from: number; readonly to: number }): Judgement {
  const [start, end] = [numberAt(item, 'startTimestamp'), numberAt(item, 'endTimestamp')];
  return start === undefined || end === undefined ? null : start <= to && end >= from;
}
