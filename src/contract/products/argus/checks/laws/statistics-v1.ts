/** Law: v1 statistics count what a search for the same finds, by group and by frame of time. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check } from '../../../../terms/check.ts';
import { listOf, member, type Answer } from '../../../../terms/exchange.ts';
import { byGroup, numbersDiffer, numbersOf, v1Labels, type Label, type Numbers } from '../../model/groups.ts';
import { at, numberAt } from '../../../../lists/item.ts';
import { membersOf, type Criteria } from '../../../../lists/list.ts';
import { eventCountOf, sizesOf, sumOf, type EventCount } from './statistics.ts';

export const statisticsV1: Check = {
  id: 'law/statistics-count-the-search',
  asks: 'Do statistics count, by group and by frame of time, exactly the events that a search for the same finds?',
  source: 'docs/contract/argus.md §6.6',
  evidence: 'observed',
  applies: ({ id }) => id === 'findAggregatedEventStats',
  run: async (context) => {
    const tally = await eventCountOf(context, 'aggregated');
    const names = listOf(at(membersOf(context.operation.body)['groupBy'], 'items.enum')).map(String);
    for (const name of names) await group(tally, name);
    await levels(tally);
    await cutoff(tally);
    for (const strategy of ['timestamp', 'startEndTimestamp']) await frames(tally, strategy);
    await units(tally);
  },
};

const [severity, signature] = ['EVENT_SEVERITY', 'ATTACK_IDENTIFIER'] as const;

interface Counted extends Numbers {
  readonly start: number;
  /** The values of a key, besides its number. */
  readonly names: readonly string[];
}

async function ask(
  tally: EventCount,
  more: Criteria,
): Promise<{ readonly records: readonly Counted[]; readonly answer: Answer }> {
  const answer = await tally.ask({ countRawEvents: true, ...more });
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
  Object.entries((key ?? {}) as Readonly<Record<string, Json>>).flatMap(([name, value]) => {
    if (name === 'id') return [];
    return value !== null && typeof value === 'object' ? Object.values(value).map(String) : [String(value)];
  });

async function group(tally: EventCount, name: string): Promise<void> {
  const { records, answer } = await ask(tally, { groupBy: [name] });
  await tally.total(answer, name, records);
  const label = (v1Labels as Readonly<Record<string, Label>>)[name];
  const groups = label === undefined ? null : byGroup(tally.items, label);
  for (const [value, events] of groups ?? []) {
    const record = records.find(({ names }) => names.includes(value));
    const seen = record === undefined ? 'no such group' : numbersDiffer(record, numbersOf(events));
    const expected = `${events.length} events in the group ${value} of ${name}`;
    await tally.report(answer, `group of ${name}`, expected, seen);
  }
}

/** Groups of two levels, folded, are the groups of the first, and there are as many as there are pairs. */
async function levels(tally: EventCount): Promise<void> {
  const { records, answer } = await ask(tally, { groupBy: [severity, signature] });
  for (const [value, events] of byGroup(tally.items, v1Labels[severity]) ?? []) {
    const own = records.filter(({ names }) => names.includes(value));
    const pairs = byGroup(events, v1Labels[signature])?.size ?? own.length;
    const seen = numbersDiffer(sumOf(own), numbersOf(events)) ?? (own.length === pairs ? null : `${own.length} groups`);
    const expected = `${pairs} groups of ${value} by ${signature} that add up to ${events.length}`;
    await tally.report(answer, 'levels', expected, seen);
  }
}

/** The biggest groups are kept, and the others are one more group unless that is not wanted. */
async function cutoff(tally: EventCount): Promise<void> {
  const groups = byGroup(tally.items, v1Labels[signature]);
  if (groups === null || groups.size < 3) return;
  const biggest = sizesOf(groups)
    .slice(0, 2)
    .reduce((total, size) => total + size, 0);
  const kept = await ask(tally, { groupBy: [signature], cutoff: 2 });
  const seen = numbersDiffer(sumOf(kept.records), numbersOf(tally.items));
  await tally.report(kept.answer, 'others', 'the biggest two groups and the others add up to the whole', seen);
  const { records, answer } = await ask(tally, { groupBy: [signature], cutoff: 2, includeOthers: false });
  const sum = sumOf(records).count;
  const wrong = sum === biggest && records.length === 2 ? null : `${records.length} groups of ${sum} events`;
  await tally.report(answer, 'cutoff', `only the biggest two groups, of ${biggest} events together`, wrong);
}

const hour = 3_600_000;

/** An event counts in the frame of its time, or in every frame that its first-to-last span meets. */
async function frames(tally: EventCount, strategy: string): Promise<void> {
  const { items, fixture } = tally;
  const { span } = fixture;
  if (span === null) return;
  const { records, answer } = await ask(tally, {
    groupBy: [severity],
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
  for (const start of new Set([...expected.keys(), ...records.map((record) => record.start)])) {
    const events = expected.get(start) ?? [];
    const own = records.filter((record) => record.start === start);
    const seen = numbersDiffer(sumOf(own), numbersOf(events));
    await tally.report(answer, `frames by ${strategy}`, `${events.length} events in the hour from ${start}`, seen);
  }
}

/** A length of frames means the same in milliseconds and in a larger unit. */
async function units(tally: EventCount): Promise<void> {
  for (const [resolutionUnit, resolution, milliseconds] of [
    ['minutes', 30, hour / 2],
    ['days', 1, 24 * hour],
  ] as const) {
    const plain = await ask(tally, { groupBy: [severity], resolution: milliseconds });
    const { records, answer } = await ask(tally, { groupBy: [severity], resolution, resolutionUnit });
    const isSame = JSON.stringify(records) === JSON.stringify(plain.records);
    const expected = `frames of ${resolution} ${resolutionUnit} as those of ${milliseconds} milliseconds`;
    await tally.report(answer, resolutionUnit, expected, isSame ? null : `${records.length} records that differ`);
  }
}
