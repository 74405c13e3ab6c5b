import { expect, test } from 'vitest';
import { readScenario, shippedScenarios } from '../../src/generator/scenario.ts';
import { makeWorld } from '../../src/generator/generate.ts';
import type { Case, World } from '../../src/model/world.ts';
import { tally } from '../support/worlds.ts';

const worldOf = (name: string, seed = '1'): World => makeWorld({ seed, scenario: readScenario(name), events: 0 });

/** The instants at which the cases of a World, those of its stories included, were opened and closed, and thereby updated. */
const instants = ({ cases, stories }: World): readonly number[] => {
  const all = new Map<number, Case>([...cases, ...stories.cases].map((entry) => [entry.index, entry]));
  return [...all.values()].flatMap(({ opened, closed }) => (closed === null ? [opened] : [opened, closed]));
};

/** Scenarios in which several cases share an instant, which the scenario says by `exact`. */
const exact = ['paging-traps', 'hard-values'];

test.each(shippedScenarios().filter((name) => !exact.includes(name)))(
  'no two cases of %s were opened or closed in one millisecond, whatever the seed',
  (name) => {
    for (const seed of ['1', '2', '3'])
      expect(tally(instants(worldOf(name, seed))).filter(([, times]) => times > 1)).toEqual([]);
  },
);

test('cases stand at odd moments, in order, within their period', () => {
  for (const name of shippedScenarios()) {
    const world = worldOf(name);
    for (const { opened, closed } of world.cases) {
      expect(opened).toBeLessThanOrEqual(world.end);
      if (closed !== null) expect([opened <= closed, closed <= world.end]).toEqual([true, true]);
    }
  }
  const times = instants(worldOf('default'));
  expect(times.filter((at) => at % 60_000 === 0).length).toBeLessThan(times.length / 10);
});

test('a scenario with traps has more than a page of cases that were opened in one millisecond', () => {
  const [[, most] = [0, 0]] = tally(worldOf('paging-traps').cases.map(({ opened }) => opened));
  expect(most).toBeGreaterThan(25);
});
