/** Whether a request made smaller may stand for the one it was made from: no wider, and right or wrong in the same ways. */
import { parseQuery } from '../http/validate.ts';
import { violations, type Json } from '../kernel/schema.ts';
import { searchOf } from './terms/request.ts';
import type { Ask } from './terms/exchange.ts';
import type { Operation } from './terms/operation.ts';

type Members = Readonly<Record<string, Json>>;

const membersIn = (value: unknown): Members =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Members) : {};

/** True where `smaller` asks for no more than `original` does, and what is expected of the one is expected of the other. */
export function isNarrower(operation: Operation, original: Ask, smaller: Ask): boolean {
  const isKept = (['query', 'body'] as const).every((where) =>
    isBounded(operation, membersIn(original[where]), membersIn(smaller[where])),
  );
  return isKept && meansTheSame(original, smaller) && faultsIn(operation, original) === faultsIn(operation, smaller);
}

/** Longer texts are nobody's name, key or word. */
const longestWord = 64;

/** True where no word was cut: half a word finds more, and half the name of a field is none. */
function meansTheSame(original: Ask, smaller: Ask): boolean {
  const words = new Set(textsIn([original.query, original.body]));
  const hasLong = [...words].some((word) => word.length > longestWord);
  return textsIn([smaller.query, smaller.body]).every(
    (word) => words.has(word) || (hasLong && word.length >= longestWord >> 1),
  );
}

const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : value !== null && typeof value === 'object'
      ? Object.values(value).flatMap(textsIn)
      : [];

/** Members that say how much comes: how many rows, from where, and of what time. */
const ofTime = /time|date|since|until/i;

function isBounded(operation: Operation, original: Members, smaller: Members): boolean {
  const limits = Object.keys(placed(operation, { limit: 1 }));
  const places = Object.keys(placed(operation, { offset: 0 }));
  const isUnlimited = limits.some((name) => name in original && !(Number(original[name]) > 0));
  return Object.entries(original).every(([name, value]) => {
    const now = smaller[name];
    if (limits.includes(name)) return now === value || (Number(now) > 0 && Number(now) <= Number(value));
    // Where all is asked for, every criterion bounds it.
    if (isUnlimited || places.includes(name) || ofTime.test(name)) return JSON.stringify(now) === JSON.stringify(value);
    return true;
  });
}

const placed = ({ adapter }: Operation, place: { readonly limit?: number; readonly offset?: number }): Members => {
  const named = adapter.placed?.(place) ?? place;
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)) as Members;
};

/** What the schemas have against a request, in words that two requests with the same faults have in common. */
function faultsIn({ query, body }: Operation, ask: Ask): string {
  const inQuery =
    query === null || ask.query === undefined ? [] : violations(query, parseQuery(searchOf(ask.query), query));
  const inBody = body === null || ask.body === undefined ? [] : violations(body, ask.body);
  return JSON.stringify([inQuery, inBody].map((all) => all.map(wordsOf).toSorted()));
}

const wordsOf = (fault: unknown): string => JSON.stringify(fault).replace(/\d+/g, 'n');
