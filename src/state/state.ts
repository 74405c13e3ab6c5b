/** State: the fold of the command log over the World as time goes by, with reset, export and import. */
import { fixedClock, type Clock, type Turnable } from '../kernel/clock.ts';
import { UserError } from '../kernel/fault.ts';
import { makeQuota, QuotaExceeded, type Quota } from '../kernel/quota.ts';
import type { Json } from '../kernel/schema.ts';
import { finished, type Sliced } from '../kernel/slices.ts';
import type { World } from '../model/world.ts';
import type { Command } from './command.ts';
import { makeFold, type Applier, type Translator } from './fold.ts';
import { memoryLog, type CommandLog } from './log.ts';
import { openGate, type Gate } from '../kernel/gate.ts';
import type { Held } from '../kernel/slices.ts';
import type { OverlayTable } from './overlay.ts';
import { makePresent, type Present, type SavedPresent } from './present.ts';
import type { PackedLines } from './packed-lines.ts';
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
  /** Calls when somebody begins to. */
  readonly whenHeld: (listener: () => void) => void;
  /** Epoch milliseconds for the next command: now, or just after the last command. */
  readonly nextInstant: (now: number) => number;
  /** Time of the last command that was applied, which a clock that stands still may not show yet; before all time while there is none. */
  readonly lastWrite: () => number;
  /** The latest time that was given to a writer, also to one that did not write; it is this at the least from now on. */
  readonly reserved: (least?: number) => number;
  /** What it keeps at the most; products count there what they keep in it. */
  readonly quota: Quota;
  /** Appends a command, applies the log up to it, and resolves with what it returned. Rejects with QuotaExceeded where there is no room for it. */
  readonly write: (kind: string, at: number, account: number, data: Json) => Promise<Json>;
  /** Applies a command of another state of the same World, for one that follows it; it is no write of its own. */
  readonly follow: (command: Command) => void;
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
  /** All of it, to be carried on elsewhere. */
  readonly save: () => SavedState;
  /** Replaces the whole state by what was saved of one. Throws UserError as `restore` does. */
  readonly carryingOn: (saved: SavedState) => Sliced<void>;
  /** sha256 of events, history and tables as they stand: equal for equal states, however they were reached. */
  readonly hash: () => string;
  /** Does in pieces what takes long of that; what is written meanwhile is done with the rest. */
  readonly hashing: () => Sliced<void>;
}

/** What it has come to, and nothing in its commands; or, where that cannot be told, its commands alone. */
export interface SavedState {
  readonly snapshot: Snapshot;
  readonly present: SavedPresent | null;
}

export interface StateOptions {
  /** Shows the instant at which the state begins; one that stands at the World's end when left out. */
  readonly clock?: Turnable;
  readonly open?: (begin: readonly Command[] | PackedLines) => CommandLog;
  /** How the actions of stories become commands; they are left out when it is. */
  readonly translate?: Translator;
  /** What it keeps at the most; as usual when left out. */
  readonly quota?: Quota;
  /** Where its epochs begin; 0 when left out. */
  readonly epoch?: number;
  /** Keeps others out while a command is applied in pieces; nobody is there when left out. */
  readonly gate?: Gate | undefined;
}

