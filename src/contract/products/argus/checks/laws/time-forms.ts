/** Law: every bound of time, wherever it is taken, means what is documented in each of its forms, and nothing else is taken for one. */
import { isoUtc } from '../../../../../kernel/clock.ts';
import type { Json } from '../../../../../kernel/schema.ts';
import { middleOf } from '../../../../criteria/times.ts';
import { named } from '../../../../lists/counterpart.ts';
import { isSame, numberAt } from '../../../../lists/item.ts';
import { modelOf } from '../../../../lists/fixture.ts';
import { answered, isList, membersOf } from '../../../../lists/list.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { member, type Answer, type Ask, type QueryValue } from '../../../../terms/exchange.ts';
import { isSafe, type Operation } from '../../../../terms/operation.ts';
import { argusSample } from '../../sample/sample.ts';
import {
  formsTogether,
  groupsOf,
  isLowerBound,
  refusedTogether,
  type BoundsAsked,
  type TimesFor,
  type WrongTimes,
} from './time-forms-together.ts';

type Members = Readonly<Record<string, Json>>;

interface Bounds {
  readonly where: 'query' | 'body';
  readonly names: readonly string[];
  /** True for those of lists that take numbers alone (docs/contract/argus.md §12.5). */
  readonly areNumbers: boolean;
}

interface Together extends Pick<BoundsAsked, 'context' | 'asking' | 'now'>, Pick<Bounds, 'names' | 'areNumbers'> {
  readonly wrong: WrongTimes;
  readonly timesFor: TimesFor;
}

/** Few requests for all bounds. */
async function together({ context, names, wrong, areNumbers, timesFor, asking, now }: Together): Promise<void> {
  await refusedTogether(context, asking, names, wrong);
  for (const bounds of areNumbers ? [] : groupsOf(names, timesFor)) {
    const fixed = bounds.length === 1 ? fixedFor(bounds[0]?.name ?? '') : {};
    const narrowed = (more: Members): Ask => asking({ ...fixed, ...more });
    const instant = (words: string): Promise<number | null> => instantOf(context, words);
    await formsTogether({ context, bounds, now, asking: narrowed, found, instantOf: instant });
  }
}

/** Where bounds of time stand, and which. */
function boundsOf(operation: Operation): Bounds | null {
  for (const where of ['body', 'query'] as const)
    for (const form of ['time', 'epoch']) {
      const names = Object.entries(membersOf(operation[where])).flatMap(([name, schema]) =>
        String(member(schema, '$ref') ?? '').endsWith(`#/$defs/${form}`) ? [name] : [],
      );
      const bounds = names.filter((name) => !/strategy/i.test(name));
      if (names.includes('startTimestamp')) return { where, names: bounds, areNumbers: form === 'epoch' };
    }
  return null;
}

export const timeForms: Check = {
  id: 'law/time-forms',
  asks: 'Does every bound of time mean the same as number, text, ISO 8601 and distance in any unit, and is a time of another zone, of none, or of another type refused?',
  source: 'seed 002 "Time"; docs/contract/argus.md §4, §12.7',
  evidence: 'documented',
  applies: (operation) => isSafe(operation) && boundsOf(operation) !== null,
  run: async (context) => {
    const bounds = boundsOf(context.operation);
    const example = await context.sample.example(context.operation);
    if (bounds === null || example === null) return context.skip('the target holds nothing to ask about');
    const { where, names, areNumbers } = bounds;
    const { startTimestamp: _, endTimestamp: __, ...rest } = (example[where] ?? {}) as Members;
    const asking = (more: Members): Ask => ({
      ...example,
      [where]: { ...rest, ...more } as Record<string, QueryValue>,
    });
    const now = await instantOf(context, 'now');
    const timesFor = await telling(context, asking({ startTimestamp: 0 }));
    const time = middleOf(timesFor('startTimestamp')) ?? null;
    if (now === null) return context.skip('the target does not tell its time');
    const wrong = [...wrongOf(time ?? now), ...(areNumbers ? wordsAndDates(time ?? now) : [])];
    if (context.isBrief) return together({ context, names, wrong, areNumbers, timesFor, asking, now });
    for (const [place, name] of names.entries()) {
      const asks: Asks = { context, name, asking: (more) => asking({ ...fixedFor(name), ...more }) };
      await refusals(asks, wrong);
      if (!areNumbers) await alone(asks, place, time, now);
    }
  },
};

interface Asks {
  readonly context: Context;
  readonly name: string;
  readonly asking: (more: Members) => Ask;
}

/** One bound in all that may be said for it. */
async function alone(asks: Asks, place: number, time: number | null, now: number): Promise<void> {
  const { context, name } = asks;
  if (time === null) context.undecided(name, 'nothing in the answer has a time to tell by');
  else {
    await forms(asks, time);
    if (isOneTime(context.operation)) await inclusive(asks, time);
  }
  const left = (context.operation.id.length + place) % Object.keys(units).length;
  for (const one of wordsFor(time ?? now, now, left)) await relative(asks, one);
}

/** Some lists look a day back where they are told nothing. */
const fixedFor = (name: string): Members => (name === 'startTimestamp' ? {} : { startTimestamp: 0 });

/** What the target itself takes words for; null where it does not say. */
async function instantOf(context: Context, timestring: string): Promise<number | null> {
  const answer = await context.send({ operation: named(context.api, 'getTimestampMs'), query: { timestring } });
  return numberAt(answer.json, 'data.timestamp') ?? null;
}

/** The times that an answer shows, or events that are known, which a bound is for; in their order. */
async function telling(context: Context, ask: Ask): Promise<TimesFor> {
  const { data } = await answered(context, ask);
  const known = await argusSample(context.sample).events();
  return (name) => {
    const shown = timesIn(Array.isArray(data) ? (data as readonly Json[]) : [], name);
    return (shown.length > 2 ? shown : timesIn(known, name)).toSorted((one, other) => one - other);
  };
}

