/** Alarms that are read from logs, as the gate looks at them: no record is another alarm's as well. */
import { expect, test } from 'vitest';
import { misreadLogs } from '../../src/cli/ids/own.ts';
import { everyDetection } from '../../src/generator/formats/catalogue.ts';
import { newestFormat } from '../../src/generator/formats/index.ts';
import { ownDetection } from '../../src/generator/own-alarms/own-detection.ts';
import type { ScenarioAlarm } from '../../src/generator/own-alarms/text/section.ts';
import type { Detection } from '../../src/model/detection.ts';

const own = (name: string, sysmon: NonNullable<ScenarioAlarm['sysmon']>): Detection =>
  ownDetection(name, { name, category: 'endpoint', severity: 'high', attack: 'T1059', sysmon }) as Detection;

test('no record of the catalogue is read as one of another alarm', () => {
  const all = everyDetection(newestFormat.catalogue);
  expect(misreadLogs(all, all)).toEqual([]);
});

test('of two alarms that look for the same, or one for less, the record is told to be both', () => {
  const [one, other] = [
    own('one', { EventID: 1, Image: '[[a.exe]]' }),
    own('two', { EventID: 1, Image: 'C:\\[[a.exe]]' }),
  ];
  const [less, apart] = [own('less', { EventID: 1 }), own('apart', { EventID: 3, Image: '[[a.exe]]' })];
  const all = [one, other, less, apart];
  const both = (alarm: string, ...names: readonly string[]): readonly string[] =>
    names.map((name) => `${alarm}: its record is read as one of ${name} as well`);
  expect(misreadLogs(all, all)).toEqual([...both('one', 'two', 'less'), ...both('two', 'less')]);
});
