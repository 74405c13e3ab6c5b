/** What of a target stays while its clock runs: requests with bounds that are fixed, and answers without what is told anew each time. */
import { filesFrom, schemaDocument, type Json, type Schema } from '../../kernel/schema-walk.ts';
import type { Context } from '../terms/check.ts';
import type { Ask } from '../terms/exchange.ts';
import type { Model } from '../terms/model.ts';
import type { Operation } from '../terms/operation.ts';
import { bounded, stretchOf } from './fixture.ts';
import { membersOf, type Criteria } from './list.ts';

/** The request with bounds of its time that do not move, where it takes any and the target's clock runs. */
export async function steadied(context: Context, ask: Ask): Promise<Ask> {
  const bound = boundsOf(context.operation);
  if (bound === null || !(await context.clockRuns())) return ask;
  const { where, model, members } = bound;
  const span = await stretchOf(context, model, context.operation, {});
  if (span === null) return ask;
  const bounds = Object.entries(bounded(model, span)).filter(([name]) => members.includes(name));
  return { ...ask, [where]: { ...(ask[where] as Criteria | undefined), ...Object.fromEntries(bounds) } };
}

interface Bound {
  readonly where: 'body' | 'query';
  readonly model: Model;
  readonly members: readonly string[];
}

/** Where a request has bounds, and of what; null where it has none. */
function boundsOf(operation: Operation): Bound | null {
  const { adapter } = operation;
  const own = operation.model === null ? [] : [adapter.models?.[operation.model] ?? []].flat();
  for (const where of ['body', 'query'] as const) {
    const members = Object.keys(membersOf(operation[where]));
    for (const model of [...own, ...Object.values(adapter.models ?? {})])
      if (members.includes(model.bounds.from) && members.includes(model.bounds.to)) return { where, model, members };
  }
  return null;
}

const names = new Map<string, ReadonlySet<string>>();

/** Names of the members that a schema, or one that it names, marks as told anew with each answer. */
function volatileIn(file: string): ReadonlySet<string> {
  const found = names.get(file) ?? new Set(filesFrom([file]).flatMap((one) => marked(schemaDocument(one))));
  names.set(file, found);
  return found;
}

function marked(value: Json): readonly string[] {
  if (value === null || typeof value !== 'object') return [];
  if (Array.isArray(value)) return value.flatMap(marked);
  const properties = Object.entries(((value as Schema)['properties'] ?? {}) as Readonly<Record<string, Schema>>);
  return [
    ...properties.flatMap(([name, schema]) => (schema['x-volatile'] === true ? [name] : [])),
    ...Object.values(value).flatMap(marked),
  ];
}

/** What an answer says without the members that are told anew each time. */
export function lasting(operation: Operation, value: Json | undefined): Json | undefined {
  const file = operation.data;
  const left = file === null || value === undefined ? new Set<string>() : volatileIn(file);
  return left.size === 0 ? value : without(value as Json, left);
}

function without(value: Json, left: ReadonlySet<string>): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item: Json) => without(item, left));
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (left.has(name) ? [] : [[name, without(inner as Json, left)]])),
  );
}
