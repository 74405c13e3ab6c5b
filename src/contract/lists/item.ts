/** Members of JSON values by path: a target may answer anything, so nothing is taken for granted. */
import type { Json } from '../../kernel/schema.ts';
import { listOf, member } from '../terms/exchange.ts';

/** The value at a path such as `attackInfo.alarmID`; undefined where there is none. */
export const at = (value: Json | undefined, path: string): Json | undefined =>
  path.split('.').reduce<Json | undefined>(member, value);

/** A whole number, also one that stands as text; undefined for anything else. */
export function numberAt(value: Json | undefined, path: string): number | undefined {
  const found = at(value, path);
  if (typeof found === 'number') return found;
  return typeof found === 'string' && /^-?\d{1,16}$/.test(found) ? Number(found) : undefined;
}

export const textsAt = (value: Json | undefined, path: string): readonly string[] =>
  listOf(at(value, path)).map(String);

/** What an item is called: its id, or all of it where it has none. */
export function idOf(item: Json): string {
  const id = member(item, 'uuid') ?? member(item, 'id');
  const isV1 = typeof member(item, 'id') === 'string' && String(member(item, 'id')).includes('/');
  if (isV1) return String(member(item, 'id'));
  return typeof id === 'string' || typeof id === 'number' ? String(id) : JSON.stringify(item);
}

/** The same values in the same places, whatever the order of members. */
export function isSame(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object') return false;
  const [first, second] = [Object.entries(one), Object.entries(other)];
  return (
    Array.isArray(one) === Array.isArray(other) &&
    first.length === second.length &&
    first.every(([key, value]) => isSame(value, valueOf(other, key)))
  );
}

const valueOf = (value: object, key: string): Json | undefined => (value as Record<string, Json>)[key];

/** Path and both values of the first difference, in words; null where there is none. */
export function firstDifference(one: Json | undefined, other: Json | undefined, path = ''): string | null {
  if (isSame(one, other)) return null;
  const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
    value !== null && typeof value === 'object';
  if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other))
    return `${path === '' ? 'the whole' : path}: ${shown(one)} and ${shown(other)}`;
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const found = firstDifference(one[key], other[key], path === '' ? key : `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}

/** A value as it is told in a finding. */
export const shown = (value: unknown): string => (value === undefined ? 'nothing' : clip(JSON.stringify(value)));

const clip = (text: string): string => (text.length > 120 ? `${text.slice(0, 117)}…` : text);

/** What one list of names has and the other lacks, both ways, in words; null where they are the same set. */
export function setDifference(seen: Iterable<string>, expected: Iterable<string>): string | null {
  const [has, should] = [new Set(seen), new Set(expected)];
  const missing = [...should].filter((id) => !has.has(id));
  const extra = [...has].filter((id) => !should.has(id));
  if (missing.length + extra.length === 0) return null;
  const some = (ids: readonly string[]): string =>
    `${ids.length} (${ids.slice(0, 2).join(', ')}${ids.length > 2 ? ', …' : ''})`;
  const parts = [
    ...(missing.length > 0 ? [`${some(missing)} are missing`] : []),
    ...(extra.length > 0 ? [`${some(extra)} do not belong`] : []),
  ];
  return parts.join(' and ');
}
