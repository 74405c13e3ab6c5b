/** What is being played in a slot, from which beginning on: one thing after another, or what was played elsewhere, carried on. */
import type { RealTime } from '../../kernel/clock.ts';
import type { Sliced } from '../../kernel/slices.ts';
import type { Belongings, SavedBelongings } from './belongings.ts';
import type { SavedRuntime } from './carried-runtime.ts';
import type { Settings, WorldRuntime } from './world-runtime.ts';

/** What is kept beside the state: by default a reset clears it too. */
export interface Keeping {
  readonly keepFaults?: boolean;
  readonly keepJournal?: boolean;
}

/** All of a slot, where it is carried on elsewhere. */
export interface SavedSlot {
  /** Real time at which what it plays was begun. */
  readonly begun: number;
  readonly runtime: SavedRuntime;
  readonly belongings: SavedBelongings;
}

interface StageOptions {
  readonly make: (settings: Settings) => WorldRuntime;
  readonly settings: Settings;
  readonly firstEpoch: number;
  readonly time: RealTime;
  readonly belongings: Belongings;
}

export function makeStage({ make, settings, firstEpoch, time, belongings }: StageOptions) {
  const { journal, sinks, snapshots } = belongings;
  let nextEpoch = firstEpoch;
  let begun = time.wall.now();
  let runtime: WorldRuntime | null = null;
  const played = (): WorldRuntime => (runtime ??= make(settings));
  const clear = ({ keepJournal = false, keepFaults = false }: Keeping): void => {
    if (!keepJournal) journal.clear();
    sinks.store.clear();
    if (keepFaults) played().faults.restart();
    else played().faults.reset();
  };
  const begin = (wanted: Settings, from: number): void => {
    nextEpoch = from;
    runtime = make(wanted);
    begun = time.wall.now();
    snapshots.states.clear();
    clear({});
  };
  return {
    runtime: played,
    /** The epoch that what is made next begins with. */
    nextEpoch: (): number => nextEpoch,
    epoch: (): number => played().simulation.world.epoch ?? 0,
    /** Plays something from its beginning, in this epoch. Throws UserError, and then goes on as before. */
    begin,
    clear,
    save: (): SavedSlot => ({ begun, runtime: played().save(), belongings: belongings.save() }),
    /** Puts it where it was when it was saved, while real time stands at what it was then; at the beginning for null. */
    *loading(saved: SavedSlot | null): Sliced<void> {
      // It is restored into a fresh one, which is one epoch more.
      begin(saved?.runtime.settings ?? settings, saved === null ? firstEpoch : saved.runtime.epoch - 1);
      if (saved === null) return;
      yield* played().loading(saved.runtime);
      belongings.load(saved.belongings);
    },
  };
}
