/** Records that are not as documents have them: members missing, unknown or of another kind; the same record always the same way. */
import { keyOf, threefry, type Key } from '../../kernel/random.ts';
import type { Reply } from '../../http/endpoint.ts';
import type { PageForm } from '../../http/product.ts';
import { isJson } from './page.ts';
import type { FaultEffect } from './rule.ts';

type Kind = 'missingMembers' | 'nullLists' | 'wideNumbers' | 'textNumbers' | 'unknownMembers';
type Members = Record<string, unknown>;

/** What is to be done to records, and what draws which and how. */
export interface RecordBend {
  readonly effect: FaultEffect;
  readonly records: () => Key;
}

interface Bend {
  readonly kind: Kind;
  readonly key: Key;
  readonly share: number;
  /** Paths that were named; null for all that it makes sense for. */
  readonly members: ReadonlySet<string> | null;
}

interface Drawn extends Bend {
  readonly names: readonly string[];
  /** A number below 2^32, of the record. */
  readonly word: number;
}

export const recordKinds = [
  'missingMembers',
  'nullLists',
  'wideNumbers',
  'textNumbers',
  'unknownMembers',
] as const satisfies readonly Kind[];

/** True for an effect that is felt by records. */
export const bendsRecords = (effect: FaultEffect): boolean =>
  recordKinds.some((kind) => effect[kind] !== undefined && effect[kind] !== false);

/** The answer with its records bent: those of a list, or the one that it tells of. */
export function withBentRecords(form: PageForm | null, reply: Reply, given: readonly RecordBend[]): Reply {
  const bends = given.flatMap(bendsOf);
  if (bends.length === 0 || form === null || reply.status !== 200 || !isJson(reply)) return reply;
  const bend = (record: unknown): unknown =>
    isRecord(record) ? bends.reduce((bent, one) => bentBy(bent, one, form.names), record) : record;
  const { pieces, withItems } = reply;
  if (pieces !== undefined) {
    const bent = withItems?.((item) => withWideNumbers(JSON.stringify(bend(JSON.parse(item)))));
    return bent?.pieces === undefined ? reply : { ...reply, pieces: bent.pieces };
  }
  const body: unknown = JSON.parse(Buffer.from(reply.body).toString());
  const page = form.read(body);
  const record = page === null ? form.readRecord(body) : null;
  if (page === null && record === null) return reply;
  const bent = page === null ? form.rewriteRecord(body, bend(record)) : form.rewrite(body, page.items.map(bend));
  return { ...reply, body: Buffer.from(withWideNumbers(JSON.stringify(bent))) };
}

/** The items in an order of their own, which each of them has by itself. */
export function inOtherOrder(items: readonly unknown[], names: readonly string[], key: Key): readonly unknown[] {
  const lots = new Map(
    items.map((item) => [item, wordOf(key, isRecord(item) ? nameOf(item, names) : String(item), 0)]),
  );
  return [...items].sort((one, other) => (lots.get(one) ?? 0) - (lots.get(other) ?? 0));
}

function bendsOf({ effect, records }: RecordBend): readonly Bend[] {
  return recordKinds.flatMap((kind) => {
    const said = effect[kind];
    if (said === undefined || said === false) return [];
    const { share = 1, members = null } = said === true ? {} : said;
    return [{ kind, key: records(), share, members: members === null ? null : new Set(members) }];
  });
}

function bentBy(record: Members, bend: Bend, names: readonly string[]): Members {
  const salt = recordKinds.indexOf(bend.kind) * 2;
  const name = nameOf(record, names);
  if (wordOf(bend.key, name, salt) >= bend.share * 0x1_0000_0000) return record;
  return ways[bend.kind](record, { ...bend, names, word: wordOf(bend.key, name, salt + 1) });
}

