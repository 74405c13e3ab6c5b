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

/** The same for somebody who is to be refused for who it is: let in by mistake, it changes nothing of somebody's tenant. */
export async function strangersAsk(context: Pick<Context, 'operation' | 'sample' | 'target'>): Promise<Ask> {
  const { operation, target } = context;
  const ask = await shapedAsk(context);
  const isSpoilt =
    target.isLive && target.writes !== 'all' && operation.effect === 'writes' && canBeTampered(operation);
  return isSpoilt ? { ...ask, body: spoilt } : ask;
}

/** A body that every server refuses for its shape, and that says nothing to one that does not. */
const spoilt: Json = { noSuchMember: 1 };

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
 * refused for its shape, and so only after its caller was known, or about what is nowhere. Null where a write has neither a body
 * nor a name to spoil, unless all may be written to. What is done to a session is done to that of who asks alone.
 */
export async function readOnlyRequest(context: Pick<Context, 'operation' | 'sample' | 'target'>): Promise<Ask | null> {
  const { operation, target } = context;
  const ask = await shapedAsk(context);
  if (isSafe(operation)) return ask;
  if (canBeTampered(operation)) return { ...ask, body: spoilt };
  if (operation.path.includes('{')) return { ...ask, ...nowhere(operation) };
  const isPlain = operation.effect === 'writes' && target.writes === 'all';
  return isPlain || isOfOwnSession(operation) ? ask : null;
}

/** True for what is done to the session of who asks, which another must not be asked with. */
export const isOfOwnSession = (operation: Operation): boolean =>
  operation.effect === 'session' && operation.isPrivileged !== true && parametersIn(operation.path).length === 0;

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
export async function exampleOrSkip({ operation, sample, skip, undecided }: Context): Promise<Ask> {
  const example = await sample.example(operation);
  if (example !== null) return example;
  undecided('all of it', 'the target holds nothing to ask about');
  return skip('the target holds nothing to ask about');
}

/** Another id of the same form; undefined for what does not end in a hexadecimal digit. */
export function otherUuid(value: string): string | undefined {
  const last = value.at(-1) ?? '';
  return /^[0-9a-f]$/i.test(last) ? `${value.slice(0, -1)}${last === '0' ? '1' : '0'}` : undefined;
}
