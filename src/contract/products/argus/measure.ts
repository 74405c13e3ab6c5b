/** The shape of an Argus tenant by statistics, counts and one small page each of events and cases. Source: docs/contract/argus.md §6.5, §7.5, §14.5. */
import { categories, type CategoryName } from '../../../model/category.ts';
import { UserError } from '../../../kernel/fault.ts';
import type { Json } from '../../../kernel/schema.ts';
import { marks, type Mark } from '../../../model/mark.ts';
import { severities, type Severity } from '../../../model/detection.ts';
import { listOf, member } from '../../terms/exchange.ts';
import type { AskById, Measure, Measured, MeasuredShare } from '../../terms/measured.ts';
import { namesOfMarks } from './mark-names.ts';

const hour = 3_600_000;
const day = 24 * hour;
const sampled = 100;

/** Where the buckets of aggregation counts begin. */
const leastCounts = [2, 6, 26, 151, 1501, 10_001];

export const measure: Measure = async (asking, days) => {
  const end = Math.ceil((await nowOf(asking)) / hour) * hour;
  const hours = await hoursOf(asking, end, days);
  const within = { startTimestamp: end - hours.length * hour, endTimestamp: end - 1 };
  const { mix, customers } = await mixOf(asking, within);
  const count = async (criteria: Json): Promise<number | null> => {
    const body = { ...within, timeFieldStrategy: ['timestamp'], limit: 1, ...(criteria as object) };
    const answer = await asking('findAggregatedEvents', { body });
    const counted = answer === null ? undefined : member(answer.json, 'count');
    return typeof counted === 'number' ? counted : null;
  };
  const delays = await delaysOf(asking, within);
  const cases = await casesOf(asking, within, end, customers);
  const counts: { least: number; events: number }[] = [];
  for (const least of leastCounts) {
    const events = await count({ minCount: least });
    if (events !== null) counts.push({ least, events });
  }
  const borne: Partial<Record<Mark, number>> = {};
  for (const mark of markedByPeople) {
    const events = await count({ includeFlags: [namesOfMarks[mark]] });
    if (events !== null) borne[mark] = events;
  }
  return { end, hours, mix, counts, marks: borne, cases, delays };
};

/** What is made of events, rather than what they are. */
const markedByPeople = marks.filter((mark): mark is keyof typeof namesOfMarks => Object.hasOwn(namesOfMarks, mark));

interface Within {
  readonly startTimestamp: number;
  readonly endTimestamp: number;
}

const aggregated = { type: ['aggregated'], timeFieldStrategy: ['firstEvent'] };

/** The target's own clock; of one that does not tell, when the newest event happened. */
async function nowOf(asking: AskById): Promise<number> {
  const told = at((await asking('getTimestampMs', { query: { timestring: 'now' } }))?.data, 'timestamp');
  if (typeof told === 'number') return told;
  const newest = await asking('findAggregatedEvents', { body: { sortBy: ['-timestamp'], limit: 1 } });
  const happened = at(listOf(newest?.data)[0], 'timestamp');
  if (typeof happened === 'number') return happened;
  throw new UserError('no events can be had; may the caller look up events?');
}

/** Events by hour, from the day on whose first event there is. */
async function hoursOf(asking: AskById, end: number, days: number): Promise<readonly number[]> {
  const start = end - days * day;
  const bounds = { startTimestamp: start, endTimestamp: end - 1 };
  const timeline = [{ name: 'hours', field: 'firstEvent', resolution: 'hours', includeEmpty: false, ...bounds }];
  const answer = await asking('getEventStatistics', { body: { ...bounds, ...aggregated, timeline } });
  if (answer === null) throw new UserError('the statistics of events cannot be had; may the caller look up events?');
  const hours = Array.from({ length: days * 24 }, () => 0);
  for (const bucket of listOf(at(listOf(at(listOf(answer.data)[0], 'timeline'))[0], 'buckets'))) {
    const nth = Math.floor((Number(member(bucket, 'timestamp')) - start) / hour);
    if (nth >= 0 && nth < hours.length) hours[nth] = (hours[nth] ?? 0) + Number(member(bucket, 'count') ?? 0);
  }
  const first = hours.findIndex((events) => events > 0);
  if (first < 0) throw new UserError(`no events within ${days} days`);
  return hours.slice(Math.floor(first / 24) * 24);
}

