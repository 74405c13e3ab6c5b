/** Validation of a request against the schemas of its row; everything wrong is found at once. */
import { schemaDocument, violations } from '../kernel/schema.ts';
import { rootOf, schemaMembers, type Node } from '../kernel/schema-walk.ts';
import { pieceOfWork, turnOver, type Sliced } from '../kernel/slices.ts';
import type { Endpoint } from './endpoint.ts';
import type { Problem } from './product.ts';

const places = ['params', 'query', 'body'] as const;
const noProblems: readonly Problem[] = [];

interface Given {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** All that is wrong with path parameters, query and body, in that order. */
export function problemsOf(endpoint: Endpoint, given: Given): readonly Problem[] {
  let problems = noProblems;
  for (const where of places) {
    const schema = endpoint[where];
    if (schema === null) continue;
    const found = problemsIn(where, schema, given[where]);
    if (found.length > 0) problems = problems.concat(found);
  }
  return problems;
}

function problemsIn(where: Problem['where'], schema: string, value: unknown): readonly Problem[] {
  if (itemsIn(value) < 0) {
    const path = excessIn(value) ?? [];
    return [{ where, path, keyword: 'maxItems', message: 'is too long', value: null }];
  }
  const found = violations(schema, value);
  if (found.length === 0) return noProblems;
  return found.map((violation) => ({ where, ...violation, value: valueAt(value, violation.path) }));
}

/** The same in pieces, for a large body: of its long lists only the items are left that are wrong, or one, before all is judged together. */
export function* judging(endpoint: Endpoint, given: Given): Sliced<readonly Problem[]> {
  const { body } = given;
  const isObject = typeof body === 'object' && !Array.isArray(body);
  if (endpoint.body === null || !isObject || (yield* counting(body)) < 0) return problemsOf(endpoint, given);
  yield turnOver;
  const short = { ...body } as Record<string, unknown>;
  const kept = new Map<string | number, readonly number[]>();
  for (const [name, node] of schemaMembers(rootOf(endpoint.body))) {
    const list = short[name];
    if (!Array.isArray(list) || !isJudgedByItem(node, list.length)) continue;
    const wrong = yield* placesToJudge(endpoint.body, name, list);
    kept.set(name, wrong);
    short[name] = wrong.map((place) => list[place] as unknown);
  }
  return problemsOf(endpoint, { ...given, body: short }).map((problem) => {
    const [name = '', place, ...rest] = problem.path;
    if (problem.where !== 'body' || typeof place !== 'number') return problem;
    return { ...problem, path: [name, kept.get(name)?.[place] ?? place, ...rest] };
  });
}

/** Whether nothing is said of the list as a whole that its length does not meet. */
const isJudgedByItem = ({ schema }: Node, length: number): boolean =>
  length > 1 &&
  length <= Number(schema['maxItems'] ?? 0) &&
  Object.keys(schema).every((keyword) => saidOfItems.has(keyword) || keyword.startsWith('x-'));

const saidOfItems = new Set(['type', 'items', 'maxItems', 'title', 'description']);

/** Items of a list, with those in their lists, that are judged in one piece. */
const itemsOfPiece = 2048;

/** The places of items that are wrong; the first where none is. */
function* placesToJudge(schema: string, name: string, list: readonly unknown[]): Sliced<readonly number[]> {
  const wrong = new Set<number>();
  for (let [from, to] = [0, 0]; from < list.length; from = to) {
    for (let items = 0; to < list.length && items < itemsOfPiece; to++) items += 1 + itemsIn(list[to]);
    for (const { path } of violations(schema, { [name]: list.slice(from, to) }))
      if (path[0] === name && typeof path[1] === 'number') wrong.add(from + path[1]);
    yield pieceOfWork;
  }
  return wrong.size === 0 ? [0] : [...wrong];
}

/** The longest list that any endpoint takes (docs/contract/argus.md §7.4), and how many items all lists of a body may have together. */
const longestList = 10_000;
const mostItems = 200_000;

/** How many items all lists of a value have together; below zero where one, or all, are too long to be worth validating item by item. */
function itemsIn(value: unknown): number {
  if (value === null || typeof value !== 'object') return 0;
  const isList = Array.isArray(value);
  let items = isList ? value.length : 0;
  if (items > longestList) return -1;
  for (const member of (isList ? value : Object.values(value)) as unknown[]) {
    if (member === null || typeof member !== 'object') continue;
    const inner = itemsIn(member);
    items += inner;
    if (inner < 0 || items > mostItems) return -1;
  }
  return items;
}

/** The same in pieces. */
function* counting(body: object | null): Sliced<number> {
  let items = 0;
  for (const member of Object.values(body ?? {}) as unknown[]) {
    const isList = Array.isArray(member);
    if (isList) items += member.length;
    for (let [at, told] = [0, items]; at < (isList ? member.length : 1); at++) {
      const inner = itemsIn(isList ? member[at] : member);
      items += inner;
      if (inner < 0 || items > mostItems) return -1;
      if (items - told < itemsOfPiece) continue;
      yield pieceOfWork;
      told = items;
    }
  }
  return items;
}

/** The path of the first list that is too long, or with which all are; null when there is none. */
function excessIn(value: unknown): readonly (string | number)[] | null {
  let items = 0;
  const visit = (at: unknown, path: readonly (string | number)[]): readonly (string | number)[] | null => {
    if (at === null || typeof at !== 'object') return null;
    const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(at)
      ? at.map((item: unknown, index) => [index, item] as const)
      : Object.entries(at);
    if (Array.isArray(at) && (at.length > longestList || (items += at.length) > mostItems)) return path;
    for (const [key, member] of entries) {
      const found = member !== null && typeof member === 'object' ? visit(member, [...path, key]) : null;
      if (found !== null) return found;
    }
    return null;
  };
  return visit(value, []);
}

const valueAt = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (at, part) => (at !== null && typeof at === 'object' ? (at as Record<string | number, unknown>)[part] : undefined),
    value,
  );

/** Query parameters that the schema names: a list where it says array, else the one value; repeated scalars stay a list and fail. */
export function parseQuery(search: string, schema: string | null): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  if (schema === null || search === '') return query;
  const { properties } = schemaDocument(schema) as { properties: Record<string, { type?: string }> };
  const given = new URLSearchParams(search);
  for (const [name, property] of Object.entries(properties)) {
    const values = given.getAll(name);
    const [first] = values;
    if (first === undefined) continue;
    query[name] = property.type === 'array' || values.length > 1 ? values : first;
  }
  return query;
}
