/** The clock of a world, turned by hand: each operation lives up to what it then shows, in pieces. All throw ControlError. */
import type { Sliced } from '../../kernel/slices.ts';
import { ControlError, refusing } from '../problems/problem.ts';
import { durationOf, instantOf } from '../worlds/clock-setting.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';
import type { Turnable } from '../../kernel/clock.ts';

function* turned(slot: WorldSlot, turn: (clock: Turnable) => void): Sliced<void> {
  const { simulation } = slot.runtime();
  refusing('bad-clock', () => turn(simulation.clock));
  yield* simulation.catchingUp();
}

/** Puts it to an instant, not before what has been lived; it goes on running if it ran. */
export function* setClock(slot: WorldSlot, to: number | string): Sliced<void> {
  const instant = instantOf(to);
  if (instant === null)
    throw new ControlError('bad-clock', `"${to}" is no instant: say 2026-11-02T00:00:00Z, or epoch milliseconds.`);
  yield* turned(slot, (clock) => clock.set(instant));
}

/** Lets time pass at once: milliseconds, `1h`, `PT1H30M`. */
export function* advanceClock(slot: WorldSlot, by: number | string): Sliced<void> {
  const milliseconds = durationOf(by);
  if (milliseconds === null)
    throw new ControlError('bad-clock', `"${by}" is no duration: say PT1H, 1h, 90m, or a number of milliseconds.`);
  yield* turned(slot, (clock) => clock.advance(milliseconds));
}

export const freezeClock = (slot: WorldSlot): Sliced<void> => turned(slot, (clock) => clock.freeze());

/** Lets it run, once as fast as real time when nothing is said. */
export const resumeClock = (slot: WorldSlot, speed = 1): Sliced<void> => turned(slot, (clock) => clock.resume(speed));
