/** Law: v1 statistics count what a search for the same finds, by group and by frame of time. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Context } from '../../../../check.ts';
import { listOf, member, type Answer } from '../../../../exchange.ts';
import { grouped, numbersDiffer, numbersOf, v1Labels, type Numbers } from '../../../../criteria/groups.ts';
import { search } from '../../../../lists/counterpart.ts';
import { isMoving } from '../../../../lists/hits.ts';
import { at, numberAt } from '../../../../lists/item.ts';
import { membersOf, refused, type Criteria } from '../../../../lists/list.ts';
import { fixtureOf, type Fixture } from '../../../../lists/fixture.ts';

export const statisticsV1: Check = {
  id: 'law/statistics-count-the-search',
  family: 'law',
  asks: 'Do statistics count, by group and by frame of time, exactly the events that a search for the same finds?',
  rank: 'critical',
  source: 'contract/argus.md §6.6',
  evidence: 'observed',
  applies: ({ id }) => id === 'findAggregatedEventStats',
  run: async (context) => {
    const operation = search(context.api, 'aggregated');
    const fixture = await fixtureOf(context, { ...(operation && { operation }), least: 2 });
    const names = listOf(at(membersOf(context.operation.body)['groupBy'], 'items.enum')).map(String);
    for (const name of names) await group(context, fixture, name);
    await levels(context, fixture, 'EVENT_SEVERITY', 'ATTACK_IDENTIFIER');
    await cutoff(context, fixture, 'ATTACK_IDENTIFIER');
    for (const strategy of ['timestamp', 'startEndTimestamp']) await frames(context, fixture, strategy);
    await units(context, fixture);
  },
};

interface Counted extends Numbers {
  readonly start: number;
  /** The values of a key, besides its number. */
  readonly names: readonly string[];
}

async function ask(
  context: Context,
  { base }: Fixture,
  more: Criteria,
): Promise<{ readonly records: readonly Counted[]; readonly answer: Answer }> {
  const answer = await context.send({ body: { ...base, countRawEvents: true, ...more } });
  if (answer.status !== 200) refused(context, answer);
  const keys = new Map(listOf(at(answer.data, 'keys')).map((key) => [member(key, 'id'), key]));
  const records = listOf(at(answer.data, 'timeFrames')).flatMap((frame) =>
    listOf(member(frame, 'records')).map((record) => ({
      start: numberAt(frame, 'timeFrame.startTime') ?? Number.NaN,
      names: leaves(keys.get(member(record, 'keyID'))),
      count: numberAt(record, 'value.count') ?? Number.NaN,
      raw: numberAt(record, 'value.rawEventCount') ?? Number.NaN,
    })),
  );
  return { records, answer };
}

/** All values of a key but its number, as text; what a group's members are called is assumed, so any may tell it. */
const leaves = (key: Json | undefined): readonly string[] =>
  Object.entries((key ?? {}) as Readonly<Record<string, Json>>).flatMap(([name, value]) =>
    name === 'id'
      ? []
      : value !== null && typeof value === 'object'
        ? Object.values(value).map(String)
        : [String(value)],
  );

const sum = (records: readonly Numbers[]): Numbers => ({
  count: records.reduce((total, { count }) => total + count, 0),
  raw: records.reduce((total, { raw }) => total + raw, 0),
});

async function report(
  context: Context,
  fixture: Fixture,
  fault: { readonly key: string; readonly expected: string; readonly seen: string | null; readonly answer: Answer },
): Promise<void> {
  const { seen } = fault;
  if (seen === null || (await isMoving(context, fixture))) return;
  context.violation({ ...fault, seen });
}

async function group(context: Context, fixture: Fixture, name: string): Promise<void> {
  const { items } = fixture.whole;
  const { records, answer } = await ask(context, fixture, { groupBy: [name] });
  const seen = numbersDiffer(sum(records), numbersOf(items));
  await report(context, fixture, {
    key: `sum by ${name}`,
    expected: `groups by ${name} that add up to the ${items.length} events of the search`,
    seen,
    answer,
  });
  const label = (v1Labels as Readonly<Record<string, (typeof v1Labels)['ALARM']>>)[name];
  const groups = label === undefined ? null : grouped(items, label);
  for (const [value, events] of groups ?? []) {
    const record = records.find(({ names }) => names.includes(value));
    const wrong = record === undefined ? 'no such group' : numbersDiffer(record, numbersOf(events));
    await report(context, fixture, {
      key: `group of ${name}`,
      expected: `${events.length} events in the group ${value} of ${name}`,
      seen: wrong,
      answer,
    });
  }
}

