import { expect, test } from 'vitest';
import { detection, many } from '../../src/generator/detections/shared/define.ts';
import { makeCatalogue } from '../../src/generator/formats/catalogue.ts';
import { format1 } from '../../src/generator/formats/format-1.ts';
import { formatOf, worldFormats, newestFormat } from '../../src/generator/formats/index.ts';
import type { WorldFormat } from '../../src/generator/formats/world-format.ts';
import { makeWorld } from '../../src/generator/generate.ts';
import { readScenario } from '../../src/generator/scenario.ts';
import { goldenWorlds, hashOfWorld, worldOf, worldPromises } from './worlds.ts';

test.each(worldPromises())('world format %s makes the promised World of %s', (format, scenario, make) => {
  expect(make()).toBe(goldenWorlds()[format]?.[scenario]);
});

const beacon = detection({
  name: 'test-beacon',
  category: 'callback',
  telemetry: 'endpoint',
  transport: null,
  direction: 'outbound',
  trigger: 'initiator',
  attack: { tactics: ['Command and Control'], technique: 'T1071', techniqueName: 'Application Layer Protocol' },
  killChain: { intent: 'System Compromise', strategy: 'C&C Communication', method: 'Test' },
  first: { id: 99_001, sid: 1_999_001 },
  alarms: { 'test-beacon': { name: 'A test', severity: 'high', weight: 5000 } },
  variants: (_, chance) =>
    many(4, () => ({ domain: null, uri: null, port: 0, properties: { 'test.word': [chance.hex(8)] } })),
  log: () => 'a line',
});

/** What adding a detection comes to: the format before, and one more. */
const second: WorldFormat = {
  ...format1,
  number: 2,
  catalogue: makeCatalogue([...format1.catalogue.detections, beacon]),
};

test('a second format beside the first leaves the first where it was', () => {
  const before = hashOfWorld(worldOf('default', format1));
  const other = worldOf('default', second);
  expect(other.worldFormat).toBe(2);
  expect(other.details.some(({ detection: { name } }) => name === beacon.name)).toBe(true);
  expect(hashOfWorld(other)).not.toBe(before);
  const after = worldOf('default', format1);
  expect(after.worldFormat).toBe(1);
  expect(hashOfWorld(after)).toBe(before);
  expect(before).toBe(goldenWorlds()['1']?.['default']);
});

test('in the second format the new detection happens, and stories may name it', () => {
  const { aggregated, details } = worldOf('default', second);
  const codes = new Set(details.filter(({ detection: { name } }) => name === beacon.name).map(({ code }) => code));
  expect(aggregated.detail.some((code) => codes.has(code))).toBe(true);
  expect(second.catalogue.alarmOf(1_999_001)?.detection).toBe(beacon);
  expect(format1.catalogue.alarmOf(1_999_001)).toBe(undefined);
});

test('a scenario is drawn by the format that it names, else by the newest', () => {
  const scenario = readScenario('empty');
  expect(makeWorld({ seed: '1', scenario }).worldFormat).toBe(newestFormat.number);
  expect(makeWorld({ seed: '1', scenario: { ...scenario, worldFormat: 1 } }).worldFormat).toBe(1);
  expect(() => makeWorld({ seed: '1', scenario: { ...scenario, worldFormat: 99 } })).toThrow(
    `there is no world format 99; there are ${worldFormats.map(({ number }) => number).join(', ')}`,
  );
  expect(worldFormats.map(({ number }) => number)).toEqual(worldFormats.map((_, at) => at + 1));
  expect(formatOf(undefined)).toBe(newestFormat);
});
