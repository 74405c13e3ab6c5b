/** The clock of a state: it can be turned, but not back behind what has been lived, nor to where no calendar reaches. */
import { isoUtc, type Turnable } from '../kernel/clock.ts';
import { UserError } from '../kernel/fault.ts';

/** Simulated milliseconds a real one. */
export const mostSpeed = 1000;
/** The last instant that clocks may show: the end of the year 9999. */
const lastInstant = 253_402_300_799_999;

/** Throws UserError for an instant before the lived one, and for a speed that is none. */
export function forwardOnly(clock: Turnable, lived: () => number): Turnable {
  const set = (instant: number): void => {
    if (!Number.isInteger(instant) || instant > lastInstant || instant < 0)
      throw new UserError('a clock can be set to any instant from 1970 to the end of 9999, in whole milliseconds');
    if (instant < lived())
      throw new UserError(
        `time does not run backwards: ${isoUtc(lived())} has been lived; reset, or restore a snapshot, to go back before it`,
      );
    clock.set(instant);
  };
  return {
    now: clock.now,
    speed: clock.speed,
    set,
    advance: (milliseconds) => {
      if (!(milliseconds >= 0)) throw new UserError('a clock can be advanced by 0 milliseconds or more');
      set(clock.now() + milliseconds);
    },
    freeze: clock.freeze,
    resume: (speed) => {
      if (!(speed > 0 && speed <= mostSpeed))
        throw new UserError(`a clock runs at a speed above 0 and up to ${mostSpeed}`);
      clock.resume(speed);
    },
  };
}
