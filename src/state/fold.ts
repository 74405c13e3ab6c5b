/** The fold: commands and time over a World, one thing after another, the same however it is cut into steps. */
import { UserError } from '../kernel/fault.ts';
import { finished, pieceOfWork, type Sliced } from '../kernel/slices.ts';
import type { Json } from '../kernel/schema.ts';
import type { StoryAction } from '../model/story.ts';
import type { World } from '../model/world.ts';
import type { Command } from './command.ts';
import type { Deferred, DeferredQueue } from './deferred.ts';
import { makePlayback, type Playback } from './playback.ts';
import type { Held } from '../kernel/slices.ts';
import { makeOverlay, type Overlay } from './overlay.ts';
import type { Mutable } from './rows.ts';
import type { SavedOverlay } from './saved-overlay.ts';

/** Applies one kind of command: synchronous, without clock or chance, so that every replica gets the same state. Returns what the writer is told. */
export type Applier = (overlay: Overlay, command: Command, seq: number) => Json;

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
  const overlay = makeOverlay(begun, saved?.overlay);
  let isShown = false;
  let version = 0;
  let { applied, lived } = saved ?? { applied: 0, lived: since };
  let lastAt = -Infinity;
  /** Time of the last command that was applied; `lastAt` also knows of those that are only reserved. */
  let appliedAt = saved?.appliedAt ?? -Infinity;
  /** Readers look at an object of their own, so that a fold can be made while they look at another. */
  const publish = (): void => {
    if (isShown) Object.assign(shown, overlay.world);
  };

  const run = (command: Command): Json => {
    overlay.begin();
    // A product that is not there has no appliers, and nobody to see what was done.
    return appliers[command.kind]?.(overlay, command, applied++) ?? null;
  };
  const nextInstant = (now: number): number => (lastAt = Math.max(now, lastAt + 1));
  const act = (action: StoryAction): void => {
    for (const { kind, data } of translate(overlay.world, action)) {
      const at = nextInstant(action.at);
      run({ id: `story-${applied}`, kind, at, lived: action.at, account: action.account, data });
    }
  };
  /** What was put off depends on the log alone, so its time does not ask for what other writers have reserved. */
  const bringOn = ({ kind, account, data }: Deferred, earliest: number): void => {
    const at = Math.max(earliest, appliedAt + 1);
    run({ id: `deferred-${applied}`, kind, at, lived: earliest, account, data });
    version += 1;
    appliedAt = at;
    lastAt = Math.max(lastAt, at);
  };
  const playback = makePlayback(begun, overlay, act);
  const course = courseOf(playback, overlay.deferred, bringOn, () => version++);
  function* advancing(to: number): Sliced<void> {
    if (!(to > lived)) return;
    const wasShown = isShown;
    for (const [at, done] of stepsTo(to, course)) {
      lived = Math.max(lived, at);
      publish();
      yield done;
      // Another has taken its place meanwhile, and lives by itself.
      if (isShown !== wasShown) return;
    }
    lived = Math.max(lived, to);
    publish();
  }
  const apply = (command: Command): Json => {
    if (appliers[command.kind] === undefined) throw new UserError(`unknown command "${command.kind}"`);
    finished(advancing(command.lived));
    const standing = overlay.deferred.takeStanding();
    const result = run(command);
    version += 1;
    lastAt = Math.max(lastAt, command.at);
    appliedAt = Math.max(appliedAt, command.at);
    for (const deferred of standing) bringOn(deferred, command.at);
    publish();
    return result;
  };
  playback.begin(saved !== undefined);
  lastAt = Math.max(lastAt, since, appliedAt);
  return {
    overlay,
    version: () => version,
    lived: () => lived,
    advance: (to) => finished(advancing(to)),
    advancing,
    hold: () => overlay.hold(shown, applied),
    apply,
    nextInstant,
    lastWrite: () => appliedAt,
    reserved: (least = lastAt) => (lastAt = Math.max(lastAt, least)),
    save: () => (playback.hasStepped() ? null : withPlace(overlay.save(), { applied, lived, appliedAt })),
    show: (isIt) => {
      isShown = isIt;
      publish();
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
  readonly step: () => void;
}

/** `stepped` is told of each thing that came by itself. */
function courseOf(
  playback: Playback,
  deferred: DeferredQueue,
  bringOn: (deferred: Deferred, at: number) => void,
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
    },
  };
}

/** Does what is due, in pieces: tells the instant of the last thing, after which nothing more is due then, and what the piece cost. */
function* stepsTo(to: number, { due, step }: Course): Generator<readonly [at: number, done: number], void, void> {
  let done = 0;
  for (let at = due(); at <= to;) {
    step();
    done += unitsOfStep;
    const before = at;
    at = due();
    if (done < pieceOfWork || at === before) continue;
    yield [before, done];
    done = 0;
    at = due();
  }
}
