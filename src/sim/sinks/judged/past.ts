/** The past of a world: the same World lived once more beside it, from its beginning up to any instant or write. */
import { fixedClock } from '../../../kernel/clock.ts';
import { pieceOfWork, type Sliced } from '../../../kernel/slices.ts';
import type { World } from '../../../model/world.ts';
import type { FlagValues, Plugin } from '../../../products/shared/plugin.ts';
import { makeSimulation } from '../../../products/shared/simulation.ts';
import type { Snapshot } from '../../../state/state.ts';
import { kindsOf, type KnownKind } from './known.ts';

/** What a world is lived once more from. */
export interface PastSource {
  /** Before anything happened to it. */
  readonly base: World;
  readonly plugins: readonly Plugin[];
  readonly flags: FlagValues;
  /** What has been written, and since when. */
  readonly snapshot: Pick<Snapshot, 'since' | 'commands'>;
}

/** Something happened up to which it is to be lived: at an instant, or with a command of the log, which comes with its own. */
export interface Moment {
  readonly at: number;
  /** Place of the command; null for what happens by itself. */
  readonly command: number | null;
}

export interface Past {
  readonly kinds: readonly KnownKind[];
  /** Lives on up to a moment; one that is over is ignored. */
  readonly to: (moment: Moment) => Sliced<void>;
}

/** What applying a command costs, at least. */
const unitsOfCommand = 2000;

export function makePast({ base, plugins, flags, snapshot }: PastSource): Past {
  const { since, commands } = snapshot;
  const simulation = makeSimulation(base, fixedClock(since), plugins);
  const { clock, state } = simulation;
  const products = plugins.map((plugin) => plugin.serve(simulation, { clientClock: clock, flags }));
  let next = 0;
  function* live(at: number): Sliced<void> {
    if (at <= clock.now()) return;
    clock.set(at);
    yield* simulation.catchingUp();
  }
  function* follow(until: (place: number) => boolean): Sliced<void> {
    let done = 0;
    for (let command = commands[next]; command !== undefined && until(next); command = commands[++next]) {
      yield* live(command.lived);
      state.follow(command);
      if ((done += unitsOfCommand) < pieceOfWork) continue;
      yield done;
      done = 0;
    }
  }
  return {
    kinds: kindsOf(plugins, products),
    *to({ at, command }) {
      if (command !== null) return yield* follow((place) => place <= command);
      // What happens by itself comes before a write of the same instant.
      yield* follow((place) => (commands[place]?.lived ?? 0) < at);
      return yield* live(at);
    },
  };
}

/** Moments in the order in which they came. */
export function ordered(moments: readonly Moment[], commands: PastSource['snapshot']['commands']): readonly Moment[] {
  const instantOf = ({ at, command }: Moment): number => (command === null ? at : (commands[command]?.lived ?? at));
  return moments.toSorted(
    (one, other) => instantOf(one) - instantOf(other) || (one.command ?? -1) - (other.command ?? -1),
  );
}
