/** The doors at which operators apply: the rows of the products' tables, with what their schemas say of requests and answers. */
import { readFileSync } from 'node:fs';
import { endpointsOf, type Endpoint } from '../../../src/http/endpoint.ts';
import type { Table } from '../../../src/http/product.ts';
import {
  alternativesOf,
  itemsOf,
  rootOf,
  schemaMembers,
  typesOf,
  type Json,
  type Node,
} from '../../../src/kernel/schema-walk.ts';
import { plugins } from '../../../src/products/index.ts';
import type { Sent } from '../mutant.ts';
import type { Census } from '../stranger/census.ts';

/** A member of what is sent or answered, by its name or path, with what its schema says. */
export interface Member {
  /** Names of objects around it come before, with dots between; lists are passed through. */
  readonly path: string;
  readonly types: readonly string[];
  readonly values: readonly Json[] | null;
  /** That its texts must fit; empty for any. */
  readonly pattern: string;
  readonly isRequired: boolean;
  /** Types of a list's items. */
  readonly itemTypes: readonly string[];
  /** What the census has seen there, in its letters; empty where it never held anything. */
  readonly marks: string;
}

export interface Door extends Endpoint {
  readonly product: string;
  readonly key: string;
  readonly isLiveDialect: boolean;
  readonly isList: boolean;
  readonly isRead: boolean;
  /** Things that the largest list held when the census was taken. */
  readonly total: number;
  /** What its texts held, in the letters of the census; null where nothing ever succeeded. */
  readonly texts: string | null;
  /** Members of the thing, or of each thing, that a success holds. */
  readonly members: readonly Member[];
  /** What a request can ask for, beside its place in a list. */
  readonly criteria: readonly Member[];
  /** Criteria that parts of criteria may have; none where there are no parts. */
  readonly partNames: readonly string[];
  /** True where methods that the path does not have are refused in its name. */
  readonly isOfPath: boolean;
  /** Where criteria stand. */
  readonly asksIn: 'query' | 'body';
  readonly isAsked: (sent: Sent) => boolean;
}

/** What there is at the doors: operators fit only where something is to be bent. */
const census = JSON.parse(readFileSync(new URL('../stranger/census.json', import.meta.url), 'utf8')) as Census;

const placeNames = new Set(['limit', 'offset', 'page', 'size', 'sort', 'sortBy', 'subCriteria', 'exclude', 'required']);

const memberOf = (path: string, node: Node, isRequired: boolean): Member => {
  const some = alternativesOf(node);
  const { enum: values } = node.schema;
  return {
    path,
    types: some.flatMap(typesOf),
    values: Array.isArray(values) ? values : null,
    pattern: some.map(({ schema }) => String(schema['pattern'] ?? '')).join(''),
    isRequired,
    itemTypes: some.flatMap((one) => alternativesOf(itemsOf(one)).flatMap(typesOf)),
    marks: '',
  };
};

/** Members of an object, and those of objects and of lists of objects in it, three deep. */
function membersOf(node: Node, prefix = '', depth = 3): readonly Member[] {
  const required = (node.schema['required'] ?? []) as readonly string[];
  return schemaMembers(node).flatMap(([name, inner]) => {
    const path = `${prefix}${name}`;
    const own = memberOf(path, inner, required.includes(name));
    if (depth <= 1) return [own];
    const within = alternativesOf(inner).flatMap((one) => [one, itemsOf(one)]);
    return [own, ...within.flatMap((one) => membersOf(one, `${path}.`, depth - 1))];
  });
}

/** The schema of one thing that a success holds. */
function thingOf(data: string): Node {
  const node = rootOf(data);
  if (typesOf(node).includes('array')) return itemsOf(node);
  const embedded = schemaMembers(node).find(([name]) => name === '_embedded')?.[1];
  const [, list] = (embedded === undefined ? undefined : schemaMembers(embedded)[0]) ?? [];
  return list === undefined ? node : itemsOf(list);
}

const unique = (members: readonly Member[]): readonly Member[] => [
  ...new Map(members.map((one) => [one.path, one])).values(),
];

function partNamesOf(node: Node): readonly string[] {
  const [, parts] = schemaMembers(node).find(([name]) => name === 'subCriteria') ?? [];
  return parts === undefined ? [] : schemaMembers(itemsOf(parts)).map(([name]) => name);
}

