/** State: the fold of the command log over the World as time goes by, with reset, export and import. */
import { fixedClock, type Turnable } from '../kernel/clock.ts';
import { UserError } from '../kernel/fault.ts';
import { makeQuota, QuotaExceeded, type Quota } from '../kernel/quota.ts';
import type { Json } from '../kernel/schema.ts';
import { finished, pieceOfWork, type Sliced } from '../kernel/slices.ts';
import type { World } from '../model/world.ts';
import type { Command } from './command.ts';
import { makeFold, type Applier, type Fold, type Translator } from './fold.ts';
import { memoryLog, type CommandLog } from './log.ts';
import type { Held } from './hold.ts';
import type { OverlayTable } from './overlay.ts';
import type { Mutable } from './rows.ts';
import { makeSideState, type SideState } from './side-state.ts';
import { checkSnapshot, type Snapshot } from './snapshot.ts';
import { forwardOnly } from './clock-guard.ts';

export type { Applier } from './fold.ts';
export type { Snapshot } from './snapshot.ts';

export interface State {
  readonly world: World;
  /** Grows with every applied command, with everything that happens by itself, and with every reset. */
  readonly version: () => number;
  /** The clock that it lives by; it refuses to be set to before `now`. */
  readonly clock: Turnable;
  /** Epoch milliseconds up to which it has been lived. */
  readonly now: () => number;
  /** Lives up to an instant: all that is due by then happens, in order of time. An instant that was lived is ignored. */
  readonly advance: (to: number) => void;
  /** The same in pieces; in between it has been lived up to what happened last, and may be read and written. */
  readonly advancing: (to: number) => Sliced<void>;
  /** All that readers see, as it stands, for one who goes on reading while others write. */
  readonly hold: () => Held;
  /** Epoch milliseconds for the next command: now, or just after the last command. */
  readonly nextInstant: (now: number) => number;
  /** Time of the last command that was applied, which a clock that stands still may not show yet; before all time while there is none. */
  readonly lastWrite: () => number;
  /** What it keeps at the most; products count there what they keep in it. */
  readonly quota: Quota;
  /** Appends a command, applies the log up to it, and resolves with what it returned. Rejects with QuotaExceeded where there is no room for it. */
  readonly write: (kind: string, at: number, account: number, data: Json) => Promise<Json>;
  readonly table: <Value>(name: string) => OverlayTable<Value>;
  /** Has something remembered in snapshots that no command tells of. */
  readonly keep: SideState['keep'];
  /** Back to the beginning: nothing written, the clock at the instant and speed that it began with. */
  readonly reset: () => void;
  readonly snapshot: () => Snapshot;
  /**
   * Replaces the whole state, and sets the clock to what it showed; whether and how fast it runs stays as it is.
   * Throws UserError for a snapshot of another World, of unknown commands, or of more than may be kept; the state is then untouched.
   */
  readonly restore: (snapshot: Snapshot) => void;
  /** The same in pieces; in between nobody may read or write. */
  readonly restoring: (snapshot: Snapshot) => Sliced<void>;
  /** sha256 of events, history and tables as they stand: equal for equal states, however they were reached. */
  readonly hash: () => string;
}

export interface StateOptions {
  /** Shows the instant at which the state begins; one that stands at the World's end when left out. */
  readonly clock?: Turnable;
  readonly open?: (begin: readonly Command[]) => CommandLog;
  /** How the actions of stories become commands; they are left out when it is. */
  readonly translate?: Translator;
  /** What it keeps at the most; as usual when left out. */
  readonly quota?: Quota;
  /** Where its epochs begin; 0 when left out. */
  readonly epoch?: number;
}

