/** The fold: commands and time over a World, one thing after another, the same however it is cut into steps. */
import { UserError } from '../kernel/fault.ts';
import { finished, isSliced, pieceOfWork, type Held, type Sliced } from '../kernel/slices.ts';
import type { Json } from '../kernel/schema.ts';
import { makingRows } from '../model/late-columns.ts';
import type { StoryAction } from '../model/story.ts';
import type { World } from '../model/world.ts';
import type { Command } from './command.ts';
import type { Deferred, DeferredQueue } from './deferred.ts';
import { makePlayback, type Playback } from './playback.ts';
import { makeOverlay, type Overlay } from './overlay.ts';
import type { Mutable } from './rows.ts';
import type { SavedOverlay } from './saved-overlay.ts';

/** Applies one kind of command: synchronous, without clock or chance, so that every replica gets the same state. Returns what the writer is told. */
export type Applier = (overlay: Overlay, command: Command, seq: number) => Json | Sliced<Json>;

/** One that writes to rows of events: before its first, the columns are made in pieces. */
export const writingRows =
  (apply: Applier): Applier =>
  (overlay, command, seq) => {
    const readying = overlay.readying();
    return readying === null ? apply(overlay, command, seq) : afterwards(readying, () => apply(overlay, command, seq));
  };

function* afterwards(readying: Sliced<void>, apply: () => Json | Sliced<Json>): Sliced<Json> {
  yield* readying;
  const outcome = apply();
  return isSliced(outcome) ? yield* outcome : outcome;
}

/** What is done with what an applier came to, once it has. */
export const followedBy = (outcome: Json | Sliced<Json>, next: (result: Json) => Json): Json | Sliced<Json> =>
  isSliced(outcome) ? nextAfter(outcome, next) : next(outcome);

function* nextAfter(work: Sliced<Json>, next: (result: Json) => Json): Sliced<Json> {
  return next(yield* work);
}

/** What somebody of a story does, as commands; `world` is as it stands then. */
export type Translator = (world: World, action: StoryAction) => readonly Pick<Command, 'kind' | 'data'>[];

export interface Fold {
  readonly overlay: Overlay;
  readonly version: () => number;
  /** Epoch milliseconds up to which it has been lived. */
  readonly lived: () => number;
  readonly advance: (to: number) => void;
  /** The same in pieces; in between it has been lived up to what happened last. */
  readonly advancing: (to: number) => Sliced<void>;
  /** All that readers see, as it stands. */
  readonly hold: () => Held;
  /** Lives up to the command's time, then applies it. Throws UserError for a kind that is not known. */
  readonly apply: (command: Command) => Json;
  /** The same in pieces; nobody may write or live on in between, and nobody sees anything of it before it is done. */
  readonly applying: (command: Command) => Sliced<Json>;
  readonly nextInstant: (now: number) => number;
  /** Time of the last command that was applied; before all time while there is none. */
  readonly lastWrite: () => number;
  /** The latest time that was given to a writer, also to one that did not write; it is this at the least from now on. */
  readonly reserved: (least?: number) => number;
  /** Shows what it comes to, from now on or no longer. */
  readonly show: (isShown: boolean) => void;
  /** How far it has come, with all that it has come to; null where that takes doing it again. */
  readonly save: () => SavedFold | null;
}

/** A fold in which nothing has happened by itself, to be carried on. */
export interface SavedFold {
  readonly overlay: SavedOverlay;
  readonly applied: number;
  readonly lived: number;
  /** Before all time, which JSON tells as null, where there is none. */
  readonly appliedAt: number | null;
}

export interface FoldPlace {
  /** Where it begins: the World's end or before. */
  readonly since: number;
  /** What readers look at. */
  readonly shown: Mutable<World>;
  /** One that is carried on; null for one from the beginning. */
  readonly saved?: SavedFold | undefined;
}