/** Groups of two levels, folded, are the groups of the first, and there are as many as there are pairs. */
async function levels(
  context: Context,
  fixture: Fixture,
  first: 'EVENT_SEVERITY',
  second: 'ATTACK_IDENTIFIER',
): Promise<void> {
  const { records, answer } = await ask(context, fixture, { groupBy: [first, second] });
  for (const [value, events] of grouped(fixture.whole.items, v1Labels[first]) ?? []) {
    const own = records.filter(({ names }) => names.includes(value));
    const pairs = grouped(events, v1Labels[second])?.size ?? own.length;
    const seen = own.length === pairs ? null : `${own.length} groups`;
    await report(context, fixture, {
      key: 'levels',
      expected: `${pairs} groups of ${value} by ${second} that add up to ${events.length}`,
      seen: numbersDiffer(sum(own), numbersOf(events)) ?? seen,
      answer,
    });
  }
}

/** The biggest groups are kept, and the others are one more group unless that is not wanted. */
async function cutoff(context: Context, fixture: Fixture, name: 'ATTACK_IDENTIFIER'): Promise<void> {
  const groups = grouped(fixture.whole.items, v1Labels[name]);
  if (groups === null || groups.size < 3) return;
  const sizes = [...groups.values()].map((events) => events.length).toSorted((one, other) => other - one);
  const biggest = sizes.slice(0, 2).reduce((total, size) => total + size, 0);
  const kept = await ask(context, fixture, { groupBy: [name], cutoff: 2 });
  const seen = numbersDiffer(sum(kept.records), numbersOf(fixture.whole.items));
  await report(context, fixture, {
    key: 'others',
    expected: 'the biggest two groups and the others add up to the whole',
    seen,
    answer: kept.answer,
  });
  const alone = await ask(context, fixture, { groupBy: [name], cutoff: 2, includeOthers: false });
  const { count } = sum(alone.records);
  const wrong =
    count === biggest && alone.records.length === 2 ? null : `${alone.records.length} groups of ${count} events`;
  await report(context, fixture, {
    key: 'cutoff',
    expected: `only the biggest two groups, of ${biggest} events together`,
    seen: wrong,
    answer: alone.answer,
  });
}

const hour = 3_600_000;

/** An event counts in the frame of its time, or in every frame that its first-to-last span meets. */
async function frames(context: Context, fixture: Fixture, strategy: string): Promise<void> {
  const { items } = fixture.whole;
  const { span } = fixture;
  if (span === null) return;
  const { records, answer } = await ask(context, fixture, {
    groupBy: ['EVENT_SEVERITY'],
    resolution: hour,
    timeFrameStrategy: strategy,
  });
  const isMoment = strategy === 'timestamp';
  const expected = new Map<number, Json[]>();
  for (const event of items) {
    const first = numberAt(event, isMoment ? 'timestamp' : 'startTimestamp') ?? 0;
    const last = isMoment ? first : Math.min(numberAt(event, 'endTimestamp') ?? first, span.to);
    const from = isMoment ? first : Math.max(first, span.from);
    for (let start = Math.floor(from / hour) * hour; start <= last; start += hour)
      expected.set(start, [...(expected.get(start) ?? []), event]);
  }
  const starts = new Set([...expected.keys(), ...records.map(({ start }) => start)]);
  for (const start of starts) {
    const events = expected.get(start) ?? [];
    const seen = numbersDiffer(sum(records.filter((record) => record.start === start)), numbersOf(events));
    await report(context, fixture, {
      key: `frames by ${strategy}`,
      expected: `${events.length} events in the hour from ${start}`,
      seen,
      answer,
    });
  }
}

/** A length of frames means the same in milliseconds and in a larger unit. */
async function units(context: Context, fixture: Fixture): Promise<void> {
  const groupBy = ['EVENT_SEVERITY'];
  for (const [unit, length] of [
    ['minutes', 30],
    ['days', 1],
  ] as const) {
    const milliseconds = length * (unit === 'days' ? 24 * hour : hour / 60);
    const plain = await ask(context, fixture, { groupBy, resolution: milliseconds });
    const { records, answer } = await ask(context, fixture, { groupBy, resolution: length, resolutionUnit: unit });
    const seen =
      JSON.stringify(records) === JSON.stringify(plain.records) ? null : `${records.length} records that differ`;
    const expected = `frames of ${length} ${unit} as those of ${milliseconds} milliseconds`;
    await report(context, fixture, { key: unit, expected, seen, answer });
  }
}
