/** Answers of earlier years as recordings show them: docs/contract/usm.md §15, row by row. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readScenario } from '../../../src/generator/scenario.ts';
import { tenantOf } from '../../../src/products/usm/records/tenant.ts';
import { worldOf } from '../../support/worlds.ts';
import { itemsOf, tenant } from './support.ts';

const years = ['2019', '2020', '2021', '2024'] as const;
type Year = (typeof years)[number];
/** Type of a member in each year: b boolean, n number, s string, a array; `-` for not there, `~` for there on some. */
type Row = readonly [member: string, ...types: readonly [string, string, string, string]];

const alarmRows: readonly Row[] = [
  ['has_alarm', 'b', 'b', '-', '-'],
  ['status', '-', 's', 's', 's'],
  ['timestamp_occured_iso8601', 's', 's', '~', '-'],
  ['timestamp_received_iso8601', 's', 's', '~', '-'],
  ['alarm_source_asset_ids', '-', 'a', 'a', 'a'],
  ['alarm_response_codes', '-', '-', 'a', 'a'],
  ['needs_internal_enrichment', '-', '-', 'b', 'b'],
  ['x_att_tenantid', '-', '-', 's', 's'],
  ['x_att_tenant_subdomain', '-', '-', '-', 's'],
  ['timestamp_arrived', '-', '-', '-', 's'],
  ['timestamp_to_storage', '-', '-', '-', 's'],
];
const messageRows: readonly Row[] = [
  ['needs_internal_enrichment', '-', '-', 'b', 'b'],
  ['x_att_tenantid', '-', '-', 's', 's'],
  ['x_att_tenant_subdomain', '-', '-', '-', 's'],
  ['timestamp_arrived', '-', '-', '-', 's'],
  ['time_zone', 's', '-', '-', 's'],
  ['time_offset', '-', 's', 's', 's'],
  ['suppressed', 's', 's', 's', 's'],
  ['timestamp_occured_iso8601', 's', 's', '~', '-'],
];
const headRows: readonly Row[] = [
  ['suppressed', 'b', 'b', 'b', 'b'],
  ['has_alarm', 'b', 'b', 'b', 'b'],
  ['x_att_tenantid', '-', '-', 's', 's'],
  ['timestamp_occured_iso8601', 's', 's', '~', '-'],
];
const wrapperRows: readonly Row[] = [
  ['_links', 'o', 'o', 'o', 'o'],
  ['timeStamp', 'n', 'n', 'n', 'n'],
  ['enriched', 'b', '-', '-', '-'],
];

function typeOf(items: readonly Record<string, unknown>[], member: string): string {
  const values = items.map((item) => item[member]);
  const there = values.filter((value) => value !== undefined);
  if (there.length === 0) return '-';
  if (there.length < values.length) return '~';
  const [first] = there;
  return Array.isArray(first) ? 'a' : ((typeof first)[0] as string);
}

const dialectOf = (year: Year) => (year === '2024' ? 'live' : (`live-${year}` as const));

test.each(years)('answers of %s have the members that were recorded', async (year) => {
  const at = years.indexOf(year);
  const { ask } = await tenant(dialectOf(year));
  const alarms = itemsOf(await ask('/alarms?size=200'));
  const wrappers = alarms.flatMap(({ events }) => events);
  const told = (items: readonly Record<string, unknown>[], rows: readonly Row[]) =>
    rows.map(([member]) => [member, typeOf(items, member)]);
  const due = (rows: readonly Row[]) => rows.map(([member, ...types]) => [member, types[at]]);
  expect(told(alarms, alarmRows)).toEqual(due(alarmRows));
  expect(told(wrappers, wrapperRows)).toEqual(due(wrapperRows));
  expect(
    told(
      wrappers.map(({ message }) => message),
      messageRows,
    ),
  ).toEqual(due(messageRows));
  expect(told(itemsOf(await ask('/events?size=200')), headRows)).toEqual(due(headRows));
});

test('a list of events has the name of its time', async () => {
  for (const [year, key] of [
    ['2019', 'eventResourceList'],
    ['2020', 'eventResourceList'],
    ['2021', 'eventResources'],
    ['2024', 'eventResources'],
  ] as const)
    expect(Object.keys((await (await tenant(dialectOf(year))).ask('/events')).json._embedded)).toEqual([key]);
});

test('in 2019 highlighted fields began with a blank', async () => {
  for (const [year, blank] of [
    ['2019', true],
    ['2024', false],
  ] as const)
    for (const { highlight_fields: fields } of itemsOf(await (await tenant(dialectOf(year))).ask('/alarms')))
      for (const field of fields) expect(field.startsWith(' ')).toBe(blank);
});

test('a scenario says of which year the live dialect is, and of the live dialect alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'generations-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'mine.yaml');
  const read = async (section: string) => {
    await writeFile(file, `extends: default\nusm: ${section}\n`);
    return tenantOf({ ...worldOf({ events: 10 }), sections: readScenario(file).sections }).dialect;
  };
  expect(await read('{ dialect: live, generation: 2019 }')).toBe('live-2019');
  expect(await read('{ dialect: live, generation: 2024 }')).toBe('live');
  await expect(read('{ dialect: documented, generation: 2019 }')).rejects.toThrow(/mine\.yaml:2:\d+: usm\.dialect/);
  await expect(read('{ dialect: live, generation: 2022 }')).rejects.toThrow(/must be one of 2019, 2020, 2021, 2024/);
  await expect(read('{ dialect: live, eventsKey: eventResourceList }')).rejects.toThrow(/usm\.generation/);
});
