/** A complete request that should succeed, for any operation, as its row says, made of what the target is known to hold. */
import { inTurn } from '../../kernel/in-turn.ts';
import type { Example, FromServer } from '../../http/facts.ts';
import type { Json } from '../../kernel/schema.ts';
import type { Answer, Ask } from '../terms/exchange.ts';
import { at } from '../lists/item.ts';
import type { Operation } from '../terms/operation.ts';
import type { AskFor, OwnSample, Params } from '../terms/sample.ts';

/** Where values of a target are taken from. */
export interface Sources {
  readonly own: OwnSample;
  readonly askFor: AskFor;
}

/** A request of the operation that should succeed; null where the target holds nothing to ask about. */
export async function exampleOf(operation: Operation, sources: Sources): Promise<Ask | null> {
  const params = await paramsOf(operation, sources);
  if (params === null) return null;
  const { query, body } = operation.examples;
  const made = operation.body === null ? undefined : await resolved(body ?? {}, sources);
  if (made === null) return null;
  return { params, ...(query !== undefined && { query }), ...(made !== undefined && { body: made }) };
}

/** Values for the parameters of the path, of the thing at a place of the sample; null where there is none. */
export async function paramsOf(
  { path, parameterSources }: Operation,
  sources: Sources,
  place: number | null = null,
): Promise<Params | null> {
  const params: Record<string, string | number> = {};
  const names = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name = '']) => name);
  if (place !== null && !names.some((name) => isFromServer(parameterSources[name]))) return null;
  for (const name of names) {
    const value = await resolved(parameterSources[name] ?? null, sources, place ?? 0);
    if (typeof value !== 'string' && typeof value !== 'number') return null;
    params[name] = value;
  }
  return params;
}

const isFromServer = (value: Example | undefined): value is FromServer =>
  value !== null && typeof value === 'object' && '$from' in value;

/** The value with what stands for the server's put in; null as a whole where the server has it not. */
async function resolved(value: Example, sources: Sources, place = 0): Promise<Json> {
  if (value === null || typeof value !== 'object') return value;
  if (isFromServer(value)) return fromServer(value, sources, place);
  const parts = await inTurn(Object.values(value), (part: Example) => resolved(part, sources, place));
  if (parts.includes(null)) return null;
  return Array.isArray(value)
    ? parts
    : Object.fromEntries(Object.keys(value).map((name, index) => [name, parts[index] ?? null]));
}

const itemsOf = (answer: Answer): readonly Json[] => answer.operation.adapter.pageIn(answer).items;

async function fromServer({ $from, member }: FromServer, { own, askFor }: Sources, place: number): Promise<Json> {
  const sample = own[$from];
  const things = sample === undefined ? itemsOf(await askFor($from, { query: { limit: 1 } })) : await sample();
  return (member === undefined ? things[place] : at(things[place], member)) ?? null;
}
