/** The fold: commands and time over a World, one thing after another, the same however it is cut into steps. */
import { UserError } from '../kernel/fault.ts';
import type { Json } from '../kernel/schema.ts';
import type { StoryAction } from '../model/story.ts';
import type { World } from '../model/world.ts';
import type { Command } from './command.ts';
import type { Deferred } from './deferred.ts';
import { makePlayback, type Playback } from './playback.ts';
import { makeOverlay, type Overlay } from './overlay.ts';

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
  /** Lives up to the command's time, then applies it. Throws UserError for a kind that is not known. */
  readonly apply: (command: Command) => Json;
  readonly nextInstant: (now: number) => number;
  /** Time of the last command that was applied; before all time while there is none. */
  readonly lastWrite: () => number;
  /** Begins anew at an instant, which is the World's end or before. */
  readonly begin: (since: number) => void;
}

export function makeFold(
  base: World,
  appliers: Readonly<Record<string, Applier>>,
  translate: Translator,
  since: number,
): Fold {
  const overlay = makeOverlay(base);
  let version = 0;
  let applied = 0;
  let lived = since;
  let lastAt = -Infinity;
  /** Time of the last command that was applied; `lastAt` also knows of those that are only reserved. */
  let appliedAt = -Infinity;
  let playback: Playback;
  /** When the next thing is due; null while nobody has asked. */
  let due: number | null = null;

  const run = (command: Command): Json => {
    overlay.begin();
    // A product that is not there has no appliers, and nobody to see what was done.
    return appliers[command.kind]?.(overlay, command, applied++) ?? null;
  };
  const nextInstant = (now: number): number => (lastAt = Math.max(now, lastAt + 1));
  const act = (action: StoryAction): void => {
    for (const { kind, data } of translate(overlay.world, action)) {
      const { account } = action;
      const at = nextInstant(action.at);
      run({ id: `story-${applied}`, kind, at, lived: action.at, account, data });
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
  const advance = (to: number): void => {
    if (!(to > lived)) return;
    const { deferred } = overlay;
    due ??= playback.due();
    while (Math.min(due, deferred.due()) <= to) {
      const next = deferred.due();
      if (next < due) bringOn(deferred.take(), next);
      else {
        playback.step();
        version += 1;
        due = playback.due();
      }
    }
    lived = to;
  };
  const begin = (from: number): void => {
    const shown = from === base.since ? base : base.asOf(from);
    overlay.reset(shown);
    overlay.deferred.clear();
    playback = makePlayback(shown, overlay, act);
    [applied, lived, lastAt, appliedAt, due] = [0, from, -Infinity, -Infinity, null];
    version += 1;
    playback.begin();
    lastAt = Math.max(lastAt, from);
  };
  begin(since);
  return {
    overlay,
    version: () => version,
    lived: () => lived,
    advance,
    apply: (command) => {
      if (appliers[command.kind] === undefined) throw new UserError(`unknown command "${command.kind}"`);
      advance(command.lived);
      const standing = overlay.deferred.takeStanding();
      const result = run(command);
      version += 1;
      lastAt = Math.max(lastAt, command.at);
      appliedAt = Math.max(appliedAt, command.at);
      for (const deferred of standing) bringOn(deferred, command.at);
      return result;
    },
    nextInstant,
    lastWrite: () => appliedAt,
    begin,
  };
}