export function makeFold(
  base: World,
  appliers: Readonly<Record<string, Applier>>,
  translate: Translator,
  { since, shown, saved }: FoldPlace,
): Fold {
  const begun = since === base.since ? base : base.asOf(since);
  const overlay = makeOverlay(begun, saved?.overlay, () => showing.hide(applied - 1));
  const showing = makeShowing(overlay, shown);
  const { publish, isShown } = showing;
  let version = 0;
  let { applied, lived } = saved ?? { applied: 0, lived: since };
  let lastAt = -Infinity;
  /** Time of the last command that was applied; `lastAt` also knows of those that are only reserved. */
  let appliedAt = saved?.appliedAt ?? -Infinity;
  const begin = (command: Command): Json | Sliced<Json> => {
    overlay.begin();
    // A product that is not there has no appliers, and nobody to see what was done.
    return appliers[command.kind]?.(overlay, command, applied++) ?? null;
  };
  const nextInstant = (now: number): number => (lastAt = Math.max(now, lastAt + 1));
  const act = (action: StoryAction): void => {
    for (const { kind, data } of translate(overlay.world, action)) {
      const at = nextInstant(action.at);
      const outcome = begin({ id: `story-${applied}`, kind, at, lived: action.at, account: action.account, data });
      if (isSliced(outcome)) finished(outcome);
    }
  };
  /** What was put off depends on the log alone, so its time does not ask for what other writers have reserved. */
  function* bringOn({ kind, account, data }: Deferred, earliest: number): Sliced<void> {
    const at = Math.max(earliest, appliedAt + 1);
    const outcome = begin({ id: `deferred-${applied}`, kind, at, lived: earliest, account, data });
    if (isSliced(outcome)) yield* outcome;
    version += 1;
    appliedAt = at;
    lastAt = Math.max(lastAt, at);
  }
  const playback = makePlayback(begun, overlay, act);
  const course = courseOf(playback, overlay.deferred, bringOn, () => version++);
  function* advancing(to: number): Sliced<void> {
    if (!(to > lived)) return;
    if (course.due() <= to) yield* makingRows(begun.baseline);
    const wasShown = isShown();
    for (const [at, done] of stepsTo(to, course)) {
      lived = Math.max(lived, at);
      if (at > -Infinity) publish();
      yield done;
      // Another has taken its place meanwhile, and lives by itself.
      if (isShown() !== wasShown) return;
    }
    lived = Math.max(lived, to);
    publish();
  }
  function* applying(command: Command): Sliced<Json> {
    if (appliers[command.kind] === undefined) throw new UserError(`unknown command "${command.kind}"`);
    finished(advancing(command.lived));
    const standing = overlay.deferred.takeStanding();
    const outcome = begin(command);
    const result = isSliced(outcome) ? yield* outcome : outcome;
    version += 1;
    lastAt = Math.max(lastAt, command.at);
    appliedAt = Math.max(appliedAt, command.at);
    for (const deferred of standing) yield* bringOn(deferred, command.at);
    publish();
    return result;
  }
  playback.begin(saved !== undefined);
  lastAt = Math.max(lastAt, since, appliedAt);
  return {
    overlay,
    version: () => version,
    lived: () => lived,
    advance: (to) => finished(advancing(to)),
    advancing,
    hold: () => overlay.hold(shown, applied),
    apply: (command) => finished(applying(command)),
    applying,
    nextInstant,
    lastWrite: () => appliedAt,
    reserved: (least = lastAt) => (lastAt = Math.max(lastAt, least)),
    save: () => (playback.hasStepped() ? null : withPlace(overlay.save(), { applied, lived, appliedAt })),
    show: showing.show,
  };
}

/** What readers see: an object of their own, so that a fold can be made while they look at another. */
function makeShowing(overlay: Overlay, shown: Mutable<World>) {
  let isShown = false;
  const hidden: (() => void)[] = [];
  const publish = (): void => {
    for (const release of hidden.splice(0)) release();
    if (isShown) Object.assign(shown, overlay.world);
  };
  return {
    isShown: (): boolean => isShown,
    publish,
    show: (isIt: boolean): void => {
      isShown = isIt;
      publish();
    },
    /** Leaves to readers what was before the command of this number, until the next time that something is published. */
    hide: (seq: number): void => {
      hidden.push(overlay.hold(shown, seq).release);
      const { changes } = shown;
      if (isShown) shown.changes = (row, ordinal) => changes(row, ordinal).filter((change) => change.seq < seq);
    },
  };
}

const withPlace = (overlay: SavedOverlay | null, place: Omit<SavedFold, 'overlay'>): SavedFold | null =>
  overlay && { overlay, ...place };

/** What one thing that happens costs. */
const unitsOfStep = 500;

/** What happens next, of what comes by itself and what was put off. */
interface Course {
  readonly due: () => number;
  /** What is done in pieces; null where it has been done. */
  readonly step: () => Sliced<void> | null;
}

/** `stepped` is told of each thing that came by itself. */
function courseOf(
  playback: Playback,
  deferred: DeferredQueue,
  bringOn: (deferred: Deferred, at: number) => Sliced<void>,
  stepped: () => void,
): Course {
  /** When the next thing comes by itself; null while nobody has asked. */
  let due: number | null = null;
  return {
    due: () => Math.min((due ??= playback.due()), deferred.due()),
    step: () => {
      const next = deferred.due();
      if (next < (due ??= playback.due())) return bringOn(deferred.take(), next);
      playback.step();
      stepped();
      due = playback.due();
      return null;
    },
  };
}

/**
 * Does what is due, in pieces: tells the instant of the last thing, after which nothing more is due then, and what the piece cost; before all time in the
 * midst of a thing, which nobody may see.
 */
function* stepsTo(to: number, { due, step }: Course): Generator<readonly [at: number, done: number], void, void> {
  let done = 0;
  for (let at = due(); at <= to;) {
    const work = step();
    if (work !== null) for (const piece of work) yield [-Infinity, piece];
    done += unitsOfStep;
    const before = at;
    at = due();
    if (done < pieceOfWork || at === before) continue;
    yield [before, done];
    done = 0;
    at = due();
  }
}
