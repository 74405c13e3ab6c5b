/** State: the fold of the command log over the World, with reset, export and import. */
import { UserError } from '../kernel/fault.ts';
import type { Json } from '../kernel/schema.ts';
import type { World } from '../model/world.ts';
import type { Command } from './command.ts';
import { memoryLog, type CommandLog, type Entry } from './log.ts';
import { makeOverlay, type Overlay, type Table } from './overlay.ts';

/** Applies one kind of command: synchronous, without clock or chance, so that every replica gets the same state. Returns what the writer is told. */
export type Applier = (overlay: Overlay, command: Command, seq: number) => Json;

/** The whole state as plain data. */
export interface Snapshot {
  readonly format: 1;
  readonly scenario: string;
  readonly seed: string;
  readonly end: number;
  readonly commands: readonly Command[];
}

export interface State {
  readonly world: World;
  /** Grows with every applied command and every reset. */
  readonly version: () => number;
  /** Epoch milliseconds for the next command: now, or just after the last command. */
  readonly nextInstant: (now: number) => number;
  /** Appends a command, applies the log up to it, and resolves with what it returned. */
  readonly write: (kind: string, at: number, account: number, data: Json) => Promise<Json>;
  readonly table: <Value>(name: string) => Table<Value>;
  readonly reset: () => void;
  readonly snapshot: () => Snapshot;
  /** Replaces the whole state. Throws UserError for a snapshot of another World or of unknown commands; the state is then untouched. */
  readonly restore: (snapshot: Snapshot) => void;
}

export function makeState(
  base: World,
  appliers: Readonly<Record<string, Applier>>,
  open: (begin: readonly Command[]) => CommandLog = memoryLog,
): State {
  const overlay = makeOverlay(base);
  let log = open([]);
  let applied = 0;
  let version = 0;
  let lastAt = base.end;
  let reserved = 0;
  /** What commands returned whose writers have not been told yet. */
  const results = new Map<string, Json>();
  const awaited = new Set<string>();

  const apply = ({ seq, command }: Entry): void => {
    if (seq < applied) return;
    const applier = appliers[command.kind];
    if (applier === undefined) throw new UserError(`unknown command "${command.kind}"`);
    const result = applier(overlay, command, seq);
    if (awaited.has(command.id)) results.set(command.id, result);
    applied = seq + 1;
    version += 1;
    lastAt = Math.max(lastAt, command.at);
  };
  const begin = (commands: readonly Command[]): void => {
    overlay.reset();
    log = open(commands);
    results.clear();
    [applied, lastAt, reserved] = [0, base.end, commands.length];
    version += 1;
    commands.forEach((command, seq) => apply({ seq, command }));
  };
  return {
    world: overlay.world,
    version: () => version,
    nextInstant: (now) => (lastAt = Math.max(now, lastAt + 1)),
    write: async (kind, at, account, data) => {
      const id = `${kind}-${reserved++}`;
      awaited.add(id);
      try {
        await log.append([{ id, kind, at, account, data }]);
        for (const entry of await log.readFrom(applied)) apply(entry);
        return results.get(id) ?? null;
      } finally {
        awaited.delete(id);
        results.delete(id);
      }
    },
    table: overlay.table,
    reset: () => begin([]),
    snapshot: () => ({ format: 1, scenario: base.scenario, seed: base.seed, end: base.end, commands: log.snapshot() }),
    restore: (snapshot) => {
      check(base, appliers, snapshot);
      const before = log.snapshot();
      try {
        begin(snapshot.commands);
      } catch (error) {
        begin(before);
        throw error instanceof UserError ? error : new UserError('the snapshot holds a command that cannot be applied');
      }
    },
  };
}

function check(base: World, appliers: Readonly<Record<string, Applier>>, snapshot: Snapshot): void {
  const { format, scenario, seed, end, commands } = snapshot;
  if (format !== 1 || !Array.isArray(commands)) throw new UserError('not a snapshot of siem-sim');
  if (scenario !== base.scenario || seed !== base.seed || end !== base.end) {
    throw new UserError(
      `the snapshot is of scenario ${scenario}, seed ${seed}; this is scenario ${base.scenario}, seed ${base.seed}`,
    );
  }
  const unknown = commands.find((command: Command) => appliers[command.kind] === undefined);
  if (unknown !== undefined) throw new UserError(`the snapshot has an unknown command "${unknown.kind}"`);
}
