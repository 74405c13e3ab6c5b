/** Where few requests are to tell much, bounds of time are asked two by two: whichever is taken otherwise, other things are found. */
import { isoUtc } from '../../../../../kernel/clock.ts';
import type { Json } from '../../../../../kernel/schema.ts';
import { isSame } from '../../../../lists/item.ts';
import { answered } from '../../../../lists/list.ts';
import { messagesOf, told } from '../../../../checks/shared/answer.ts';
import type { Context } from '../../../../terms/check.ts';
import type { Answer, Ask } from '../../../../terms/exchange.ts';

type Said = Readonly<Record<string, Json>>;

/** A bound, and a time that something has which it is for. */
export interface TimeBound {
  readonly name: string;
  readonly isLower: boolean;
  readonly time: number;
}

/** Times that a bound is for, in their order. */
export type TimesFor = (name: string) => readonly number[];

/** What a bound may not be. */
export type WrongTimes = readonly (readonly [what: string, value: Json])[];

export interface BoundsAsked {
  readonly context: Context;
  readonly bounds: readonly TimeBound[];
  readonly now: number;
  readonly asking: (more: Said) => Ask;
  /** What the target itself takes words for; null where it does not say. */
  readonly instantOf: (words: string) => Promise<number | null>;
  /** What an answer finds. */
  readonly found: (answer: Answer) => Json;
}

export const isLowerBound = (name: string): boolean => /start|updated/i.test(name);

/** Beginning and end of a span together, as far as something lies between them; every other bound by itself. */
export function groupsOf(names: readonly string[], timesFor: TimesFor): readonly (readonly TimeBound[])[] {
  const bound = (name: string, part: number): readonly TimeBound[] => {
    const times = timesFor(name);
    const time = times[Math.floor(times.length * part)];
    return time === undefined ? [] : [{ name, isLower: isLowerBound(name), time }];
  };
  return names.flatMap((name) => {
    const other = otherEnd(name);
    const isFirst = isLowerBound(name);
    const both = names.includes(other)
      ? [...bound(isFirst ? name : other, 1 / 4), ...bound(isFirst ? other : name, 3 / 4)]
      : [];
    const [from, to] = both;
    if (from === undefined || to === undefined || from.time >= to.time) return bound(name, 1 / 2).map((one) => [one]);
    return isFirst ? [both] : [];
  });
}

const ends = { start: 'end', Start: 'End', end: 'start', End: 'Start' } as const;

/** The name of the other end of a span; nobody's for what is no end. */
const otherEnd = (name: string): string => {
  const [word] = /[Ss]tart|[Ee]nd/.exec(name) ?? [];
  return word === undefined ? '' : name.replace(word, ends[word as keyof typeof ends]);
};

/** All bounds wrong at once: each of them is named. */
export async function refusedTogether(
  context: Context,
  asking: BoundsAsked['asking'],
  names: readonly string[],
  wrong: WrongTimes,
): Promise<void> {
  for (const [what, value] of wrong) {
    const answer = await context.send(asking(Object.fromEntries(names.map((name) => [name, value]))));
    const fields = messagesOf(answer).flatMap(({ field }) => field ?? []);
    for (const name of names.filter((one) => !fields.includes(one))) {
      const expected = `${what} as ${name} is refused, with the field named`;
      context.violation({ key: `${name}: ${what}`, expected, seen: told(answer), answer });
    }
  }
}

const [hour, week, month] = [3_600_000, 604_800_000, 2_629_746_000];
/** One distance in three units. */
const units = [
  ['weeks', 1],
  ['hours', week / hour],
  ['days', 7],
] as const;

/** Just behind the time from below, and at it from above, so that what loses milliseconds finds other things. */
const beside = ({ isLower, time }: TimeBound): number => (isLower ? time + 1 : time);

export async function formsTogether(asked: BoundsAsked): Promise<void> {
  const { bounds } = asked;
  const as = (say: (bound: TimeBound) => Json) => said(bounds, bounds.map(say));
  await sameFound(
    asked,
    as((bound) => isoUtc(beside(bound))),
    as(beside),
  );
  await sameFound(
    asked,
    as(({ time }) => String(time)),
    as(({ time }) => isoUtc(time)),
  );
  const weeks = weeksTo(asked);
  const inTurn = (turn: number): readonly string[] =>
    weeks.map((count, place) => {
      const [unit, times] = units[(turn + place) % units.length] ?? units[0];
      return `-${count * times}${unit}`;
    });
  const months = bounds.map(({ time }) => Math.max(1, Math.round((asked.now - time) / month)));
  const farAndNow = bounds.map(({ isLower }, place) => (isLower ? `-${months[place]}months` : 'now'));
  const ways = units.map((_, turn) => ({ words: inTurn(turn), alike: inTurn(0) }));
  for (const { words, alike } of [...ways, { words: farAndNow, alike: farAndNow }]) {
    const numbers = await instants(asked, alike);
    if (numbers !== null) await sameFound(asked, said(bounds, words), said(bounds, numbers));
  }
}

const said = (bounds: readonly TimeBound[], values: readonly Json[]): Said =>
  Object.fromEntries(bounds.map(({ name }, place) => [name, values[place] ?? null]));

/** How many weeks ago each bound lies: something lies between two. */
const weeksTo = ({ bounds, now }: BoundsAsked): readonly number[] =>
  bounds.map(({ time }, place) => {
    const count = Math.round((now - time) / week);
    return bounds.length === 1 ? Math.max(1, count) : place === 0 ? Math.max(2, count) : Math.max(1, count - 1);
  });

/** Null where the target does not tell all. */
async function instants(
  { instantOf, context }: BoundsAsked,
  words: readonly string[],
  isAnew = false,
): Promise<readonly number[] | null> {
  const numbers: number[] = [];
  for (const one of words) {
    const number = await (isAnew ? instantOf(one) : context.memo(`time of ${one}`, () => instantOf(one)));
    if (number === null) return null;
    numbers.push(number);
  }
  return numbers;
}

/** More milliseconds than a run writes things. */
const soon = 60_000;

/** Reports where what is said in one way finds other things than the same in another, while the target and its time stand. */
async function sameFound(asked: BoundsAsked, words: Said, others: Said): Promise<void> {
  const { context, asking, found } = asked;
  const ask = (how: Said): Promise<Answer> => answered(context, asking(how));
  const plain = await context.memo(`${context.operation.key} by ${JSON.stringify(others)}`, () => ask(others));
  const answer = await ask(words);
  const isFound = (one: Answer): boolean => isSame(found(answer), found(one));
  if (isFound(plain)) return;
  // While a clock stands, what is written bears times that have yet to come: up to now means with all of it.
  const written = Object.entries(others).map(([name, time]) => [
    name,
    words[name] === 'now' ? Number(time) + soon : time,
  ]);
  if (Object.values(words).includes('now') && isFound(await ask(Object.fromEntries(written)))) return;
  if (
    isRelative(words) &&
    !isSame(await instants(asked, Object.values(words).map(String), true), Object.values(others))
  )
    return;
  if (!isSame(found(await ask(others)), found(plain))) return;
  const expected = `${JSON.stringify(words)} finds what ${JSON.stringify(others)} finds, which is the same`;
  context.violation({ key: Object.values(words).join(), expected, seen: 'other things', answer, against: plain });
}

const isRelative = (words: Said): boolean => Object.values(words).some((value) => /^-|now/.test(String(value)));
