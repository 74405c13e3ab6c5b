/** Worlds for tests, and their events as clients see them. */
import { makeWorld } from '../../src/generator/generate.ts';
import { readScenario } from '../../src/generator/scenario.ts';
import { bytesFrom } from '../../src/kernel/bytes.ts';
import type { World } from '../../src/model/world.ts';
import { makeV1Writer } from '../../src/products/argus/v1/view.ts';
import type { AggregatedEvent, NidsEvent } from '../../src/products/argus/generated/types.ts';

/** The World of a shipped scenario; the default one in full unless `events` says how many. */
export const worldOf = (given: { seed?: string; scenario?: string; events?: number; end?: number } = {}): World => {
  const { seed = '1', scenario = 'default', ...rest } = given;
  return makeWorld({ seed, scenario: readScenario(scenario), ...rest });
};

/** All aggregated events, in order of time. */
export function aggregatedOf(world: World): AggregatedEvent[] {
  const writer = makeV1Writer(world);
  return Array.from(
    { length: world.aggregated.length },
    (_, row) =>
      JSON.parse(
        String(bytesFrom((sheet) => writer.aggregated(sheet, world.aggregated, row, 'comma'))),
      ) as AggregatedEvent,
  );
}

/** All raw events, in order of time. */
export function rawOf(world: World): NidsEvent[] {
  const writer = makeV1Writer(world);
  const raw = world.raw();
  return Array.from(
    { length: raw.length },
    (_, row) =>
      JSON.parse(
        String(
          bytesFrom((sheet) =>
            writer.raw(sheet, world.aggregated, raw.parent[row] ?? 0, raw.ordinal[row] ?? 0, 'comma'),
          ),
        ),
      ) as NidsEvent,
  );
}

/** How often each value occurs, most frequent first. */
export function tally<T>(values: Iterable<T>): readonly (readonly [T, number])[] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}
