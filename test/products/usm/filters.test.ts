import { expect, test } from 'vitest';
import { idOf, itemsOf, tenant, type Tenant } from './support.ts';

const size = 'size=2000';
const found = async ({ ask }: Pick<Tenant, 'ask'>, query: string): Promise<any[]> => {
  const answer = await ask(query);
  expect(answer.status).toBe(200);
  expect(answer.json.page.totalElements).toBe(itemsOf(answer).length);
  return itemsOf(answer);
};
const total = async ({ ask }: Pick<Tenant, 'ask'>, query: string): Promise<number> =>
  (await ask(query)).json.page.totalElements;

test('every filter of alarms finds exactly the alarms that say so themselves', async () => {
  const live = await tenant('live');
  const all = await found(live, `/alarms?${size}`);
  const sample = all[7];
  const filters: [string, (alarm: any) => boolean][] = [
    ['status=closed', (alarm) => alarm.status === 'closed'],
    ['suppressed=true', (alarm) => alarm.suppressed],
    [`rule_intent=${encodeURIComponent(sample.rule_intent)}`, (alarm) => alarm.rule_intent === sample.rule_intent],
    [`rule_method=${encodeURIComponent(sample.rule_method)}`, (alarm) => alarm.rule_method === sample.rule_method],
    [
      `rule_strategy=${encodeURIComponent(sample.rule_strategy)}`,
      (alarm) => alarm.rule_strategy === sample.rule_strategy,
    ],
    ['priority_label=high', (alarm) => alarm.priority_label === 'high'],
    [`alarm_sensor_sources=${sample.sensor_uuid}`, (alarm) => alarm.alarm_sensor_sources.includes(sample.sensor_uuid)],
    [
      `timestamp_occured_gte=${sample.timestamp_occured}`,
      (alarm) => alarm.timestamp_occured >= sample.timestamp_occured,
    ],
    [
      `timestamp_occured_lte=${sample.timestamp_occured}`,
      (alarm) => alarm.timestamp_occured <= sample.timestamp_occured,
    ],
  ];
  for (const [query, passes] of filters) {
    const wanted = all.filter(passes);
    expect(wanted.length).toBeGreaterThan(0);
    expect((await found(live, `/alarms?${size}&${query}`)).map(idOf)).toEqual(wanted.map(idOf));
  }
});

test('every filter of events finds exactly the events that say so themselves', async () => {
  const live = await tenant('live', { events: 220 });
  const all = await found(live, `/events?${size}`);
  const cloud = all.find((event) => event.account_name !== undefined);
  const sample = all[11];
  const filters: [string, (event: any) => boolean][] = [
    [`account_name=${cloud.account_name}`, (event) => event.account_name === cloud.account_name],
    ['suppressed=true', (event) => event.suppressed],
    [`plugin=${encodeURIComponent(sample.plugin)}`, (event) => event.plugin === sample.plugin],
    [`event_name=${encodeURIComponent(sample.event_name)}`, (event) => event.event_name === sample.event_name],
    [`source_name=${sample.source_name}`, (event) => event.source_name === sample.source_name],
    [`sensor_uuid=${sample.sensor_uuid}`, (event) => event.sensor_uuid === sample.sensor_uuid],
    [`source_username=${cloud.source_username}`, (event) => event.source_username === cloud.source_username],
    [
      `timestamp_occured_gte=${sample.timestamp_occured}`,
      (event) => event.timestamp_occured >= sample.timestamp_occured,
    ],
    [
      `timestamp_occurred_lte=${sample.timestamp_occured}`,
      (event) => event.timestamp_occured <= sample.timestamp_occured,
    ],
  ];
  for (const [query, passes] of filters) {
    const wanted = all.filter(passes);
    expect([query, wanted.length > 0]).toEqual([query, true]);
    expect((await found(live, `/events?${size}&${query}`)).map(idOf)).toEqual(wanted.map(idOf));
  }
});

test('filters are ANDed, repeated values ORed', async () => {
  const live = await tenant('live');
  const [open, closed, review] = await Promise.all(
    ['open', 'closed', 'in_review'].map((status) => total(live, `/alarms?status=${status}`)),
  );
  expect(await total(live, '/alarms?status=open&status=closed')).toBe(open! + closed!);
  expect(await total(live, '/alarms?status=open&status=closed&status=in_review')).toBe(open! + closed! + review!);
  expect(await total(live, '/alarms')).toBe(open! + closed! + review!);
  const both = await found(live, `/alarms?${size}&status=open&priority_label=high`);
  expect(both.length).toBeGreaterThan(0);
  for (const alarm of both) expect([alarm.status, alarm.priority_label]).toEqual(['open', 'high']);
});

test('lists joined by commas work as documented, and do nothing live', async () => {
  const documented = await tenant('documented');
  const live = await tenant('live');
  const high = await total(live, '/alarms?priority_label=high');
  const medium = await total(live, '/alarms?priority_label=medium');
  expect(await total(documented, '/alarms?priority_label=medium,%20high')).toBe(high + medium);
  expect(await total(live, '/alarms?priority_label=medium,high')).toBe(await total(live, '/alarms'));
});

test('names are given whole: case and parts do not match', async () => {
  const live = await tenant('live');
  expect(await total(live, '/alarms?rule_method=nmap')).toBe(0);
  expect(await total(live, '/alarms?rule_method=Nma')).toBe(0);
  expect(await total(live, '/alarms?rule_method=Nmap')).toBeGreaterThan(0);
});

test('what is no number or boolean is refused with 400', async () => {
  const { ask } = await tenant('live');
  for (const query of [
    'timestamp_occured_gte=now',
    'timestamp_occured_lte=2026-01-01',
    'timestamp_occurred_gte=1e5',
    'suppressed=2',
  ])
    for (const list of ['alarms', 'events']) expect((await ask(`/${list}?${query}`)).status).toBe(400);
});

test('seconds where milliseconds are meant are 1970, so everything is found', async () => {
  const live = await tenant('live');
  expect(await total(live, '/alarms?timestamp_occured_gte=1538762000')).toBe(await total(live, '/alarms'));
});

test('sorts take several keys, blanks, either spelling and any case, and fall back without a word', async () => {
  const { ask } = await tenant('live');
  const ids = async (sort: string) => itemsOf(await ask(`/alarms?size=60${sort}`)).map(idOf);
  const newest = await ids('');
  for (const sort of [
    'timestamp_occured,desc',
    'timestamp_occurred,%20desc',
    'timestamp_occured%2CDESC',
    'asc',
    'nonsense,asc',
    ',',
    'desc',
  ])
    expect(await ids(`&sort=${sort}`)).toEqual(newest);
  const alarms = itemsOf(
    await ask('/alarms?size=500&sort=priority,desc&sort=rule_method,asc&sort=timestamp_occured,asc'),
  );
  const key = (alarm: any) =>
    [String(100 - alarm.priority).padStart(3, '0'), alarm.rule_method, alarm.timestamp_occured].join('\u0000');
  expect(alarms.map(key)).toEqual(alarms.map(key).sort());
  const together = await ids('&sort=status,priority_label,desc');
  expect(together).toEqual(await ids('&sort=status,desc&sort=priority_label,desc'));
});
