import { test, expect } from 'vitest';
import type { GateCase } from '../../src/cli/ids/case.ts';
import { claimOf } from './claims.ts';
import { judgeCaptures, missingTools } from '../../src/cli/ids/gate.ts';
import { detections } from '../../src/generator/detections/index.ts';
import { makeWorld } from '../../src/generator/generate.ts';
import { suricataRules } from '../../src/generator/rules.ts';
import { readScenario } from '../../src/generator/scenario.ts';
import { stream } from '../../src/kernel/random.ts';
import { captureFile, render } from '../../src/pcap/file.ts';
import { trafficOf } from '../../src/products/shared/captures.ts';
import { homeOf } from '../../src/sim/operations/rules.ts';
import { breaches, eventBreaches } from '../pcap/invariants.ts';

const missing = missingTools();
const gated = test.skipIf(missing.length > 0);

/** Rows of the default scenario that have captures, drawn at random. */
function drawn(count: number): {
  readonly cases: readonly GateCase[];
  readonly home: readonly string[];
  readonly faults: readonly string[];
} {
  const world = makeWorld({ seed: '1', scenario: readScenario('default') });
  const chance = stream('ids', 'rows');
  const cases: GateCase[] = [];
  const faults: string[] = [];
  while (cases.length < count) {
    const row = chance.below(world.aggregated.length);
    const one = trafficOf(world, row, null);
    if (one.detection.flows === undefined || !one.single) continue;
    const frames = render(one.detection.flows?.(one.sighting) ?? [], one.sighting.chance);
    const file = captureFile(frames);
    const name = `row-${row}-${one.sighting.alarm.shortName}-${cases.length}`;
    const triggers = frames.flatMap((frame, index) => (frame.trigger ? [index] : []));
    const found = [...breaches(file), ...eventBreaches(file, triggers, one.detection, one.sighting)];
    faults.push(...found.map((fault) => `${name}: ${fault}`));
    cases.push({ name, file, claim: claimOf(one.detection, one.sighting) });
  }
  return { cases, home: homeOf(world), faults };
}

test('120 random events of the default scenario hold all invariants', () => {
  expect(drawn(120).faults).toEqual([]);
});

gated('tshark and Suricata confirm 60 random events of the default scenario', { timeout: 300_000 }, async () => {
  const { cases, home } = drawn(60);
  const verdicts = await judgeCaptures(cases, { rules: suricataRules(detections), home });
  expect(verdicts.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`))).toEqual([]);
});
