/** Law: v2 statistics count what a search for the same finds, level by level and over time. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check } from '../../../../terms/check.ts';
import { listOf, member, type Answer } from '../../../../terms/exchange.ts';
import { byGroup, numbersDiffer, numbersOf, v2Labels, type Label, type Numbers } from '../../model/groups.ts';
import { timesOf, strategiesOf } from '../../model/times.ts';
import { at, numberAt } from '../../../../lists/item.ts';
import type { Criteria } from '../../../../lists/list.ts';
import { eventCountOf, sizesOf, sumOf, type EventCount } from './statistics.ts';

export const statisticsV2: Check = {
  id: 'law/statistics-add-up',
  asks: 'Do statistics count what a search for the same finds, does every level add up to the one above, and every timeline to its group?',
  source: 'seed 001 "Statistics"; docs/contract/argus.md §7.5',
  evidence: 'documented',
  applies: ({ id }) => id === 'getEventStatistics',
  run: async (context) => {
    const tally = await eventCountOf(context, 'v2');
    for (const [field, label] of Object.entries(v2Labels)) await level(tally, field, label);
    await tree(tally);
    await limited(tally);
    // No timeline was seen of the time of publication (docs/contract/argus.md §12.3).
    for (const field of strategiesOf('v2').filter((name) => name !== 'published'))
      await timeline(tally, field, 'hours');
    for (const resolution of ['minutes', 'days', 'weeks'] as const) await timeline(tally, 'created', resolution);
  },
};

interface Bucket extends Numbers {
  readonly name: string;
  readonly json: Json;
}

/** Buckets, and the answer that shows them. */
interface Counted {
  readonly buckets: readonly Bucket[];
  readonly answer: Answer;
}

async function ask(tally: EventCount, more: Criteria): Promise<Counted> {
  const answer = await tally.ask(more);
  return { buckets: bucketsIn(answer.data), answer };
}

const bucketsIn = (list: Json | undefined): readonly Bucket[] =>
  listOf(list).map((json) => ({
    json,
    name: String(at(json, 'group.identifier') ?? ''),
    count: numberAt(json, 'count') ?? Number.NaN,
    raw: numberAt(json, 'rawEventCount') ?? Number.NaN,
  }));

/** Each group of some events and its numbers, counted from the events. */
async function groups(
  tally: EventCount,
  { buckets, answer }: Counted,
  about: string,
  label: Label,
  events: readonly Json[],
): Promise<void> {
  const expected = byGroup(events, label);
  if (expected === null) return;
  for (const name of new Set([...expected.keys(), ...buckets.map((bucket) => bucket.name)])) {
    const bucket = buckets.find((one) => one.name === name);
    const own = expected.get(name) ?? [];
    const seen = bucket === undefined ? 'no such group' : numbersDiffer(bucket, numbersOf(own));
    await tally.report(answer, about, `${own.length} events in the group ${name} by ${about}`, seen);
  }
}

async function level(tally: EventCount, field: string, label: Label): Promise<void> {
  const counted = await ask(tally, { groupBy: [{ field }] });
  const { buckets, answer } = counted;
  await groups(tally, counted, field, label, tally.items);
  await tally.total(answer, field, buckets);
  const isFalling = buckets.every((bucket, place) => bucket.count <= (buckets[place - 1]?.count ?? Infinity));
  const order = isFalling ? null : `counts ${buckets.map((bucket) => bucket.count).join(', ')}`;
  await tally.report(answer, 'order', 'the biggest group first', order);
}

/** A tree of two levels: each bucket's own buckets are its events by the second field. */
async function tree(tally: EventCount): Promise<void> {
  const counted = await ask(tally, { groupBy: [{ field: 'customer' }, { field: 'severity' }] });
  const { buckets, answer } = counted;
  await groups(tally, counted, 'customer, of two levels', v2Labels.customer, tally.items);
  for (const bucket of buckets) {
    const below = bucketsIn(member(bucket.json, 'buckets'));
    const events = tally.items.filter((event) => v2Labels.customer(event) === bucket.name);
    await groups(tally, { buckets: below, answer }, 'severity below customer', v2Labels.severity, events);
    const expected = `buckets below ${bucket.name} that add up to its ${bucket.count}`;
    await tally.report(answer, 'level', expected, numbersDiffer(sumOf(below), bucket));
  }
}