/** The tree of customers, categories and severities. */
async function mixOf(
  asking: AskById,
  within: Within,
): Promise<{ readonly mix: readonly MeasuredShare[]; readonly customers: readonly string[] }> {
  const groupBy = ['customer', 'attackCategory', 'severity'].map((field) => ({ field }));
  const answer = await asking('getEventStatistics', { body: { ...within, ...aggregated, groupBy } });
  if (answer === null) throw new UserError('the statistics of events by customer, category and severity cannot be had');
  const records = listOf(answer.data);
  const categoryOf = makeCategories();
  const mix = records.flatMap((record, customer) =>
    listOf(member(record, 'buckets')).flatMap((below) =>
      listOf(member(below, 'buckets')).map((leaf): MeasuredShare => ({
        customer,
        category: categoryOf(nameOf(below)),
        severity: severityOf(nameOf(leaf)),
        events: Number(member(leaf, 'count') ?? 0),
      })),
    ),
  );
  return { mix, customers: records.map((record) => String(at(record, 'group', 'identifier'))) };
}

/** The member that a path of names leads to. */
const at = (value: Json | undefined, ...path: readonly string[]): Json | undefined => path.reduce(member, value);

const nameOf = (record: Json): string => String(at(record, 'group', 'shortName'));

const severityOf = (text: unknown): Severity => severities.find((one) => one === text) ?? 'low';

/** Categories by what the catalogue has; one that it does not know takes the place of one that the tenant has not. */
function makeCategories(): (shortName: string) => CategoryName {
  const names = Object.keys(categories) as CategoryName[];
  const known = new Map<string, CategoryName>(names.map((name) => [categories[name].shortName, name]));
  const free = [...names].reverse();
  return (shortName) => {
    const found = known.get(shortName) ?? free.shift() ?? 'policy';
    known.set(shortName, found);
    return found;
  };
}

/** How long after its last trigger each of a few events was stored. */
async function delaysOf(asking: AskById, within: Within): Promise<readonly number[]> {
  const answer = await asking('searchEvents', { body: { ...within, ...aggregated, limit: sampled } });
  return listOf(answer?.data).flatMap((event) => {
    const [last, stored] = ['lastEvent', 'enginePersisted'].map((name) => at(event, 'timestamps', name));
    return typeof last === 'number' && typeof stored === 'number' ? [Math.max(0, stored - last)] : [];
  });
}

/** The newest cases, and how many events are associated with each. */
async function casesOf(
  asking: AskById,
  within: Within,
  end: number,
  customers: readonly string[],
): Promise<Measured['cases']> {
  const page = { limit: sampled, sortBy: ['-createdTimestamp'], timeFieldStrategy: ['createdTimestamp'] };
  const answer = await asking('advancedCaseSearch', { body: { ...within, ...page, includeDescription: false } });
  const groupBy = [{ field: 'associatedCase', limit: 1000 }];
  const statistics = await asking('getEventStatistics', { body: { ...within, ...aggregated, groupBy } });
  const associated = new Map(
    listOf(statistics?.data).map((record) => [
      String(at(record, 'group', 'identifier')),
      Number(member(record, 'count')),
    ]),
  );
  const hoursAgo = (time: unknown): number => Math.max(0, Math.round((end - Number(time)) / hour));
  const sample = listOf(answer?.data).map((item) => {
    const closed = Number(member(item, 'closedTimestamp') ?? 0);
    const opened = hoursAgo(member(item, 'createdTimestamp'));
    return {
      customer: Math.max(0, customers.indexOf(String(at(item, 'customer', 'id')))),
      status: String(member(item, 'status')),
      priority: severityOf(member(item, 'priority')),
      opened,
      closed: closed > 0 ? Math.min(opened, hoursAgo(closed)) : null,
      events: associated.get(String(member(item, 'id'))) ?? 0,
    };
  });
  const count = answer === null ? 0 : Number(member(answer.json, 'count') ?? sample.length);
  return { count: Math.max(count, sample.length), sample };
}