const ways: Readonly<Record<Kind, (record: Members, drawn: Drawn) => Members>> = {
  missingMembers: (record, { members, names, word }) => {
    if (members !== null) return withoutMembers(record, members);
    const choice = Object.keys(record).filter((name) => !names.includes(name));
    const drawn = choice[word % choice.length];
    return drawn === undefined ? record : withoutMembers(record, new Set([drawn]));
  },
  nullLists: (record, { members }) =>
    changed(record, (value, path) => (Array.isArray(value) && isNamed(members, path) ? null : undefined)),
  wideNumbers: (record, { members, names }) =>
    changed(record, (value, path) =>
      typeof value === 'number' && isWidened(value, path, members, names) ? wide(value) : undefined,
    ),
  textNumbers: (record, { members }) =>
    changed(record, (value, path) => (typeof value === 'number' && isNamed(members, path) ? String(value) : undefined)),
  unknownMembers: (record, { members }) => ({
    ...record,
    ...(members === null ? unknown : Object.fromEntries([...members].map((name) => [name, 'unknown']))),
  }),
};

const unknown = { laterState: 'unknown', laterDetail: { since: 1 }, laterList: ['a', 'b'] } as const;

const isNamed = (members: ReadonlySet<string> | null, path: string): boolean => members?.has(path) ?? true;

/** Larger ones are instants. */
const largestCount = 100_000_000_000;

const isWidened = (
  value: number,
  path: string,
  members: ReadonlySet<string> | null,
  names: readonly string[],
): boolean =>
  Number.isInteger(value) &&
  (members === null ? Math.abs(value) < largestCount && !names.includes(path) : members.has(path));

const mark = '\u0000wide';
/** Odd, so that no double is the same. */
const wide = (value: number): string =>
  `${mark}${BigInt(value) * 2n + (value < 0 ? -1n : 1n) * 9_007_199_254_740_993n}`;

/** Numbers that JavaScript cannot hold are written as text until the text is there. */
const withWideNumbers = (json: string): string => json.replaceAll(/"\\u0000wide(-?\d+)"/g, '$1');

/** A record with other values; `change` gives none for what stays, and is not asked of what stands in a value that it changed. */
function changed(record: Members, change: (value: unknown, path: string) => unknown, path = ''): Members {
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  const inside = (value: unknown, here: string): unknown => {
    const other = change(value, here);
    if (other !== undefined) return other;
    if (Array.isArray(value)) return value.map((one) => inside(one, here));
    return isRecord(value) ? changed(value, change, here) : value;
  };
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, inside(value, at(name))]));
}

/** A record without the members of these paths. */
function withoutMembers(record: Members, paths: ReadonlySet<string>, path = ''): Members {
  const kept = Object.entries(record).flatMap(([name, value]) => {
    const here = path === '' ? name : `${path}.${name}`;
    return paths.has(here) ? [] : [[name, without(value, paths, here)] as const];
  });
  return Object.fromEntries(kept);
}

function without(value: unknown, paths: ReadonlySet<string>, path: string): unknown {
  if (Array.isArray(value)) return value.map((one) => without(one, paths, path));
  return isRecord(value) ? withoutMembers(value, paths, path) : value;
}

const isRecord = (value: unknown): value is Members =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** What tells a record from all others; all that it says where it has no name. */
function nameOf(record: Members, names: readonly string[]): string {
  const name = names.map((one) => record[one]).find((value) => typeof value === 'string' || typeof value === 'number');
  return name === undefined ? JSON.stringify(record) : String(name);
}

const draws = new Uint32Array(2);

/** A word drawn for a name: FNV-1a makes a counter of it. */
function wordOf(key: Key, name: string, salt: number): number {
  let low = 0x811c9dc5;
  let high = 0x01000193 ^ salt;
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b);
  }
  threefry(key, low >>> 0, high >>> 0, draws);
  return draws[0] ?? 0;
}

/** What draws the records of a rule. */
export const recordKey = (seed: string, rule: string): Key => keyOf(seed, `faults/${rule}/records`);
