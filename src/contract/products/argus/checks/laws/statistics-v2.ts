/** Law: v2 statistics count what a search for the same finds, level by level and over time. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Context } from '../../../../check.ts';
import { listOf, member, type Answer } from '../../../../exchange.ts';
import { grouped, numbersDiffer, numbersOf, v2Labels, type Label, type Numbers } from '../../../../criteria/groups.ts';
import { timesOf, strategiesOf } from '../../../../criteria/times.ts';
import { search } from '../../../../lists/counterpart.ts';
import { isMoving } from '../../../../lists/hits.ts';
import { at, numberAt } from '../../../../lists/item.ts';
import { refused, type Criteria } from '../../../../lists/list.ts';
import { fixtureOf, type Fixture } from '../../../../lists/fixture.ts';

export const statisticsV2: Check = {
  id: 'law/statistics-add-up',
  family: 'law',
  asks: 'Do statistics count what a search for the same finds, does every level add up to the one above, and every timeline to its group?',
  rank: 'critical',
  source: 'seed 001 "Statistics"; contract/argus.md §7.5',
  evidence: 'documented',
  applies: ({ id }) => id === 'getEventStatistics',
  run: async (context) => {
    const operation = search(context.api, 'v2');
    const fixture = await fixtureOf(context, { ...(operation && { operation }), least: 2 });
    for (const [field, label] of Object.entries(v2Labels)) await level(context, fixture, field, label);
    await tree(context, fixture);
    await limited(context, fixture);
    for (const field of strategiesOf('v2')) await timeline(context, fixture, field, 'hours');
    for (const resolution of ['minutes', 'days', 'weeks'] as const)
      await timeline(context, fixture, 'created', resolution);
  },
};

interface Bucket extends Numbers {
  readonly name: string;
  readonly json: Json;
}

async function ask(
  context: Context,
  { base }: Fixture,
  more: Criteria,
): Promise<{ readonly buckets: readonly Bucket[]; readonly answer: Answer }> {
  const answer = await context.send({ body: { ...base, ...more } });
  if (answer.status !== 200) refused(context, answer);
  return { buckets: bucketsIn(answer.data), answer };
}

const bucketsIn = (list: Json | undefined): readonly Bucket[] =>
  listOf(list).map((json) => ({
    json,
    name: String(at(json, 'group.identifier') ?? ''),
    count: numberAt(json, 'count') ?? Number.NaN,
    raw: numberAt(json, 'rawEventCount') ?? Number.NaN,
  }));

async function report(
  context: Context,
  fixture: Fixture,
  fault: { readonly key: string; readonly expected: string; readonly seen: string | null; readonly answer: Answer },
): Promise<void> {
  const { seen } = fault;
  if (seen === null || (await isMoving(context, fixture))) return;
  context.violation({ ...fault, seen });
}

/** Each group and its numbers, counted from the events of the search. */
async function groups(
  context: Context,
  fixture: Fixture,
  events: readonly Json[],
  label: Label,
  seen: readonly Bucket[],
  about: string,
  answer: Answer,
): Promise<void> {
  const expected = grouped(events, label);
  if (expected === null) return;
  for (const name of new Set([...expected.keys(), ...seen.map((bucket) => bucket.name)])) {
    const bucket = seen.find((one) => one.name === name);
    const own = expected.get(name) ?? [];
    const wrong = bucket === undefined ? 'no such group' : numbersDiffer(bucket, numbersOf(own));
    await report(context, fixture, {
      key: about,
      expected: `${own.length} events in the group ${name} by ${about}`,
      seen: wrong,
      answer,
    });
  }
}

async function level(context: Context, fixture: Fixture, field: string, label: Label): Promise<void> {
  const { items } = fixture.whole;
  const { buckets, answer } = await ask(context, fixture, { groupBy: [{ field }] });
  await groups(context, fixture, items, label, buckets, field, answer);
  const total = { count: sum(buckets, 'count'), raw: sum(buckets, 'raw') };
  const seen = numbersDiffer(total, numbersOf(items));
  await report(context, fixture, {
    key: `sum by ${field}`,
    expected: `groups by ${field} that add up to the ${items.length} events of the search`,
    seen,
    answer,
  });
  const isFalling = buckets.every(({ count }, place) => count <= (buckets[place - 1]?.count ?? Infinity));
  const order = isFalling ? null : `counts ${buckets.map(({ count }) => count).join(', ')}`;
  await report(context, fixture, { key: 'order', expected: 'the biggest group first', seen: order, answer });
}

