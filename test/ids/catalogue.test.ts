import { expect, test } from 'vitest';
import { missingTools } from '../../src/cli/ids/gate.ts';
import type { GateCase } from '../../src/cli/ids/case.ts';
import { capturesOf, judgeOwn, sightingOf } from '../../src/cli/ids/own.ts';
import { everyDetection } from '../../src/generator/formats/catalogue.ts';
import { newestFormat } from '../../src/generator/formats/index.ts';
import type { Detection } from '../../src/model/detection.ts';
import { captureFile, render } from '../../src/pcap/file.ts';
import { drawn } from '../support/drawn.ts';
import { claimOf } from './claims.ts';
import { parseScenario } from '../../src/generator/scenario.ts';
import { catalogueIn, detectionsIn, toldDetections } from '../../src/generator/formats/scenario-catalogue.ts';

const gated = test.skipIf(missingTools().length > 0);

const wrong = (verdicts: Awaited<ReturnType<typeof judgeOwn>>): readonly string[] =>
  verdicts.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`));

gated('no rule of an alarm for stories reports what happens in any background', { timeout: 600_000 }, async () => {
  const { catalogue } = newestFormat;
  const usual = drawn('alarms of any background', capturesOf(catalogue.detections, false), 40);
  expect(wrong(await judgeOwn(usual, everyDetection(catalogue)))).toEqual([]);
});

/** A capture of a conversation that was blocked. */
function blockedCase(detection: Detection): GateCase[] {
  const [alarm] = detection.alarms;
  if (alarm === undefined || detection.transport !== 'tcp' || detection.trigger !== 'initiator') return [];
  const sighting = { ...sightingOf(detection, alarm, 2), blocked: true, vlan: 12 };
  const file = captureFile(render(detection.flows?.(sighting) ?? [], sighting.chance));
  return [{ name: `${alarm.shortName}-blocked`, file, claim: claimOf(detection, sighting) }];
}

gated('so does the capture of one that was blocked', { timeout: 600_000 }, async () => {
  const { catalogue } = newestFormat;
  const blocked = drawn('alarms for stories that were blocked', catalogue.further().flatMap(blockedCase), 25);
  expect(wrong(await judgeOwn(blocked, everyDetection(catalogue)))).toEqual([]);
});

gated(
  'each alarm for stories raises its own signature and no other of the catalogue',
  { timeout: 600_000 },
  async () => {
    const further = newestFormat.catalogue.further();
    const sixes = drawn('alarms for stories over IPv6', capturesOf(further, true), 25);
    const verdicts = await judgeOwn([...capturesOf(further, false), ...sixes], everyDetection(newestFormat.catalogue));
    expect(verdicts.length).toBeGreaterThan(200);
    expect(wrong(verdicts)).toEqual([]);
  },
);

gated('so does each own alarm of the vocabulary, whatever it is told in', { timeout: 300_000 }, async () => {
  const scenario = parseScenario(new URL('vocabulary.yaml', import.meta.url).pathname);
  const catalogue = catalogueIn(scenario, newestFormat);
  const told = toldDetections(scenario, catalogue);
  expect(told.length).toBeGreaterThan(30);
  expect(wrong(await judgeOwn(capturesOf(told, false), detectionsIn(scenario, catalogue)))).toEqual([]);
});