/** A path's form, and how many of its parts are fixed words. */
function routeOf(endpoint: Endpoint, table: Table): RegExp {
  const parts = endpoint.path.split('/').map((part) => {
    const [, name] = /^\{(.+)\}$/.exec(part) ?? [];
    if (name === undefined) return part.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&');
    const pattern = { ...table.patterns, ...endpoint.patterns }[name];
    return pattern === undefined ? '[^/]+' : `(?:${pattern.replaceAll(/[$^]/g, '')})`;
  });
  return new RegExp(`^${parts.join('/')}/?$`);
}

function doorsOf(table: Table, isLiveDialect: boolean): readonly Door[] {
  const endpoints = endpointsOf(table.rows);
  const routes = endpoints.map((endpoint) => ({ endpoint, route: routeOf(endpoint, table) }));
  // Words go before parameters, from left to right, as routers have it.
  const rank = ({ path }: Endpoint): string =>
    path
      .split('/')
      .map((part) => (part.startsWith('{') ? '1' : '0'))
      .join('');
  const finder = routes.toSorted((one, other) => (rank(one.endpoint) < rank(other.endpoint) ? -1 : 1));
  const asked = (sent: Sent): string | undefined => {
    // Every method of a path is the operation's: also one that it does not have.
    const found = finder.filter(({ route }) => route.test(sent.path));
    const method = sent.method === 'HEAD' ? 'GET' : sent.method;
    return (found.find(({ endpoint }) => endpoint.method === method) ?? found[0])?.endpoint.id;
  };
  return endpoints.map((endpoint) => {
    const asksIn = endpoint.body === null || endpoint.method === 'GET' ? 'query' : 'body';
    const asks = asksIn === 'body' ? endpoint.body : endpoint.query;
    const seen = census[`${table.name}.${endpoint.id}${isLiveDialect ? '+live' : ''}`];
    const told = endpoint.data === null ? [] : unique(membersOf(thingOf(endpoint.data)));
    return {
      ...endpoint,
      product: table.name,
      key: `${table.name}.${endpoint.id}`,
      isLiveDialect,
      isList: endpoint.paging !== null,
      isRead: endpoint.effect === 'reads',
      members: told.map((one) => ({ ...one, marks: seen?.members[one.path] ?? '' })),
      total: seen?.total ?? 0,
      texts: seen?.texts ?? null,
      criteria: (asks === null ? [] : unique(membersOf(rootOf(asks), '', 1)))
        .filter(({ path }) => !placeNames.has(path))
        .map((one) => ({ ...one, marks: seen?.wishes.includes(one.path) === true ? 's' : '' })),
      partNames: asks === null ? [] : partNamesOf(rootOf(asks)),
      isOfPath: finder.find((one) => one.endpoint.path === endpoint.path)?.endpoint === endpoint,
      asksIn,
      isAsked: (sent) => asked(sent) === endpoint.id,
    };
  });
}

/** Every operation of every product, as documented and, where that is another table, as clients meet it. */
export const doors: readonly Door[] = plugins.flatMap((plugin) =>
  Object.entries<Table>(plugin.tables)
    .filter(([dialect], at) => at === 0 || dialect === 'live')
    .flatMap(([, table], at) => doorsOf(table, at > 0)),
);

/** Whether the item of one of the doors is also seen through the other: as a list, by itself, at the same address, or as a part of it. */
export function isNear(one: Door, other: Door): boolean {
  if (one.product !== other.product) return false;
  if (one.key === other.key) return true;
  const hasItem = one.itemOf.includes(other.id) || other.itemOf.includes(one.id);
  const sharesList = one.itemOf.some((list) => other.itemOf.includes(list));
  const isPart = `${one.path}/`.startsWith(`${other.path}/`) || `${other.path}/`.startsWith(`${one.path}/`);
  return hasItem || sharesList || isPart || (one.model !== null && one.model === other.model);
}

/** Members of things that another door shows as well, so that one can tell what the value is. */
export function sharedMembers(door: Door): readonly Member[] {
  const others = doors.filter(
    (one) =>
      one !== door &&
      one.isLiveDialect === door.isLiveDialect &&
      one.product === door.product &&
      one.isRead &&
      (one.itemOf.includes(door.id) ||
        door.itemOf.includes(one.id) ||
        door.itemOf.some((list) => one.itemOf.includes(list)) ||
        (door.model !== null && door.model === one.model)),
  );
  const paths = new Set(others.flatMap(({ members }) => members.map(({ path }) => path)));
  return door.isRead ? door.members.filter(({ path }) => paths.has(path)) : [];
}
