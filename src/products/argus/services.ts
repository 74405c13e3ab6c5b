/** What handlers of Argus work with: one shape for all of them, so that the way of a request stays monomorphic. */
import { wallClock, type Clock } from '../../kernel/clock.ts';
import type { Handler, Outcome } from '../../http/endpoint.ts';
import type { Problem } from '../../http/product.ts';
import type { Simulation } from '../shared/simulation.ts';
import type { Principal } from './access.ts';
import { sessionSecrets, type SessionSecrets } from './auth/session.ts';
import { makeFailures } from './dialect.ts';
import { keptV1, keptV2, makeKeep } from './text-cache.ts';
import { makeWriter, type Writer } from './v1/view.ts';
import { makeWriter as makeWriterV2, type Writer as WriterV2 } from './v2/view.ts';

export interface ArgusServices {
  readonly simulation: Simulation;
  /** Judges what clients say of their own time. */
  readonly clientClock: Clock;
  readonly secrets: SessionSecrets;
  /** Write events as each version of the API shows them. */
  readonly v1: Writer;
  readonly v2: WriterV2;
  /** Refuses a request that its schema let pass. */
  readonly invalid: (problems: readonly Problem[]) => Error;
}

export type ArgusHandler = Handler<ArgusServices, Principal>;
/** A handler that answers at once. */
export type ArgusReader = (...args: Parameters<ArgusHandler>) => Outcome;

/** `clientClock` is the machine's unless a test says otherwise. */
export function makeArgusServices(simulation: Simulation, clientClock: Clock = wallClock): ArgusServices {
  const { world, state, clock } = simulation;
  return {
    simulation,
    clientClock,
    secrets: sessionSecrets(world),
    v1: keptV1(makeWriter(world), world, makeKeep(state)),
    v2: keptV2(makeWriterV2(world), makeKeep(state)),
    invalid: makeFailures(clock).invalid,
  };
}