/** Where the times stand that bounds are usually for, and those that a bound of changes is for. */
const usualTimes = [
  'timestamp',
  'timestamps.created',
  'lastTriggeredTimestamp',
  'lastUpdatedTimestamp',
  'createdTimestamp',
];
const changedTimes = ['lastUpdatedTimestamp', 'timestamps.lastUpdated'];

const timesIn = (rows: readonly Json[], name: string): readonly number[] =>
  rows.flatMap(
    (row) =>
      (name.startsWith('lastUpdated') ? changedTimes : usualTimes)
        .map((path) => numberAt(row, path))
        .find((time) => time !== undefined && time > 0) ?? [],
  );

/** Zones, no zone, and what is no time at all. */
const wrongOf = (time: number): WrongTimes => [
  ['a time of another zone', isoUtc(time).replace('Z', '+02:00')],
  ['a time without a zone', isoUtc(time).replace('Z', '')],
  ['a word that is no time', 'soon'],
];

/** What other lists take. */
const wordsAndDates = (time: number): WrongTimes => [
  ['a date', isoUtc(time)],
  ['a distance', '-1days'],
];

async function refusals({ context, name, asking }: Asks, wrong: WrongTimes): Promise<void> {
  const { invalid } = context.operation.adapter.refusals;
  for (const [what, value] of wrong) {
    const answer = await context.send(asking({ [name]: value }));
    if (answer.status === invalid) continue;
    const expected = `${what} as ${name} is refused with ${invalid}`;
    context.violation({ key: `${name}: ${what}`, expected, seen: `status ${answer.status}`, answer });
  }
}

/** What an answer finds: its rows and how many there are. */
const found = ({ data, json }: Answer): Json => ({ data: data ?? null, count: member(json, 'count') ?? null });

/**
 * A bound just behind a time from below, and at it from above, so that what loses milliseconds, or takes text for nothing,
 * finds other things.
 */
async function forms({ context, name, asking }: Asks, time: number): Promise<void> {
  const isLower = isLowerBound(name);
  const bound = isLower ? time + 1 : time;
  const plain = await answered(context, asking({ [name]: bound }));
  const others = await answered(context, asking({ [name]: isLower ? 0 : 1 }));
  if (isSame(found(plain), found(others))) context.undecided(name, 'nothing has a time before and after the bound');
  for (const [how, value] of [
    ['text', String(bound)],
    ['ISO 8601', isoUtc(bound)],
  ] as const) {
    const answer = await answered(context, asking({ [name]: value }));
    if (isSame(found(answer), found(plain))) continue;
    const again = await answered(context, asking({ [name]: bound }));
    if (!isSame(found(again), found(plain))) continue;
    const expected = `${name} as ${how} finds what the same instant finds as a number`;
    context.violation({ key: `${name}: ${how}`, expected, seen: differenceOf(answer, plain), answer });
  }
}

/** Lists of things with one time that bounds are for; events have a law of their own. */
const isOneTime = (operation: Operation): boolean =>
  modelOf(operation) === null && isList(operation) && !['searchTasks'].includes(operation.id);

/** A thing's own time is within either bound; a millisecond further it is not. */
async function inclusive({ context, name, asking }: Asks, time: number): Promise<void> {
  if (!['startTimestamp', 'endTimestamp'].includes(name)) return;
  const beyond = name === 'startTimestamp' ? time + 1 : time - 1;
  const [at, without] = [
    await answered(context, asking({ [name]: time })),
    await answered(context, asking({ [name]: beyond })),
  ];
  const [count, less] = [at, without].map(({ json }) => Number(member(json, 'count')));
  if (count === undefined || less === undefined || count > less) return;
  const expected = `${name} ${time} finds what has that time, and ${beyond} does not`;
  context.violation({ key: `${name}: inclusive`, expected, seen: `${count} and ${less}`, answer: at });
}

const differenceOf = (one: Answer, other: Answer): string => {
  const [seen, due] = [one, other].map(({ json }) => member(json, 'count'));
  return seen === due ? 'other data' : `a count of ${String(seen)} instead of ${String(due)}`;
};

const units = { hours: 3_600_000, days: 86_400_000, weeks: 604_800_000, months: 2_629_746_000 } as const;

/** `now`, and in all units but one, another for each bound and operation, the distance to a time, at least of one. */
const wordsFor = (time: number, now: number, left: number): readonly string[] => [
  'now',
  ...Object.entries(units).flatMap(([unit, length], at) =>
    at === left ? [] : [`-${Math.max(1, Math.round((now - time) / length))}${unit}`],
  ),
];

/** More milliseconds than a run writes things. */
const soon = 60_000;

/** A clock that runs between requests leaves room for what lies between what it said before and after. */
async function relative({ context, name, asking }: Asks, words: string): Promise<void> {
  const before = await context.memo(`time of ${words}`, () => instantOf(context, words));
  const answer = await answered(context, asking({ [name]: words }));
  if (before === null) return;
  const plain = await answered(context, asking({ [name]: before }));
  if (isSame(found(answer), found(plain))) return;
  // While a clock stands, what is written bears times that have yet to come: up to now means with all of it.
  const written = words === 'now' ? await answered(context, asking({ [name]: before + soon })) : plain;
  if (isSame(found(answer), found(written))) return;
  const after = await instantOf(context, words);
  if (after !== before) return;
  const expected = `${words} as ${name} finds what ${before} finds, to which the target resolves it`;
  context.violation({
    key: `${name}: ${words.replace(/\d+/, 'n')}`,
    expected,
    seen: differenceOf(answer, plain),
    answer,
  });
}
