import { test, expect } from 'vitest';
import { eventBlocks } from '../../src/cli/event-blocks.ts';
import { makeBlueprint } from '../../src/generator/generate.ts';
import { readScenario } from '../../src/generator/scenario.ts';
import { makeEventTexts } from '../../src/products/argus/v1/export.ts';
import { lived, textsOf } from '../support/living.ts';

const textOf = (scenario: string, of: number): string => {
  const blueprint = makeBlueprint({ seed: '1', scenario: readScenario(scenario), events: 2500 });
  return Array.from({ length: of }, (_, index) => {
    const partition = { part: index + 1, of };
    const texts = makeEventTexts('aggregated', 'json', { isFirst: index === 0, isLast: index === of - 1 });
    let text = texts.head;
    // A block is read before the next is asked for.
    for (const block of eventBlocks(blueprint, partition))
      for (const piece of texts.block(block)) text += String(piece.bytes);
    return text + texts.tail;
  }).join('');
};

test.each(['ransomware', 'clock-edges'])(
  'an export holds what a server shows at the end of the World: %s',
  (scenario) => {
    const world = makeBlueprint({ seed: '1', scenario: readScenario(scenario), events: 2500 }).whole();
    const shown = textsOf(lived(world).world, world.end).map((texts) => texts.split('\n')[0]);
    const events = JSON.parse(textOf(scenario, 1)) as unknown[];
    expect(events.length).toBeGreaterThan(2500);
    expect(events.map((event) => JSON.stringify(event)).join('\n') === shown.join('\n')).toBe(true);
  },
);

test.each(['ransomware', 'clock-edges'])('partitions joined are the whole, with stories as without: %s', (scenario) => {
  const whole = textOf(scenario, 1);
  for (const of of [2, 3, 17]) expect(textOf(scenario, of) === whole).toBe(true);
});
