/** What handlers of Argus work with: one shape for all of them, so that the way of a request stays monomorphic. */
import type { Handler, Outcome } from '../../../http/endpoint.ts';
import type { Sliced } from '../../../kernel/slices.ts';
import type { Principal } from '../access/access.ts';
import type { IdentityServices } from '../identity/services.ts';
import type { V1Found, V2Found } from '../events/found.ts';
import type { FoundCache } from './found-cache.ts';
import type { V1Writer, V2Writer } from './writers.ts';

export interface ArgusServices extends IdentityServices {
  /** Write events as each version of the API shows them. */
  readonly v1: V1Writer;
  readonly v2: V2Writer;
  /** The same for long lists, whose events would drive out of memory what is asked for again. */
  readonly unkept: Pick<ArgusServices, 'v1' | 'v2'>;
  /** What searches found. */
  readonly found: { readonly v1: FoundCache<V1Found>; readonly v2: FoundCache<V2Found> };
}

export type ArgusHandler = Handler<ArgusServices, Principal>;
/** A handler that answers at once. */
export type ArgusReader = (...args: Parameters<ArgusHandler>) => Outcome;

/** A handler whose answer may take long. */
export type SlicedReader = (...args: Parameters<ArgusHandler>) => Sliced<Outcome>;
