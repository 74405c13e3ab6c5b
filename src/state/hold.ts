/** Holding: what somebody sees who began to read before the last writes, and goes on while others write. */
import type { Held } from '../kernel/slices.ts';
import type { World } from '../model/world.ts';
import type { Mutable } from './rows.ts';

/** How far a state has come. */
export interface Progress {
  readonly version: number;
  /** Epoch milliseconds up to which it has been lived. */
  readonly lived: number;
}

/** Shows a World as it was, but for changes whose numbers in the log are `until` or more: those were noted later. */
export function heldWorld(world: Mutable<World>, until: number): Held['enter'] {
  const { changes } = world;
  const held: World = { ...world, changes: (row, ordinal) => changes(row, ordinal).filter(({ seq }) => seq < until) };
  return () => {
    const now = { ...world };
    Object.assign(world, held);
    return () => void Object.assign(world, now);
  };
}

export interface Holder {
  /** How far readers see it: as far as it has come, but for those who hold what was before. */
  readonly seen: () => Progress;
  readonly hold: () => Held;
  /** Calls when somebody begins to hold it, so that what goes with it is left as it is. */
  readonly whenHeld: (listener: () => void) => void;
}

/** `progress` is that of the present, `holdWorld` what goes with it. */
export function makeHolder(progress: () => Progress, holdWorld: () => Held): Holder {
  let past: Progress | null = null;
  const listeners: (() => void)[] = [];
  const seen = (): Progress => past ?? progress();
  return {
    seen,
    whenHeld: (listener) => void listeners.push(listener),
    hold: () => {
      for (const listener of listeners) listener();
      const held = seen();
      const heldPart = holdWorld();
      const enter = (): (() => void) => {
        const before = past;
        const { version, lived } = seen();
        // Where nothing has happened since, it is as it was.
        if (held.version === version && held.lived === lived) return () => {};
        const leaveWorld = heldPart.enter();
        past = held;
        return () => {
          leaveWorld();
          past = before;
        };
      };
      return { enter, release: heldPart.release };
    },
  };
}
