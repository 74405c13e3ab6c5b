import { expect, test } from 'vitest';
import { drawnDetail, makeDetailPicker } from '../../../src/generator/background/detail-picker.ts';
import { makeCatalogue } from '../../../src/generator/formats/catalogue.ts';
import { format1 } from '../../../src/generator/formats/format-1.ts';
import type { WorldFormat } from '../../../src/generator/formats/world-format.ts';
import { makeWorld } from '../../../src/generator/generate.ts';
import { readScenario } from '../../../src/generator/scenario.ts';
import type { Detection } from '../../../src/model/detection.ts';
import type { World } from '../../../src/model/world.ts';
import { worldOf } from '../../support/worlds.ts';

const { detections } = format1.catalogue;

const worldWith = (among: readonly Detection[]): World => {
  const format: WorldFormat = { ...format1, catalogue: makeCatalogue(among) };
  return makeWorld({ seed: '1', scenario: readScenario('default'), events: 4000, format });
};

/** All that is drawn for a row, what it is about told by name. */
function rowOf({ aggregated: columns, details, hosts }: World, row: number) {
  const { alarm, variant } = details[columns.detail[row] ?? 0] ?? {};
  const address = (code = 0) => hosts[code]?.address;
  return {
    alarm: alarm?.shortName,
    variant,
    source: address(columns.source[row]),
    destination: address(columns.destination[row]),
    ports: [columns.sourcePort[row], columns.destinationPort[row]],
    times: [columns.timestamp[row], columns.duration[row], columns.updated[row]],
    triage: [
      columns.severity[row],
      columns.flagsLow[row],
      columns.flagsHigh[row],
      columns.cases[row],
      columns.count[row],
    ],
  };
}

const rows = Array.from({ length: 4000 }, (_, row) => row);

test('in whichever order the catalogue stands, each row is the same event', () => {
  const [world, turned] = [worldWith(detections), worldWith(detections.toReversed())];
  for (const row of rows) expect(rowOf(turned, row)).toEqual(rowOf(world, row));
});

test.each(['port-scan', 'web-shell', 'account-lockout'])(
  'a catalogue without %s has the same events wherever another one happened',
  (left) => {
    const less = worldWith(detections.filter(({ name }) => name !== left));
    const more = worldWith(detections);
    const alarms = new Set(detections.find(({ name }) => name === left)?.alarms.map(({ shortName }) => shortName));
    const others = rows.filter((row) => !alarms.has(rowOf(more, row).alarm ?? ''));
    expect(others.length).toBeLessThan(rows.length);
    for (const row of others) expect(rowOf(less, row)).toEqual(rowOf(more, row));
  },
);

test('each alarm has about its share of the draws, and each of its variants some', () => {
  const { details } = worldOf({ events: 0 });
  const picker = makeDetailPicker(details, ({ alarm }) => alarm.weight);
  const draws = 1 << 20;
  const counts = new Map<number, number>();
  for (let draw = 0; draw < draws; draw++) {
    const code = drawnDetail(picker, Math.imul(draw, 0x9e37_79b1));
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  expect(details.filter(({ code }) => !counts.has(code)).map(({ signature }) => signature)).toEqual([]);
  const total = detections.flatMap(({ alarms }) => alarms).reduce((sum, { weight }) => sum + weight, 0);
  for (const { alarms } of detections) {
    for (const { shortName, weight } of alarms) {
      const own = details.filter(({ alarm }) => alarm.shortName === shortName);
      const share = own.reduce((sum, { code }) => sum + (counts.get(code) ?? 0), 0) / draws;
      // Four standard deviations of a draw of 32,768 slots.
      const expected = weight / total;
      expect(Math.abs(share - expected), shortName).toBeLessThan(4 * Math.sqrt(expected / 32_768));
    }
  }
});

test('where no detection has a share, there still are events', () => {
  const { details } = worldOf({ events: 0 });
  expect(
    drawnDetail(
      makeDetailPicker(details, () => 0),
      12_345,
    ),
  ).toBeLessThan(details.length);
});