export function makeState(
  base: World,
  appliers: Readonly<Record<string, Applier>>,
  {
    clock: hand = fixedClock(base.end),
    open = memoryLog,
    translate = () => [],
    quota = makeQuota(),
    epoch = 0,
  }: StateOptions = {},
): State {
  const beginning = { instant: hand.now(), speed: hand.speed() };
  // Before its end a World is shown as it stood; after it, it is lived up to the instant.
  const since = Math.min(beginning.instant, base.end);
  const fold = makeFold(base, appliers, translate, since);
  const { overlay } = fold;
  const sideState = makeSideState();
  let writer = makeWriter(fold, open([]), [], quota);
  countIn(quota, () => writer, overlay);

  function* begin({ since: from, commands, now }: Beginning): Sliced<void> {
    fold.begin(from);
    writer = makeWriter(fold, open(commands), commands, quota);
    quota.admit('commands', 0);
    yield* replaying(fold, commands, () => quota.admit('state-bytes', 0));
    yield* fold.advancing(now);
  }
  const snapshot = (): Snapshot => ({
    format: 2,
    worldFormat: base.worldFormat,
    scenario: base.scenario,
    seed: base.seed,
    end: base.end,
    since: overlay.world.since,
    now: fold.lived(),
    clock: Math.max(fold.lived(), hand.now()),
    commands: writer.snapshot(),
    memories: sideState.save(),
  });
  function* restoring(given: Snapshot): Sliced<void> {
    checkSnapshot(base, (kind) => appliers[kind] !== undefined, given);
    const before = snapshot();
    try {
      yield* begin(given);
      sideState.load(given.memories ?? {});
    } catch (error) {
      yield* begin(before);
      sideState.load(before.memories ?? {});
      throw error instanceof UserError ? error : new UserError(reasonOf(error));
    }
    hand.set(given.clock);
    shown.epoch = ++epoch;
  }
  fold.advance(beginning.instant);
  const shown: Mutable<World> = Object.assign(overlay.world, { epoch });
  return {
    world: overlay.world,
    version: fold.version,
    clock: forwardOnly(hand, fold.lived),
    now: fold.lived,
    advance: fold.advance,
    advancing: fold.advancing,
    hold: fold.hold,
    nextInstant: fold.nextInstant,
    lastWrite: fold.lastWrite,
    quota,
    write: (...given) => writer.write(...given),
    table: overlay.table,
    keep: sideState.keep,
    reset: () => {
      finished(begin({ since, commands: [], now: beginning.instant }));
      sideState.load({});
      shown.epoch = ++epoch;
      turnTo(hand, beginning);
    },
    snapshot,
    restore: (given) => finished(restoring(given)),
    restoring,
    hash: remembered(fold.version, overlay.hash),
  };
}

function countIn(quota: Quota, writer: () => Writer, { bytes, world }: Fold['overlay']): void {
  quota.count('commands', () => writer().count());
  quota.count('state-bytes', () => writer().bytes() + bytes());
  quota.count('submitted-events', () => world.submitted.all.length);
}

const reasonOf = (error: unknown): string =>
  error instanceof QuotaExceeded
    ? `the snapshot holds too much: ${error.message}`
    : 'the snapshot holds something that cannot be applied';

/** Where a state begins: what has been written, and up to when it has been lived. */
type Beginning = Pick<Snapshot, 'since' | 'commands' | 'now'>;

/** What applying a command costs, at least. */
const unitsOfCommand = 2000;

/** Applies commands, in pieces; `applied` is called after each. */
function* replaying(fold: Fold, commands: readonly Command[], applied: () => void): Sliced<void> {
  let done = 0;
  for (const command of commands) {
    fold.apply(command);
    applied();
    done += unitsOfCommand;
    if (done < pieceOfWork) continue;
    yield done;
    done = 0;
  }
}

interface Writer {
  readonly write: State['write'];
  readonly snapshot: () => readonly Command[];
  /** Commands in the log, and their bytes, roughly. */
  readonly count: () => number;
  readonly bytes: () => number;
}

function turnTo(hand: Turnable, { instant, speed }: { readonly instant: number; readonly speed: number }): void {
  hand.set(instant);
  if (speed > 0) hand.resume(speed);
  else hand.freeze();
}

/** Throws QuotaExceeded where there is no room for a write. */
function admit(quota: Quota, data: Json): void {
  quota.admit('commands', 1);
  quota.admit('state-bytes', bytesOfJson(data));
  quota.admit('server-state-bytes', 0);
}

const bytesOfJson = (data: Json): number => 128 + JSON.stringify(data).length;

/** Writes through a log, which begins with these commands; they are applied already. */
function makeWriter(fold: Fold, log: CommandLog, begun: readonly Command[], quota: Quota): Writer {
  let position = begun.length;
  let bytes = begun.reduce((sum, { data }) => sum + bytesOfJson(data), 0);
  let reserved = position;
  /** What commands returned whose writers have not been told yet. */
  const results = new Map<string, Json>();
  const awaited = new Set<string>();
  return {
    snapshot: log.snapshot,
    count: () => position,
    bytes: () => bytes,
    write: async (kind, at, account, data) => {
      admit(quota, data);
      const id = `${kind}-${reserved++}`;
      awaited.add(id);
      try {
        await log.append([{ id, kind, at, lived: fold.lived(), account, data }]);
        for (const { seq, command } of await log.readFrom(position)) {
          if (seq < position) continue;
          position = seq + 1;
          bytes += bytesOfJson(command.data);
          const result = fold.apply(command);
          if (awaited.has(command.id)) results.set(command.id, result);
        }
        return results.get(id) ?? null;
      } finally {
        awaited.delete(id);
        results.delete(id);
      }
    },
  };
}

/** Makes it once a version. */
function remembered<Value>(version: () => number, make: () => Value): () => Value {
  let kept: { readonly version: number; readonly value: Value } | null = null;
  return () => {
    if (kept === null || kept.version !== version()) kept = { version: version(), value: make() };
    return kept.value;
  };
}
