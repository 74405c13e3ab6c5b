/** For each operation: all that a request of it can get wrong in exactly one way, by the schemas of its path, query and body. */
import { parseQuery } from '../../../http/validate.ts';
import { violations, type Json } from '../../../kernel/schema.ts';
import type { Ask, QueryValue } from '../../terms/exchange.ts';
import type { Operation } from '../../terms/operation.ts';
import { searchOf } from '../../terms/request.ts';
import { rootOf } from '../../../kernel/schema-walk.ts';
import { validOf } from '../shared/valid.ts';
import { faultsOf, type Fault } from './faults.ts';
import type { Wrongness } from './keywords.ts';

export type Part = 'params' | 'query' | 'body';

export interface WrongRequest extends Pick<Fault, 'family' | 'keyword' | 'place'> {
  readonly where: Part;
  /** The schema file of that part. */
  readonly file: string;
  readonly ask: () => Ask;
}

type Members = Readonly<Record<string, Json>>;

/** All cases of an operation. `right` is a request that is right, to which one thing is done. */
export const wrongRequestsOf = (operation: Operation, right: Ask): readonly WrongRequest[] =>
  (['params', 'query', 'body'] as const).flatMap((where) => {
    const file = fileOf(operation, where);
    if (file === null) return [];
    const base = { ...(validOf(rootOf(file)) as Members), ...((right[where] ?? {}) as Members) };
    return faultsOf(rootOf(file), base)
      .filter((fault) => canBeSent[where](fault, file))
      .map(({ family, keyword, place, value }) => {
        const ask = (): Ask => ({ ...right, [where]: where === 'params' ? texts(value()) : value() });
        return { family, keyword, place, where, file, ask };
      });
  });

const families = new WeakMap<Operation, ReadonlySet<Wrongness>>();

/** The ways in which requests of an operation can be wrong. */
export function wrongnessOf(operation: Operation): ReadonlySet<Wrongness> {
  const found = families.get(operation) ?? new Set(wrongRequestsOf(operation, {}).map(({ family }) => family));
  families.set(operation, found);
  return found;
}

/** The schema file of a part of requests, where it is judged. */
function fileOf(operation: Operation, where: Part): string | null {
  if (where === 'body' && operation.consumes === 'anything') return null;
  return where === 'params' && operation.adapter.facts.takesAnyId === true ? null : operation[where];
}

/** A longer address is refused by the server before the API sees it. */
const longestQuery = 4000;

const canBeSent: Readonly<Record<Part, (fault: Fault, file: string) => boolean>> = {
  body: () => true,
  // A query is text: a fault counts that is still one when it was sent as text and read again. Unknown names are ignored in it.
  query: ({ family, value }, file) => {
    if (family === 'unknown') return false;
    const query = value() as Readonly<Record<string, QueryValue>>;
    if (!isFlat(query)) return false;
    const text = searchOf(query);
    return text.length <= longestQuery && violations(file, parseQuery(text, file)).length > 0;
  },
  // A parameter that is missing or empty makes another path.
  params: ({ family, place, value }, file) => {
    if (family === 'unknown' || family === 'required') return false;
    const leaf = (value() as Members)[String(place[0])];
    return isScalar(leaf) && leaf !== '' && violations(file, texts(value())).length > 0;
  },
};

const texts = (value: Json): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(value as Members).map(([name, one]) => [name, String(one)]));

const isScalar = (value: unknown): boolean => value !== null && value !== undefined && typeof value !== 'object';

/** True for what a query can say: texts and numbers, and lists of them. */
const isFlat = (query: object): boolean =>
  Object.values(query).every(
    (one: unknown) => isScalar(one) || (Array.isArray(one) && one.length > 0 && one.every(isScalar)),
  );
