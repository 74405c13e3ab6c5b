/** How a server takes requests: alone, or as one of several that share their worlds. */
import type { IncomingMessage } from 'node:http';
import type { Dispatch } from '../../http/router.ts';
import type { UnmatchedRequest } from '../journal/journal.ts';
import type { ServerCore } from './server-core.ts';
import type { Settings } from './world-runtime.ts';
import type { Surroundings, WorldSlot } from './world-slot.ts';

/** The worlds beside a server's own, as its control plane works with them. */
export interface WorldsDoor {
  readonly size: () => number;
  readonly list: () => Promise<readonly WorldSlot[]>;
  readonly find: (name: string) => Promise<WorldSlot | undefined>;
  /** A fresh world, in place of one of that name; null for a name that is free. Rejects with UserError for what cannot be played. */
  readonly put: (
    name: string | null,
    settings: Settings,
  ) => Promise<{ readonly slot: WorldSlot; readonly isNew: boolean }>;
  /** False where there is none of that name. */
  readonly remove: (name: string) => Promise<boolean>;
}

export interface Way {
  /** Answers a request of a product or of the control plane; what is left is Express's. */
  readonly dispatch: Dispatch;
  /** Answers at the control plane's own address. */
  readonly control: Dispatch;
  /** Requests that were taken and not yet answered. */
  readonly inFlight: () => number;
  readonly worlds: WorldsDoor;
  /** Takes a message of syslog into a sink. Throws QuotaExceeded where that is known at once. */
  readonly takeMessage: (slot: WorldSlot, sink: string, message: Buffer) => void;
  /** Notes a request that no product answers. */
  readonly noteUnmatched: (slot: WorldSlot, request: UnmatchedRequest) => void | Promise<void>;
  /** Why it cannot serve now; null where it can. */
  readonly trouble: () => Promise<string | null>;
  /** Does what is to be done without anybody asking, until the returned function is called. */
  readonly run: () => () => void;
}

/** Whose a request is that Express is asked for. */
export type Places = WeakMap<IncomingMessage, WorldSlot>;

/** What a server that shares its worlds is begun with. */
export interface Sharing {
  /** What the slot of the server's own world stands in. */
  readonly surroundings: Surroundings;
  readonly begin: (core: ServerCore, places: Places) => Promise<Way>;
}
