import { test, expect } from 'vitest';
import type { GateCase } from '../../src/cli/ids/case.ts';
import { claimOf } from './claims.ts';
import { judgeCaptures, missingTools } from '../../src/cli/ids/gate.ts';
import { detections } from '../../src/generator/detections/index.ts';
import { makeWorld } from '../../src/generator/generate.ts';
import { suricataRules } from '../../src/generator/rules.ts';
import { readScenario, type Scenario } from '../../src/generator/scenario.ts';
import { eventNumberRanges, eventNumberOf } from '../../src/model/event-number.ts';
import { captureFile, render } from '../../src/pcap/file.ts';
import { trafficOf } from '../../src/products/shared/captures.ts';
import { homeOf } from '../../src/sim/operations/rules.ts';
import { breaches, eventBreaches } from '../pcap/invariants.ts';

const gated = test.skipIf(missingTools().length > 0);

interface Captures {
  readonly cases: readonly GateCase[];
  readonly home: readonly string[];
  readonly faults: readonly string[];
}

/** Captures of a World's story events; of events that tell the same, the first `each`. */
function captures(scenario: Scenario, each: number): Captures {
  const world = makeWorld({ seed: '1', scenario, events: 0 });
  const counts = new Map<number, number>();
  const cases: GateCase[] = [];
  const faults: string[] = [];
  for (let row = 0; row < world.aggregated.length; row++) {
    expect(eventNumberOf(world, row)).toBeGreaterThanOrEqual(eventNumberRanges.story);
    const detail = world.aggregated.detail[row] ?? 0;
    const count = counts.get(detail) ?? 0;
    counts.set(detail, count + 1);
    const one = trafficOf(world, row, null);
    if (count >= each || one.detection.flows === undefined || !one.single) continue;
    const frames = render(one.detection.flows(one.sighting), one.sighting.chance);
    const file = captureFile(frames);
    const name = `${scenario.name}-${row}-${one.sighting.alarm.shortName}`;
    const triggers = frames.flatMap((frame, index) => (frame.trigger ? [index] : []));
    const found = [...breaches(file), ...eventBreaches(file, triggers, one.detection, one.sighting)];
    faults.push(...found.map((fault) => `${name}: ${fault}`));
    cases.push({ name, file, claim: claimOf(one.detection, one.sighting) });
  }
  return { cases, home: homeOf(world), faults };
}

async function wrong({ cases, home, faults }: Captures): Promise<readonly string[]> {
  const verdicts = await judgeCaptures(cases, { rules: suricataRules(detections), home });
  return [...faults, ...verdicts.flatMap(({ name, faults: more }) => more.map((fault) => `${name}: ${fault}`))];
}

/** The story that is told once in the past and once in the future, both times in the past. */
function ransomware(): Scenario {
  const scenario = readScenario('ransomware');
  const intrusion = scenario.stories?.['intrusion'];
  if (intrusion === undefined) throw new Error('no story');
  const at: typeof intrusion.at = [
    { at: '-46h', customer: 'seafood' },
    { at: '-40h', customer: 'bank' },
  ];
  return { ...scenario, stories: { intrusion: { ...intrusion, at } } };
}

gated('tshark and Suricata confirm every capture of the ransomware story', { timeout: 300_000 }, async () => {
  const all = captures(ransomware(), Infinity);
  expect(all.cases.length).toBeGreaterThan(60);
  expect(await wrong(all)).toEqual([]);
});

gated('tshark and Suricata confirm what the other stories tell', { timeout: 300_000 }, async () => {
  const all = [
    'web-attack',
    'credential-attack',
    'insider-dns-tunnel',
    'ddos',
    'false-positive-storm',
    'hard-values',
    'clock-edges',
  ].map((name) => captures(readScenario(name), 1));
  const faults = all.flatMap((one) => one.faults);
  // Together, since starting the tools takes longer than what they do; no World's home holds another's strangers.
  const home = [...new Set(all.flatMap((one) => one.home))];
  expect(await wrong({ cases: all.flatMap(({ cases }) => cases), home, faults })).toEqual([]);
});
