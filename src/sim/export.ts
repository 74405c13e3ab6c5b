/** States as they leave the server and come back: a snapshot with what it takes to be sure that it fits. */
import { UserError } from '../kernel/fault.ts';
import { packageVersion } from '../kernel/package.ts';
import type { Snapshot } from '../state/state.ts';

export interface Exported extends Snapshot {
  /** Version of the simulator; another minor version makes other Worlds of the same seed. */
  readonly version: string;
  /** How many aggregated events the World had when it was made. */
  readonly events: number;
}

/** A state of another version or of a World of another size. */
export class ForeignState extends UserError {}

const minor = (version: unknown): string => String(version).split('.').slice(0, 2).join('.');

/** Throws UserError for what is no state, ForeignState for one that does not belong here; the state itself checks the rest. */
export function checkExport(given: unknown, events: number): void {
  const { version, events: own } = Object(given) as Partial<Exported>;
  if (typeof version !== 'string' || typeof own !== 'number') throw new UserError('this is not a state of siem-sim');
  if (minor(version) !== minor(packageVersion()))
    throw new ForeignState(`the state is of siem-sim ${version.slice(0, 50)}; this is ${packageVersion()}`);
  if (own !== events) throw new ForeignState(`the state is of a World of ${own} events; this one has ${events}`);
}
