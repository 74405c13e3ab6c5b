/** Law: an event is written the same wherever the slab ends in which it is written. */
import { expect, test } from 'vitest';
import { makeEventWriter } from '../../src/products/usm/json/event-writer.ts';
import { makeAlarmWriter } from '../../src/products/usm/json/alarm-writer.ts';
import { styles } from '../../src/products/usm/json/style.ts';
import { worldPiecesOf } from '../../src/products/usm/json/world-pieces.ts';
import { makeServices } from '../../src/products/usm/api/services.ts';
import { makeV1Writer } from '../../src/products/argus/v1/view.ts';
import { makeV2Writer } from '../../src/products/argus/v2/view.ts';
import type { Sheet } from '../../src/kernel/bytes.ts';
import { fixedClock } from '../../src/kernel/clock.ts';
import { makeSimulation } from '../../src/products/shared/simulation.ts';
import { plugins } from '../../src/products/index.ts';
import { makeWorld } from '../../src/generator/generate.ts';
import { readScenario } from '../../src/generator/scenario.ts';
import { drawnNumbers } from '../support/drawn.ts';

const world = makeWorld({ seed: '1', scenario: readScenario('default'), events: 40 });
const columns = world.aggregated;
const services = makeServices(makeSimulation(world, fixedClock(world.end), plugins), styles.live);
const context = { ...services, kinds: () => services.kinds };
const v1 = makeV1Writer(world);
const v2 = makeV2Writer(world);
const pieces = worldPiecesOf(world, styles.live);
const usmEvent = makeEventWriter(context, pieces, styles.live);
const usmAlarm = makeAlarmWriter(context, pieces, usmEvent, styles.live);
const all = { properties: null, comments: true, subEvents: true };
const row = Array.from(columns.count).findIndex((count) => count > 2);

const writers: Readonly<Record<string, (sheet: Sheet) => void>> = {
  'v1, aggregated': (sheet) => v1.aggregated(sheet, columns, row, 'comma'),
  'v1, raw': (sheet) => v1.raw(sheet, columns, row, 1, 'comma'),
  'v2, aggregated': (sheet) => v2(sheet, row, null, all),
  'v2, raw': (sheet) => v2(sheet, row, 1, all),
  'USM Anywhere, event': (sheet) => usmEvent(sheet, row, 0, 'list', 'http://127.0.0.1'),
  'USM Anywhere, alarm': (sheet) => usmAlarm(sheet, row, 'list', [], 'http://127.0.0.1'),
};

/** What is written where the slab has so much room left, after something that was written before. */
function written(write: (sheet: Sheet) => void, room: number): string {
  const before = 100;
  const sheet: Sheet = { bytes: Buffer.alloc(before + room, 0), from: before, at: before };
  write(sheet);
  return sheet.bytes.toString('utf8', sheet.from, sheet.at);
}

test.each(Object.entries(writers))('%s', (name, write) => {
  const whole = written(write, 100_000);
  expect(whole.length).toBeGreaterThan(300);
  JSON.parse(whole);
  for (const room of drawnNumbers(`ends of a slab in ${name}`, Buffer.byteLength(whole), 1500))
    if (written(write, room) !== whole) expect([room, written(write, room)]).toEqual([room, whole]);
});
