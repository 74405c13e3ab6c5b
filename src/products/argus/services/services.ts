/** What handlers of Argus work with: one shape for all of them, so that the way of a request stays monomorphic. */
import type { Handler, Outcome } from '../../../http/endpoint.ts';
import type { Problem } from '../../../http/product.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Simulation } from '../../shared/simulation.ts';
import type { Principal } from '../access/access.ts';
import type { SessionSecrets } from '../auth/session.ts';
import type { V1Writer, V2Writer } from './writers.ts';

export interface ArgusServices {
  readonly simulation: Simulation;
  /** Judges what clients say of their own time. */
  readonly clientClock: Clock;
  readonly secrets: SessionSecrets;
  /** Write events as each version of the API shows them. */
  readonly v1: V1Writer;
  readonly v2: V2Writer;
  /** Refuses a request that its schema let pass. */
  readonly invalid: (problems: readonly Problem[]) => Error;
}

export type ArgusHandler = Handler<ArgusServices, Principal>;
/** A handler that answers at once. */
export type ArgusReader = (...args: Parameters<ArgusHandler>) => Outcome;
