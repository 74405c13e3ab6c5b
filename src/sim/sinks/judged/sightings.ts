/** Where ids of a product's things stand in what was handed on. */
import { jsonIn } from '../kept/records.ts';

/** Something of the world that an id names: whose, of which kind, and which. */
export interface NamedThing {
  /** Place among the kinds that are looked for. */
  readonly kind: number;
  readonly key: number;
}

/** An id in a record. */
export interface IdSighting {
  readonly id: string;
  /** What it names; null where that is nobody's. */
  readonly named: NamedThing | null;
  /** How deep in the record it stands. */
  readonly depth: number;
  /** The member whose value it stands in; null in a text. */
  readonly member: string | null;
  /** The object that has that member; null where there is none. */
  readonly holder: object | null;
}

/** Tells what an id is; of texts that are no ids it is not asked. */
export type Lookup = (id: string) => NamedThing | null;

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const uuidLength = 36;
/** Texts that hold JSON, within texts that do. */
const mostNested = 3;

interface Place {
  readonly value: unknown;
  readonly depth: number;
  readonly nested: number;
  readonly member: string | null;
  readonly holder: object | null;
}

/** All ids in a record, in time that grows with its length alone. `lookUpNumber` is asked of plain numbers; null where none are ids. */
export function sightingsIn(record: unknown, lookUp: Lookup, lookUpNumber: Lookup | null): readonly IdSighting[] {
  const found: IdSighting[] = [];
  const open: Place[] = [{ value: record, depth: 0, nested: 0, member: null, holder: null }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const inner = innerPlaces(place);
    if (inner !== null) {
      // What comes first is looked at first.
      for (let at = inner.length - 1; at >= 0; at--) open.push(inner[at] as Place);
      continue;
    }
    const { value, depth, member, holder } = place;
    if (typeof value === 'string' && value.length >= uuidLength)
      for (const [id] of value.matchAll(uuids)) found.push({ id, named: lookUp(id), depth, member, holder });
    if (lookUpNumber === null) continue;
    for (const id of numbersIn(value, member)) {
      const named = lookUpNumber(id);
      if (named !== null) found.push({ id, named, depth, member, holder });
    }
  }
  return found;
}

/** What a value holds, and JSON that a text holds; null for what holds nothing. */
function innerPlaces({ value, depth, nested, member, holder }: Place): readonly Place[] | null {
  if (Array.isArray(value))
    return value.map((item: unknown) => ({ value: item, depth: depth + 1, nested, member, holder }));
  if (value !== null && typeof value === 'object')
    return Object.entries(value).map(([name, inner]) => ({
      value: inner as unknown,
      depth: depth + 1,
      nested,
      member: name,
      holder: value,
    }));
  if (typeof value !== 'string' || nested >= mostNested || value.length <= uuidLength) return null;
  const json = innerJson(value);
  return json === undefined
    ? null
    : [{ value: json, depth: depth + 1, nested: nested + 1, member: null, holder: null }];
}

/** JSON that a text is, or that a line of a log ends with. */
function innerJson(text: string): unknown {
  const whole = jsonIn(text);
  if (whole !== undefined) return whole;
  const brace = text.indexOf('{');
  return brace > 0 && text.trimEnd().endsWith('}') ? jsonIn(text.slice(brace)) : undefined;
}

/** Members whose values are ids: of plain numbers nothing else tells so. */
const isIdName = (member: string | null): boolean =>
  member === null || /(?:^|_|\.|[a-z])(?:id|ids|no|nr|number|key)$/i.test(member) || /^case/i.test(member);

/** Numbers that may be ids: a whole value, a part of an address, or a word of a line. */
function numbersIn(value: unknown, member: string | null): readonly string[] {
  if (typeof value === 'number') return isIdName(member) ? [String(value)] : [];
  if (typeof value !== 'string') return [];
  if (/^\d{1,15}$/.test(value)) return isIdName(member) ? [value] : [];
  if (member !== null && !value.includes('/')) return [];
  return value.match(/(?<![\w.:-])\d{1,15}(?![\w.:-])/g) ?? [];
}
