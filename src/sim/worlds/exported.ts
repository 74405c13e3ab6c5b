/** States as they leave the server and come back: a snapshot with what it takes to be sure that it fits. */
import { isoUtc } from '../../kernel/clock.ts';
import { UserError } from '../../kernel/fault.ts';
import { ControlError } from '../problems/problem.ts';
import { packageVersion } from '../../kernel/package.ts';
import type { World } from '../../model/world.ts';
import type { Snapshot } from '../../state/state.ts';

export interface Exported extends Snapshot {
  /** Version of the simulator; another minor version makes other Worlds of the same seed. */
  readonly version: string;
  /** How many aggregated events the World had when it was made. */
  readonly events: number;
}

const minor = (version: unknown): string => String(version).split('.').slice(0, 2).join('.');

/** Throws UserError for what is no state, ControlError for one that does not belong here; the state itself checks the rest. */
export function checkExport(given: unknown, base: World): void {
  const { version, events, worldFormat = 1, scenario, seed, end } = Object(given) as Partial<Exported>;
  if (typeof version !== 'string' || typeof events !== 'number') throw new UserError('this is not a state of siem-sim');
  const refuse = (of: string, here: string): never => {
    throw new ControlError('foreign-state', `the state is of ${of}; this ${here}`);
  };
  if (minor(version) !== minor(packageVersion())) refuse(`siem-sim ${version.slice(0, 50)}`, `is ${packageVersion()}`);
  if (scenario !== base.scenario || seed !== base.seed)
    refuse(`scenario ${scenario}, seed ${seed}`, `is scenario ${base.scenario}, seed ${base.seed}`);
  if (worldFormat !== base.worldFormat) refuse(`world format ${worldFormat}`, `is of world format ${base.worldFormat}`);
  const own = base.aggregated.length;
  if (events !== own) refuse(`a World of ${events} events`, `one has ${own}`);
  // A live clock lays each World so that it ends when it is made.
  if (end !== base.end) refuse('a World with another end', `one ends at ${isoUtc(base.end)}`);
}