const sum = (buckets: readonly Numbers[], what: 'count' | 'raw'): number =>
  buckets.reduce((total, bucket) => total + bucket[what], 0);

/** A tree of two levels: each bucket's own buckets are its events by the second field. */
async function tree(context: Context, fixture: Fixture): Promise<void> {
  const { buckets, answer } = await ask(context, fixture, { groupBy: [{ field: 'customer' }, { field: 'severity' }] });
  const { items } = fixture.whole;
  await groups(context, fixture, items, v2Labels.customer, buckets, 'customer, of two levels', answer);
  for (const bucket of buckets) {
    const below = bucketsIn(member(bucket.json, 'buckets'));
    const events = items.filter((event) => v2Labels.customer(event) === bucket.name);
    await groups(context, fixture, events, v2Labels.severity, below, 'severity below customer', answer);
    const total = { count: sum(below, 'count'), raw: sum(below, 'raw') };
    await report(context, fixture, {
      key: 'level',
      expected: `buckets below ${bucket.name} that add up to its ${bucket.count}`,
      seen: numbersDiffer(total, bucket),
      answer,
    });
  }
}

/** A limit keeps the biggest groups; the others are one more bucket where they are wanted, which does not count raw events. */
async function limited(context: Context, fixture: Fixture): Promise<void> {
  const all = grouped(fixture.whole.items, v2Labels.signature);
  if (all === null || all.size < 3) return;
  const sizes = [...all.values()].map((events) => events.length).toSorted((one, other) => other - one);
  const rest = sizes.slice(2).reduce((total, size) => total + size, 0);
  for (const includeOthers of [false, true]) {
    const { buckets, answer } = await ask(context, fixture, {
      groupBy: [{ field: 'signature', limit: 2, includeOthers }],
    });
    const expected = [...sizes.slice(0, 2), ...(includeOthers ? [rest] : [])];
    const seen = buckets.map(({ count }) => count);
    const wrong = expected.join() === seen.join() ? null : `buckets of ${seen.join(', ')}`;
    const says = `buckets of ${expected.join(', ')}: the biggest two${includeOthers ? ' and the others' : ''}`;
    await report(context, fixture, { key: includeOthers ? 'others' : 'limit', expected: says, seen: wrong, answer });
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
async function timeline(
  context: Context,
  fixture: Fixture,
  field: string,
  resolution: keyof typeof cells,
): Promise<void> {
  const { length } = cells[resolution];
  const { items } = fixture.whole;
  const all = items.flatMap((event) => timesOf('v2', event, field));
  if (all.length === 0) return;
  const [startTimestamp, endTimestamp] = [Math.min(...all), Math.min(...all) + 48 * length];
  for (const includeEmpty of [true, false]) {
    const asked = { name: 'line', field, resolution, startTimestamp, endTimestamp, includeEmpty };
    const { buckets, answer } = await ask(context, fixture, { groupBy: [{ field: 'severity' }], timeline: [asked] });
    for (const bucket of buckets) {
      const times = items
        .filter((event) => v2Labels.severity(event) === bucket.name)
        .flatMap((event) => timesOf('v2', event, field))
        .filter((time) => time >= startTimestamp && time <= endTimestamp);
      const seen = lineDiffers(
        listOf(member(bucket.json, 'timeline'))[0],
        times,
        cells[resolution],
        includeEmpty ? [startTimestamp, endTimestamp] : null,
      );
      const key = `timeline of ${field} by ${resolution}${includeEmpty ? '' : ' without empty cells'}`;
      await report(context, fixture, {
        key,
        expected: `a timeline that counts the ${times.length} events of ${bucket.name} by ${resolution}`,
        seen,
        answer,
      });
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
