/** How two answers differ, whoever they were for. */
import type { Json } from '../../../kernel/schema.ts';
import { firstDifference } from '../../lists/item.ts';
import type { Answer } from '../../terms/exchange.ts';

/** How two answers to the same question differ in what they say of the matter, in words; null where they do not. */
export function difference(one: Answer, other: Answer): string | null {
  if (one.status !== other.status) return `status ${one.status} instead of ${other.status}`;
  const { aboutCaller = [] } = one.operation.adapter.facts;
  const [count, total] = [one, other].map((answer) => String(answer.operation.adapter.pageIn(answer).count));
  if (count !== total) return `a count of ${count} instead of ${total}`;
  if (one.json !== undefined || other.json !== undefined)
    return firstDifference(without(one.data, aboutCaller), without(other.data, aboutCaller));
  return Buffer.compare(one.bytes, other.bytes) === 0 ? null : `${one.bytes.length} other bytes`;
}

/** The value without some members, however deep they stand. */
export function without(value: Json | undefined, names: readonly string[]): Json | undefined {
  if (names.length === 0 || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => without(item, names) ?? null);
  return Object.fromEntries(
    Object.entries(value as Readonly<Record<string, Json>>).flatMap(([name, inner]) =>
      names.includes(name) ? [] : [[name, without(inner, names) ?? null]],
    ),
  );
}