/** A limit keeps the biggest groups; the others are one more bucket where they are wanted, which does not count raw events. */
async function limited(tally: EventCount): Promise<void> {
  const all = byGroup(tally.items, v2Labels.signature);
  if (all === null || all.size < 3) return;
  const sizes = sizesOf(all);
  const rest = sizes.slice(2).reduce((total, size) => total + size, 0);
  for (const includeOthers of [false, true]) {
    const { buckets, answer } = await ask(tally, { groupBy: [{ field: 'signature', limit: 2, includeOthers }] });
    const expected = [...sizes.slice(0, 2), ...(includeOthers ? [rest] : [])].join(', ');
    const seen = buckets.map((bucket) => bucket.count).join(', ');
    const says = `buckets of ${expected}: the biggest two${includeOthers ? ' and the others' : ''}`;
    const key = includeOthers ? 'others' : 'limit';
    await tally.report(answer, key, says, expected === seen ? null : `buckets of ${seen}`);
  }
}

/** Lengths of the cells of a timeline, and where the first of them begins: weeks begin on Monday (assumed). */
const cells = {
  minutes: { length: 60_000, origin: 0 },
  hours: { length: 3_600_000, origin: 0 },
  days: { length: 86_400_000, origin: 0 },
  weeks: { length: 604_800_000, origin: 345_600_000 },
} as const;
type Cells = (typeof cells)[keyof typeof cells];

/** A timeline counts each event of its group in the cell of the time asked for; an event without that time in none. */
async function timeline(tally: EventCount, field: string, resolution: keyof typeof cells): Promise<void> {
  const { length } = cells[resolution];
  const all = tally.items.flatMap((event) => timesOf('v2', event, field));
  if (all.length === 0) return;
  const [startTimestamp, endTimestamp] = [Math.min(...all), Math.min(...all) + 48 * length];
  for (const includeEmpty of [true, false]) {
    const line = { name: 'line', field, resolution, startTimestamp, endTimestamp, includeEmpty };
    const { buckets, answer } = await ask(tally, { groupBy: [{ field: 'severity' }], timeline: [line] });
    const key = `timeline of ${field} by ${resolution}${includeEmpty ? '' : ' without empty cells'}`;
    for (const bucket of buckets) {
      const times = tally.items
        .filter((event) => v2Labels.severity(event) === bucket.name)
        .flatMap((event) => timesOf('v2', event, field))
        .filter((time) => time >= startTimestamp && time <= endTimestamp);
      const bounds = includeEmpty ? ([startTimestamp, endTimestamp] as const) : null;
      const seen = lineDiffers(listOf(member(bucket.json, 'timeline'))[0], times, cells[resolution], bounds);
      const expected = `a timeline that counts the ${times.length} events of ${bucket.name} by ${resolution}`;
      await tally.report(answer, key, expected, seen);
    }
  }
}

/** What is wrong with a timeline, in words; `bounds` where its empty cells are to be told as well. */
function lineDiffers(
  line: Json | undefined,
  times: readonly number[],
  { length, origin }: Cells,
  bounds: readonly [number, number] | null,
): string | null {
  const count = numberAt(line, 'count');
  if (count !== times.length) return `a count of ${count} instead of ${times.length}`;
  const startOf = (time: number): number => Math.floor((time - origin) / length) * length + origin;
  const starts = new Set(times.map(startOf));
  const all = bounds === null ? starts.size : (startOf(bounds[1]) - startOf(bounds[0])) / length + 1;
  const buckets = listOf(member(line, 'buckets'));
  if (buckets.length !== all) return `${buckets.length} buckets instead of ${all}`;
  for (const bucket of buckets) {
    const [start, seen] = [numberAt(bucket, 'timestamp'), numberAt(bucket, 'count')];
    const should = times.filter((time) => startOf(time) === start).length;
    if (seen !== should) return `${seen} instead of ${should} events in the bucket of ${start}`;
  }
  return null;
}
