/** Judging the bounds of time: which times of an event they are for, both ends included. Source: contract/argus.md §4, §7.4; contract/usm.md §4. */
import type { Json } from '../../kernel/schema.ts';
import { listOf, member } from '../exchange.ts';
import { numberAt } from '../lists/item.ts';
import { timeOf, type ModelName } from '../lists/fixture.ts';
import { every, some, type Verdict } from './verdict.ts';

/** Times by the names that `timeFieldStrategy` has for them. */
const fields: Readonly<Record<'aggregated' | 'raw' | 'v2', Readonly<Record<string, string>>>> = {
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
  },
};

/** Names of the times that bounds can be for; `all` besides. */
export const strategiesOf = (model: ModelName): readonly string[] =>
  model === 'alarm' || model === 'event' ? [] : Object.keys(fields[model]);

/** The times of an event that a strategy's name stands for. */
export function timesOf(model: ModelName, item: Json, name: string): readonly number[] {
  if (model === 'alarm' || model === 'event') return [];
  const paths = name === 'all' ? Object.values(fields[model]) : [fields[model][name] ?? name];
  return paths.flatMap((path) => numberAt(item, path) ?? []);
}

const instant = (criteria: Json, name: string, otherwise: number): number | null => {
  const value = member(criteria, name);
  if (value === undefined) return otherwise;
  return numberAt(criteria, name) ?? null;
};

/** The bounds of a request; null where they are relative, so that only the target can tell. */
function boundsIn(model: ModelName, criteria: Json): { readonly from: number; readonly to: number } | null {
  const names =
    model === 'alarm' || model === 'event'
      ? ['timestamp_occured_gte', 'timestamp_occured_lte']
      : ['startTimestamp', 'endTimestamp'];
  const [from, to] = [instant(criteria, names[0] ?? '', -Infinity), instant(criteria, names[1] ?? '', Infinity)];
  return from === null || to === null ? null : { from, to };
}

/** Whether an event lies within the bounds of a request. */
export function timeVerdict(model: ModelName, item: Json, criteria: Json): Verdict {
  const bounds = boundsIn(model, criteria);
  if (bounds === null) return null;
  const { from, to } = bounds;
  if (from === -Infinity && to === Infinity) return true;
  const isWithin = (time: number | undefined): Verdict => time !== undefined && time >= from && time <= to;
  if (model === 'alarm' || model === 'event') return isWithin(timeOf(model, item));
  const asked = listOf(member(criteria, 'timeFieldStrategy')).map(String);
  if (asked.length === 0 && model === 'aggregated') return spans(item, from, to);
  if (asked.length === 0) return isWithin(timeOf(model, item));
  const known = fields[model];
  const paths = asked.includes('all') ? Object.values(known) : asked.map((name) => known[name] ?? name);
  const verdicts = paths.map((path) => isWithin(numberAt(item, path)));
  return member(criteria, 'timeMatchStrategy') === 'all' ? every(verdicts) : some(verdicts);
}

/** Without a strategy an aggregate counts when its first-to-last span meets the bounds (contract/argus.md §4). */
function spans(item: Json, from: number, to: number): Verdict {
  const [start, end] = [numberAt(item, 'startTimestamp'), numberAt(item, 'endTimestamp')];
  return start === undefined || end === undefined ? null : start <= to && end >= from;
}
