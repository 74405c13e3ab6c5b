/** Frozen Worlds, made once for all who ask for the same scenario, seed, end and size. */
import { createHash } from 'node:crypto';
import { formatOf } from '../../generator/formats/index.ts';
import { blueprintOf } from '../../generator/generate.ts';
import { isInline } from '../../generator/scenario/inline.ts';
import { readScenario, type Scenario } from '../../generator/scenario.ts';
import { finished, type Sliced } from '../../kernel/slices.ts';
import type { World } from '../../model/world.ts';

/** What a frozen World is made of. */
export interface BaseOptions {
  /** Name of a shipped scenario, path of a scenario file, or a scenario itself. */
  readonly scenario: string;
  /** Same seed, same bytes. */
  readonly seed: string;
  /** Epoch milliseconds at which the World ends; the scenario's own end when left out. */
  readonly end?: number | undefined;
  /** Overrides the number of background events. */
  readonly events?: number | undefined;
  /** The format that the World is drawn by; the scenario's choice, else the newest, when left out. */
  readonly worldFormat?: number | undefined;
}

export interface Base {
  readonly scenario: Scenario;
  readonly world: World;
}

/** Both throw UserError for a scenario that does not exist or is wrong. */
export interface WorldCache {
  readonly get: (options: BaseOptions) => Base;
  /** The same in pieces; the first of them reads the scenario. */
  readonly make: (options: BaseOptions) => Sliced<Base>;
  /** Reads a scenario. */
  readonly scenario: (name: string) => Scenario;
  /** Takes this for the scenario of that path from now on, whatever stands there. */
  readonly adopt: (path: string, scenario: Scenario) => void;
}

/** Worlds that nobody may be using any more, kept for who comes back to them. */
const mostRecent = 4;
/** Scenarios that were handed over themselves and are not read again, as long as no more of them come. */
const mostInline = 16;
/** Whether a scenario is one that comes with the package, by its name. */
export const isShipped = (name: string): boolean => /^[\w-]+$/.test(name);

const keyOf = (scenario: Scenario): string => createHash('sha256').update(JSON.stringify(scenario)).digest('hex');

/** Worlds in use are shared however many there are; of the others only the latest few are kept. */
export function makeWorldCache(): WorldCache {
  const scenarios = new Map<string, { readonly scenario: Scenario; readonly key: string }>();
  const known = new Map<string, WeakRef<Base>>();
  const recent: Base[] = [];
  const inline: string[] = [];

  const read = (name: string): { readonly scenario: Scenario; readonly key: string } => {
    // What comes with the package does not change while it runs, nor does a text; a file may, and is read again.
    const found = scenarios.get(name);
    if (found !== undefined) return found;
    const scenario = readScenario(name);
    const key = isShipped(name) ? name : keyOf(scenario);
    if (isShipped(name) || isInline(name)) scenarios.set(name, { scenario, key });
    if (isInline(name) && inline.push(name) > mostInline) scenarios.delete(inline.shift() ?? '');
    return { scenario, key };
  };
  function* make({ scenario: name, seed, end, events, worldFormat }: BaseOptions): Sliced<Base> {
    const { scenario, key } = read(name);
    const id = JSON.stringify([key, seed, end, events, worldFormat]);
    const found = known.get(id)?.deref();
    const format = formatOf(worldFormat ?? scenario.worldFormat);
    yield 0;
    const base = found ?? { scenario, world: (yield* blueprintOf({ seed, scenario, format, end, events })).whole() };
    if (found === undefined) {
      for (const [other, ref] of known) if (ref.deref() === undefined) known.delete(other);
      known.set(id, new WeakRef(base));
    }
    const at = recent.indexOf(base);
    if (at >= 0) recent.splice(at, 1);
    recent.unshift(base);
    recent.length = Math.min(recent.length, mostRecent);
    return base;
  }
  return {
    get: (options) => finished(make(options)),
    make,
    scenario: (name) => read(name).scenario,
    adopt: (path, scenario) => void scenarios.set(path, { scenario, key: keyOf(scenario) }),
  };
}
