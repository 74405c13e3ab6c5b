import { test, expect } from 'vitest';
import type { GateCase } from '../../src/cli/ids/case.ts';
import { claimOf } from './claims.ts';
import { judgeCaptures, missingTools } from '../../src/cli/ids/gate.ts';
import { detections } from '../../src/generator/detections/index.ts';
import { makeWorld } from '../../src/generator/generate.ts';
import { suricataRules } from '../../src/generator/rules.ts';
import { readScenario, shippedScenarios } from '../../src/generator/scenario.ts';
import { stream } from '../../src/kernel/random.ts';
import type { Detection } from '../../src/model/detection.ts';
import type { World } from '../../src/model/world.ts';
import { captureFile, render } from '../../src/pcap/file.ts';
import { trafficOf } from '../../src/products/shared/captures.ts';
import { homeOf } from '../../src/sim/operations/rules.ts';
import { breaches, eventBreaches } from '../pcap/invariants.ts';
import { drawn } from '../support/drawn.ts';

const missing = missingTools();
const gated = test.skipIf(missing.length > 0);

interface Sample {
  readonly cases: readonly GateCase[];
  readonly home: readonly string[];
  /** What they were made of: those of the further catalogue have rules of their own. */
  readonly told: readonly Detection[];
  readonly faults: readonly string[];
}

interface Made {
  readonly one: GateCase;
  readonly detection: Detection;
  readonly faults: readonly string[];
}

/** How many captures of a scenario are looked at; CI draws its share of them. */
const many = 200;
const share = 12;

const worlds = new Map<string, World>();

function worldOf(name: string): World {
  const made = worlds.get(name) ?? makeWorld({ seed: '1', scenario: readScenario(name) });
  // Large ones are not kept: a million rows take some hundred megabytes.
  if (made.aggregated.length < 50_000) worlds.set(name, made);
  return made;
}

/** Rows of a scenario that have captures, drawn by the seed. */
function sampleOf(name: string, count: number): Sample {
  const world = worldOf(name);
  const chance = stream('ids', name);
  const { length } = world.aggregated;
  const rows = new Set<number>();
  for (let tries = 0; tries < many * 20 && rows.size < Math.min(many, length); tries++) {
    const row = chance.below(length);
    const { detection, single } = trafficOf(world, row, null);
    if (detection.flows !== undefined && single) rows.add(row);
  }
  const made = drawn(`captures of ${name} for the IDS`, [...rows], count).map((row) => caseOf(name, world, row));
  return {
    cases: made.map(({ one }) => one),
    home: homeOf(world),
    told: made.map(({ detection }) => detection),
    faults: made.flatMap(({ faults }) => faults),
  };
}

function caseOf(name: string, world: World, row: number): Made {
  const { detection, sighting } = trafficOf(world, row, null);
  const frames = render(detection.flows?.(sighting) ?? [], sighting.chance);
  const file = captureFile(frames);
  const title = `${name}-${row}-${sighting.alarm.shortName}`;
  const triggers = frames.flatMap((frame, index) => (frame.trigger ? [index] : []));
  const found = [...breaches(file), ...eventBreaches(file, triggers, detection, sighting)];
  return {
    one: { name: title, file, claim: claimOf(detection, sighting) },
    detection,
    faults: found.map((fault) => `${title}: ${fault}`),
  };
}

/** One has no events, the other's were all read from the logs of a cloud. */
const scenarios = shippedScenarios().filter((name) => !['empty', 'aws-takeover'].includes(name));

test('events that no packets were seen of have no captures', () => {
  for (const name of ['empty', 'aws-takeover']) expect(sampleOf(name, share).cases).toEqual([]);
});

test.each(scenarios)('captures of %s hold all invariants', { timeout: 300_000 }, (name) => {
  const { cases, faults } = sampleOf(name, share);
  expect(cases.length).toBeGreaterThanOrEqual(share);
  expect(faults).toEqual([]);
});

gated.each(scenarios)('tshark and Suricata confirm captures of %s', { timeout: 900_000 }, async (name) => {
  const { cases, home, told } = sampleOf(name, share);
  const verdicts = await judgeCaptures(cases, { rules: suricataRules([...new Set([...detections, ...told])]), home });
  expect(verdicts.flatMap(({ name: of, faults }) => faults.map((fault) => `${of}: ${fault}`))).toEqual([]);
});