export function makeState(
  frozen: World,
  appliers: Readonly<Record<string, Applier>>,
  {
    clock: hand = fixedClock(frozen.end),
    open = memoryLog,
    translate = () => [],
    quota = makeQuota(),
    epoch = 0,
    gate = openGate,
  }: StateOptions = {},
): State {
  const base = withRetention(frozen, hand);
  const beginning = { instant: hand.now(), speed: hand.speed() };
  // Before its end a World is shown as it stood; after it, it is lived up to the instant.
  const since = Math.min(beginning.instant, base.end);
  const shown: Mutable<World> = { ...base, epoch };
  const present = makePresent(since, {
    make: (from, saved) => makeFold(base, appliers, translate, { since: from, shown, saved }),
    open,
    quota,
    shown,
    gate,
  });
  const { fold, writer, holder, replayed, begin } = present;
  const sideState = makeSideState();
  const snapshot = (commands = writer().snapshot()): Snapshot => ({
    format: 2,
    worldFormat: base.worldFormat,
    scenario: base.scenario,
    seed: base.seed,
    end: base.end,
    since: fold().overlay.world.since,
    now: fold().lived(),
    clock: Math.max(fold().lived(), hand.now()),
    commands,
    memories: sideState.save(),
  });
  function* restoring(given: Snapshot): Sliced<void> {
    checkSnapshot(base, (kind) => appliers[kind] !== undefined, given);
    try {
      const next = yield* replayed(given);
      sideState.replace(given.memories ?? {});
      begin(next, given.commands);
    } catch (error) {
      throw error instanceof UserError ? error : new UserError(reasonOf(error));
    }
    hand.set(given.clock);
  }
  fold().advance(beginning.instant);
  const [version, lived] = [(): number => holder.seen().version, (): number => holder.seen().lived];
  return {
    world: shown,
    version,
    clock: forwardOnly(hand, lived),
    now: lived,
    advance: (to) => fold().advance(to),
    advancing: (to) => fold().advancing(to),
    hold: holder.hold,
    whenHeld: holder.whenHeld,
    nextInstant: (now) => fold().nextInstant(now),
    lastWrite: () => fold().lastWrite(),
    reserved: (least) => fold().reserved(least),
    quota,
    write: (...given) => writer().write(...given),
    follow: (command) => void fold().apply(command),
    table: (name) => fold().overlay.table(name),
    keep: sideState.keep,
    reset: () => {
      begin(finished(replayed({ since, commands: [], now: beginning.instant })), []);
      sideState.load({});
      turnTo(hand, beginning);
    },
    snapshot: () => snapshot(),
    restore: (given) => finished(restoring(given)),
    restoring,
    ...carrying({ base, hand, present, sideState, snapshot, restoring }),
    hash: remembered(version, () => fold().overlay.hash()),
    hashing: () => fold().overlay.hashing(),
  };
}

interface CarryingParts extends Pick<State, 'restoring'> {
  readonly base: World;
  readonly hand: Turnable;
  readonly present: Present;
  readonly sideState: SideState;
  readonly snapshot: (commands?: readonly Command[]) => Snapshot;
}

function carrying(parts: CarryingParts): Pick<State, 'save' | 'carryingOn'> {
  const { base, hand, present, sideState, snapshot, restoring } = parts;
  return {
    save: () => {
      const saved = present.save();
      return { snapshot: saved === null ? snapshot() : snapshot([]), present: saved };
    },
    *carryingOn({ snapshot: given, present: saved }) {
      if (saved === null) return yield* restoring(given);
      checkSnapshot(base, () => true, given);
      try {
        sideState.replace(given.memories ?? {});
        present.carryOn(given.since, saved);
      } catch (error) {
        throw new UserError(reasonOf(error));
      }
      hand.set(given.clock);
    },
  };
}

/** A World whose old events go as the clock runs. */
function withRetention(world: World, clock: Clock): World {
  const { retention } = world;
  if (retention === null) return world;
  const asOf = (instant: number): World => withRetention(world.asOf(instant), clock);
  return { ...world, oldestKept: () => clock.now() - retention, asOf };
}

const reasonOf = (error: unknown): string =>
  error instanceof QuotaExceeded
    ? `the snapshot holds too much: ${error.message}`
    : 'the snapshot holds something that cannot be applied';

function turnTo(hand: Turnable, { instant, speed }: { readonly instant: number; readonly speed: number }): void {
  hand.set(instant);
  if (speed > 0) hand.resume(speed);
  else hand.freeze();
}

/** Makes it once a version. */
function remembered<Value>(version: () => number, make: () => Value): () => Value {
  let kept: { readonly version: number; readonly value: Value } | null = null;
  return () => {
    if (kept === null || kept.version !== version()) kept = { version: version(), value: make() };
    return kept.value;
  };
}
