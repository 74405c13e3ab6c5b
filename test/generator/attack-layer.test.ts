/** Layers of the ATT&CK Navigator hold to its format, and show what there is. */
import { expect, test } from 'vitest';
import { catalogueLayer, scenarioLayer } from '../../src/generator/attack-layer.ts';
import { everyDetection } from '../../src/generator/formats/catalogue.ts';
import { newestFormat } from '../../src/generator/formats/index.ts';
import { makeWorld } from '../../src/generator/generate.ts';
import { readScenario, shippedScenarios } from '../../src/generator/scenario.ts';
import { violations } from '../../src/kernel/schema.ts';

const format = 'attack/navigator-layer.schema.json';

test('the layer of the catalogue has each technique under each of its tactics, and counts its alarms', () => {
  const layer = catalogueLayer(newestFormat.catalogue);
  expect(violations(format, JSON.parse(JSON.stringify(layer)))).toEqual([]);
  for (const { attack } of everyDetection(newestFormat.catalogue))
    for (const tactic of attack.tactics)
      expect(layer.techniques).toContainEqual(
        expect.objectContaining({ techniqueID: attack.technique, tactic: tactic.toLowerCase().replaceAll(' ', '-') }),
      );
  const alarms = everyDetection(newestFormat.catalogue).reduce(
    (sum, own) => sum + own.alarms.length * own.attack.tactics.length,
    0,
  );
  expect(layer.techniques.reduce((sum, { score }) => sum + score, 0)).toBe(alarms);
  expect(layer.gradient.maxValue).toBe(Math.max(...layer.techniques.map(({ score }) => score)));
});

test.each(shippedScenarios().filter((name) => name !== 'paging-traps'))(
  'the layer of %s counts the events of its stories',
  (name) => {
    const scenario = readScenario(name);
    const layer = scenarioLayer(scenario, '1');
    expect(violations(format, JSON.parse(JSON.stringify(layer)))).toEqual([]);
    const { stories, details } = makeWorld({ seed: '1', scenario, events: 0 });
    const counts = new Map<string, number>();
    for (const { detail } of stories.events) {
      const id = details[detail]?.detection.attack.technique ?? '';
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    expect(new Map(layer.techniques.map(({ techniqueID, score }) => [techniqueID, score]))).toEqual(counts);
  },
);
