import { test, expect } from 'vitest';
import { sample, tuple } from 'fast-check';
import type { GateCase } from '../../src/cli/ids/case.ts';
import { claimOf } from './claims.ts';
import { judgeCaptures, missingTools } from '../../src/cli/ids/gate.ts';
import { detections } from '../../src/generator/detections/index.ts';
import { suricataRules } from '../../src/generator/rules.ts';
import { captureFile, render } from '../../src/pcap/file.ts';
import {
  home,
  network,
  networks,
  canBeBlocked,
  plain,
  shapes,
  sightingOf,
  type Network,
  type Shape,
} from '../pcap/sightings.ts';

const missing = missingTools();
if (missing.length > 0)
  console.warn(`SKIPPED: the IDS gate needs ${missing.join(' and ')}; .ci/install-ids installs them`);
const gated = test.skipIf(missing.length > 0);

test.runIf(process.env['CI'] !== undefined)('a CI run has the tools, so that the gate is never skipped there', () => {
  expect(missing).toEqual([]);
});

const rules = suricataRules(detections);

function caseOf(name: string, one: Network, shape: Shape): GateCase {
  const sighting = sightingOf(one, shape);
  const file = captureFile(render(one.detection.flows?.(sighting) ?? [], sighting.chance));
  return { name, file, claim: claimOf(one.detection, sighting) };
}

async function faultsOf(cases: readonly GateCase[]): Promise<readonly string[]> {
  const verdicts = await judgeCaptures(cases, { rules, home });
  return verdicts.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`));
}

gated('tshark and Suricata confirm every alarm over IPv4 in a VLAN', { timeout: 300_000 }, async () => {
  const cases = network.map((one, index) =>
    caseOf(`${one.alarm.shortName}-v4`, one, {
      ...plain,
      vlan: 120,
      variant: index,
      hosts: [1 + (index % 250), 1 + ((index * 7) % 250)],
    }),
  );
  expect(await faultsOf(cases)).toEqual([]);
});

gated('tshark and Suricata confirm every alarm over IPv6', { timeout: 300_000 }, async () => {
  const cases = network.map((one, index) =>
    caseOf(`${one.alarm.shortName}-v6`, one, {
      ...plain,
      v6: true,
      variant: index + 1,
      hosts: [1 + (index % 250), 1 + ((index * 7) % 250)],
    }),
  );
  expect(await faultsOf(cases)).toEqual([]);
});

gated('tshark and Suricata confirm blocked conversations', { timeout: 300_000 }, async () => {
  const cases = network
    .filter(({ detection }) => canBeBlocked(detection))
    .map((one, index) =>
      caseOf(`${one.alarm.shortName}-blocked`, one, {
        ...plain,
        blocked: true,
        variant: index,
        hosts: [1 + index, 77],
      }),
    );
  expect(cases.length).toBeGreaterThan(20);
  expect(await faultsOf(cases)).toEqual([]);
});

gated('tshark and Suricata confirm 60 random events', { timeout: 300_000 }, async () => {
  const drawn = sample(tuple(networks, shapes), { numRuns: 60, seed: 5 });
  expect(await faultsOf(drawn.map(([one, shape], index) => caseOf(`random-${index}`, one, shape)))).toEqual([]);
});
