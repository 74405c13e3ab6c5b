/** Snapshots: a whole state as plain data, and what must be true of one before it replaces another. */
import { UserError } from '../kernel/fault.ts';
import type { Json } from '../kernel/schema.ts';
import type { World } from '../model/world.ts';
import type { Command } from './command.ts';

export interface Snapshot {
  readonly format: 2;
  /** That of the World; 1 when left out. */
  readonly worldFormat?: number;
  readonly scenario: string;
  readonly seed: string;
  readonly end: number;
  /** The instant that the World showed at the beginning. */
  readonly since: number;
  /** Up to when it has been lived, and what the clock showed. */
  readonly now: number;
  readonly clock: number;
  readonly commands: readonly Command[];
  /** What products remember beside the commands, by name. */
  readonly memories?: { readonly [Name: string]: Json };
}

/** Throws UserError for what is no snapshot of this World, or holds commands of a kind that is not known. */
export function checkSnapshot(base: World, isKnown: (kind: string) => boolean, snapshot: Snapshot): void {
  checkKind(base, Object(snapshot) as Snapshot);
  const { end, since, now, clock, commands, memories = {} } = snapshot;
  const inOrder = [base.start, since, now, clock];
  if (
    since > end ||
    !inOrder.every((instant, index) => Number.isSafeInteger(instant) && instant >= (inOrder[index - 1] ?? 0))
  )
    throw new UserError('the snapshot has no sound times');
  if (typeof memories !== 'object' || memories === null) throw new UserError('the snapshot has no sound memories');
  if (!commands.every(isSound)) throw new UserError('the snapshot holds something that is no command');
  const unknown = commands.find(({ kind }: Command) => !isKnown(kind));
  if (unknown !== undefined) throw new UserError(`the snapshot has an unknown command "${unknown.kind}"`);
}

/** What the snapshot is of: this kind of data, and this World. */
function checkKind(base: World, { format, worldFormat = 1, scenario, seed, end, commands }: Snapshot): void {
  const kind: unknown = format;
  if (typeof kind === 'number' && kind !== 2)
    throw new UserError(`the snapshot is of format ${kind}, which this version does not read`);
  if (kind !== 2 || !Array.isArray(commands)) throw new UserError('not a snapshot of siem-sim');
  if (scenario !== base.scenario || seed !== base.seed || end !== base.end)
    throw new UserError(
      `the snapshot is of scenario ${scenario}, seed ${seed}; this is scenario ${base.scenario}, seed ${base.seed}`,
    );
  if (worldFormat !== base.worldFormat)
    throw new UserError(
      `the snapshot is of a World of format ${worldFormat}; this one is of format ${base.worldFormat}`,
    );
}

const isSound = (given: unknown): boolean => {
  const { id, kind, at, lived, account } = Object(given) as Command;
  return typeof id === 'string' && typeof kind === 'string' && [at, lived, account].every(Number.isSafeInteger);
};
