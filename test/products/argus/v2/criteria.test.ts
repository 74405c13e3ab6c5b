/** Each criterion of v2 finds all that it should and nothing else, against a plain filter over every event of both types. */
import { test, expect } from 'vitest';
import { schemaDocument, violations } from '../../../../src/kernel/schema.ts';
import { service, type Service } from '../../../support/service.ts';
import { nestedCases } from './nested-cases.ts';
import { plainCases } from './plain-cases.ts';
import { strategies, valuesOf, type Event } from './reading.ts';

const everything = { limit: 0, includeAllProperties: true, includeComments: true, includeSubEvents: true };
const find = (at: Service, criteria: object) =>
  at.ask<Event[]>('/events/v2/event/search', { body: { ...everything, ...criteria } });

const cases = { ...plainCases, ...nestedCases };
const notSelecting = [
  'limit',
  'offset',
  'sortBy',
  'includeAllProperties',
  'includeComments',
  'includeSubEvents',
  'includeProperties',
  'includeUnpublished',
];

test('every criterion of the schema has a case', () => {
  const { properties } = schemaDocument('argus/v2-criteria.schema.json') as { properties: object };
  expect(Object.keys(cases).sort()).toEqual(
    Object.keys(properties)
      .filter((name) => !notSelecting.includes(name))
      .sort(),
  );
});

test('each criterion is sound and complete over both types of events', async () => {
  const at = await service({ events: 600 });
  const { data: all } = await find(at, {});
  expect(violations('argus/v2-events.schema.json', all)).toEqual([]);
  for (const [name, list] of Object.entries(cases)) {
    for (const { criteria, holds } of list) {
      const { status, data, count } = await find(at, criteria);
      const wanted = all.filter((event) => holds(event, at)).map(({ id }) => id);
      expect([name, criteria, status, data?.map(({ id }) => id)]).toEqual([name, criteria, 200, wanted]);
      expect(count).toBe(wanted.length);
    }
  }
});

test('the cases are not empty: each criterion finds some events and leaves some out', async () => {
  const at = await service({ events: 1500 });
  const { count: total } = await find(at, { limit: 1 });
  for (const [name, list] of Object.entries(cases)) {
    if (list.length === 0) continue;
    const counts = await Promise.all(
      list.map(async ({ criteria }) => (await find(at, { ...criteria, limit: 1 })).count),
    );
    expect([name, counts.some((count) => count > 0 && count < total)]).toEqual([name, true]);
  }
});

test('events are found by id, with any type or none in front, and by UUID; what names nothing finds nothing', async () => {
  const at = await service({ events: 300 });
  const { data } = await find(at, { limit: 60 });
  const [one, other] = [data.find(({ type }) => type === 'aggregated'), data.find(({ type }) => type === 'raw')];
  const bare = other.id.split('/').slice(1).join('/');
  for (const ids of [
    [one.id, other.id],
    [`RAW/${bare}`, one.uuid],
    [bare, one.uuid.toUpperCase()],
  ]) {
    const found = await find(at, { eventIdentifier: ids });
    expect(found.data.map(({ id }) => id).sort()).toEqual([one.id, other.id].sort());
  }
  const [type, time, customer, uuid] = one.id.split('/');
  for (const id of [
    `${type}/${Number(time) + 1}/${customer}/${uuid}`,
    `${type}/${time}/1/${uuid}`,
    `x/${one.id}`,
    'nonsense',
    '',
  ]) {
    expect([id, (await find(at, { eventIdentifier: [id] })).count]).toEqual([id, 0]);
  }
});

test('the one property that differs from event to event is found as well', async () => {
  const at = await service({ events: 300 });
  const { data: all } = await find(at, {});
  const value = valuesOf(all[7], 'agent.parseTimestamp')[0]!;
  const holds = (event: Event) => valuesOf(event).includes(value);
  for (const property of [
    { ...strategies, key: 'agent.parseTimestamp', value: [value] },
    { ...strategies, value: [value, 'no such value'] },
    { valueMatchStrategy: 'all', valueSearchStrategy: 'tokenized', value: [value] },
  ]) {
    const { data } = await find(at, { property: [property] });
    expect(data.map(({ id }) => id)).toEqual(all.filter(holds).map(({ id }) => id));
  }
});

test('empty lists filter nothing, as clients send every list they know', async () => {
  const at = await service({ events: 200 });
  const lists = [
    'associatedCase',
    'attack',
    'customer',
    'domain',
    'endpoint',
    'eventIdentifier',
    'includeFlag',
    'excludeFlag',
    'property',
    'severity',
    'type',
    'subCriteria',
    'timeFieldStrategy',
    'sortBy',
    'includeProperties',
  ];
  const { count } = await find(at, { limit: 1 });
  const empty = Object.fromEntries(lists.map((name) => [name, []]));
  expect((await find(at, { ...empty, limit: 1 })).count).toBe(count);
  // What client 5.0 sends when nobody asks for anything (docs/contract/argus.md §11).
  const minimal = { limit: 25, timeMatchStrategy: 'any', includeUnpublished: true };
  expect((await at.ask('/events/v2/event/search', { body: minimal })).size).toBe(25);
});
