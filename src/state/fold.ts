/** The fold: commands and time over a World, one after another, the same however it is cut into steps. */
import { UserError } from '../kernel/fault.ts';
import type { Json } from '../kernel/schema.ts';
import type { World } from '../model/world.ts';
import type { Command } from './command.ts';
import { makeOverlay, type Overlay } from './overlay.ts';

/** Applies one kind of command: synchronous, without clock or chance, so that every replica gets the same state. Returns what the writer is told. */
export type Applier = (overlay: Overlay, command: Command, seq: number) => Json;

export interface Fold {
  readonly overlay: Overlay;
  readonly version: () => number;
  /** Epoch milliseconds up to which it has been lived. */
  readonly lived: () => number;
  readonly advance: (to: number) => void;
  /** Lives up to the command's time, then applies it. Throws UserError for a kind that is not known. */
  readonly apply: (command: Command) => Json;
  readonly nextInstant: (now: number) => number;
  /** Begins anew at an instant. */
  readonly begin: (since: number) => void;
}

export function makeFold(base: World, appliers: Readonly<Record<string, Applier>>): Fold {
  const overlay = makeOverlay(base);
  let version = 0;
  let applied = 0;
  let lived = base.since;
  let lastAt = base.end;

  const advance = (to: number): void => {
    if (to > lived) lived = to;
  };
  return {
    overlay,
    version: () => version,
    lived: () => lived,
    advance,
    apply: (command) => {
      const applier = appliers[command.kind];
      if (applier === undefined) throw new UserError(`unknown command "${command.kind}"`);
      advance(command.lived);
      const result = applier(overlay, command, applied++);
      version += 1;
      lastAt = Math.max(lastAt, command.at);
      return result;
    },
    nextInstant: (now) => (lastAt = Math.max(now, lastAt + 1)),
    begin: (since) => {
      overlay.reset();
      [applied, lived, lastAt] = [0, since, base.end];
      version += 1;
    },
  };
}
