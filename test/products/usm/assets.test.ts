/** Assets and sensors, as clients read them: docs/contract/usm.md §17. */
import { expect, test } from 'vitest';
import { idOf, itemsOf, restricted, tenant, type Answer } from './support.ts';

const assetsIn = (records: readonly any[]): readonly string[] => [
  ...new Set(
    records.flatMap((record) => [
      ...(record.alarm_source_asset_ids ?? []),
      ...(record.alarm_destination_assset_ids ?? []),
      ...[record.source_asset_id, record.destination_asset_id].filter((id) => /^[0-9a-f-]{36}$/.test(id)),
    ]),
  ),
];

test('the asset ids of alarms and events lead to assets of the same address', async () => {
  const { ask } = await tenant('live');
  const alarms = itemsOf(await ask('/alarms?size=100'));
  const events = itemsOf(await ask('/events?size=100'));
  const ids = assetsIn([...alarms, ...events]);
  expect(ids.length).toBeGreaterThan(20);
  for (const id of ids) {
    const { status, json } = await ask(`/assets/${id}`);
    expect([status, json?.id]).toEqual([200, id]);
    expect(json.ip_addresses).toHaveLength(1);
  }
  for (const event of events)
    if (event.source_asset_id !== undefined)
      expect((await ask(`/assets/${event.source_asset_id}`)).json.ip_addresses).toEqual([event.source_address]);
});

test('an asset alone is as its list has it, and the pages hold each once', async () => {
  const { ask } = await tenant('live');
  const pages: Answer[] = [];
  for (let page = 0, last = 0; page <= last; page++) {
    const answer = await ask(`/assets?page=${page}&size=500`);
    last = answer.json.page.totalPages - 1;
    pages.push(answer);
  }
  const all = pages.flatMap(itemsOf);
  expect(all).toHaveLength(pages[0]?.json.page.totalElements);
  expect(new Set(all.map(idOf)).size).toBe(all.length);
  const [first] = all;
  expect((await ask(`/assets/${first.id.toUpperCase()}`)).json).toEqual(first);
  expect(itemsOf(await ask('/assets'))).toHaveLength(20);
});

test('a name or an address is no id of an asset', async () => {
  const { ask } = await tenant('live');
  const [{ name, ip }] = itemsOf(await ask('/assets?size=1'));
  for (const id of [name, ip, idOf(itemsOf(await ask('/alarms?size=1'))[0]), '00000000-0000-4000-8000-000000000000'])
    expect((await ask(`/assets/${id}`)).status).toBe(404);
});

test('a restricted client sees assets and sensors of its customers alone', async () => {
  const { ask, as } = await tenant('live');
  const other = await as(restricted);
  for (const list of ['assets', 'sensors']) {
    const all = (await ask(`/${list}?size=2000`)).json.page.totalElements;
    const own = itemsOf(await other.ask(`/${list}?size=2000`));
    expect(own.length).toBeGreaterThan(0);
    expect(own.length).toBeLessThan(all);
  }
  const mine = new Set(itemsOf(await other.ask('/assets?size=2000')).map(idOf));
  const foreign = itemsOf(await ask('/assets?size=2000')).find((asset) => !mine.has(idOf(asset)));
  expect((await other.ask(`/assets/${foreign.id}`)).status).toBe(404);
});

test('sensors are those that alarms name', async () => {
  const { ask } = await tenant('live');
  const sensors = new Set(itemsOf(await ask('/sensors?size=100')).map(idOf));
  for (const { sensor_uuid: id } of itemsOf(await ask('/alarms?size=100'))) expect(sensors.has(id)).toBe(true);
});

test('the documentation knows neither', async () => {
  const { ask } = await tenant('documented');
  for (const path of ['/assets', '/sensors']) expect((await ask(path)).status).toBe(404);
});
