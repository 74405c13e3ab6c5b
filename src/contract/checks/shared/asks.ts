/** Requests that show whether a caller is let in, and change nothing. */
import type { Json } from '../../../kernel/schema.ts';
import type { Context } from '../../terms/check.ts';
import type { Ask } from '../../terms/exchange.ts';
import { isSafe, type Operation } from '../../terms/operation.ts';
import { schemaMembers, rootOf } from '../../../kernel/schema-walk.ts';
import { validOf } from './valid.ts';

/** A request of the right shape: one that should succeed, or, in an empty tenant, one about things that are not there. */
export async function shapedAsk({ operation, sample }: Pick<Context, 'operation' | 'sample'>): Promise<Ask> {
  return (await sample.example(operation)) ?? madeUp(operation);
}

/** True where a caller has to be known. */
export const needsCaller = (operation: Operation): boolean => operation.isPublic !== true;

/** Names of the parameters of a path. */
export const parametersIn = (path: string): readonly string[] =>
  Array.from(path.matchAll(/\{(\w+)\}/g), ([, name = '']) => name);

/** Path, query and body as the schemas want them; what they name exists nowhere. */
export function madeUp({ params, query, body }: Operation): Ask {
  const one = (file: string | null): Readonly<Record<string, Json>> | undefined =>
    file === null ? undefined : (validOf(rootOf(file)) as Readonly<Record<string, Json>>);
  const [path, search, content] = [one(params), one(query), one(body)];
  return {
    ...(path !== undefined && { params: path as NonNullable<Ask['params']> }),
    ...(search !== undefined && { query: search as NonNullable<Ask['query']> }),
    ...(content !== undefined && { body: content }),
  };
}

/**
 * A request that a known caller may make without a trace: a read as it is; a write with a member that does not exist, which is
 * refused for its shape, and so only after its caller was known. Null where a write has no body to spoil.
 */
export async function readOnlyRequest(context: Pick<Context, 'operation' | 'sample'>): Promise<Ask | null> {
  const ask = await shapedAsk(context);
  if (isSafe(context.operation)) return ask;
  return canBeTampered(context.operation) ? { ...ask, body: { noSuchMember: 1 } } : null;
}

/** The same; ends the unit where there is none. */
export async function readOnlyOrSkip(context: Context): Promise<Ask> {
  return (await readOnlyRequest(context)) ?? context.skip('it has no request that leaves no trace');
}

export const canBeTampered = ({ body, consumes }: Operation): boolean =>
  body !== null && consumes !== 'anything' && schemaMembers(rootOf(body)).length > 0;

/** The path's parameters as the schemas want them, of what exists nowhere. */
export function nowhere(operation: Operation): Ask {
  const { params } = madeUp(operation);
  return params === undefined ? {} : { params };
}

/** The request that should succeed; ends the unit where the target holds nothing to make one of. */
export async function exampleOrSkip({ operation, sample, skip }: Context): Promise<Ask> {
  return (await sample.example(operation)) ?? skip('the target holds nothing to ask about');
}

/** Another id of the same form; undefined for what does not end in a hexadecimal digit. */
export function otherUuid(value: string): string | undefined {
  const last = value.at(-1) ?? '';
  return /^[0-9a-f]$/i.test(last) ? `${value.slice(0, -1)}${last === '0' ? '1' : '0'}` : undefined;
}
