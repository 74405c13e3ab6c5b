import { expect, test } from 'vitest';
import { violations } from '../../../../src/kernel/schema.ts';
import { fieldsOf, service, type Service } from '../../../support/service.ts';

const small = { events: 300 };
const schemas = { alarm: 'alarms', category: 'attack-categories', signature: 'signatures' } as const;
type Kind = keyof typeof schemas;
const kinds = Object.keys(schemas) as Kind[];

const searchIn = ({ ask }: Pick<Service, 'ask'>, kind: Kind, body: object, key?: string) =>
  ask<any[]>(`/alarms/v1/${kind}/search`, { body, ...(key !== undefined && { key }) });

test('alarms, categories and signatures agree with the events that have them', async () => {
  const { ask, search } = await service(small);
  const [{ attackInfo }] = (await search({ limit: 1 })).data;
  const alarm = (await ask(`/alarms/v1/alarm/${attackInfo.alarmID}`)).data;
  expect(alarm).toMatchObject({
    description: attackInfo.alarmDescription,
    attackCategory: { id: attackInfo.attackCategoryID, name: attackInfo.attackCategoryName },
    mappings: [{ signature: attackInfo.signature, alarm: null }],
  });
  const category = (await ask(`/alarms/v1/category/${attackInfo.attackCategoryID}`)).data;
  expect((await ask(`/alarms/v1/category/${category.shortName}`)).data).toEqual(category);
  expect(alarm.attackCategory).toEqual(category);
  for (const path of ['alarm/1', 'category/nothing', 'signature/SNORT-1:1000041', 'signature/1'])
    expect((await ask(`/alarms/v1/${path}`)).status).toBe(404);
});

test.each(['1/2/mysecretapikey', '2/2/limitedtoone'])(
  'a signature was triggered as often as a search of the same caller counts, %s',
  async (key) => {
    const simulator = await service({ events: 3000, scenario: 'test/products/argus/lookups/signatures.yaml' });
    const { data } = await searchIn(simulator, 'signature', { limit: 0, sortBy: ['-triggerAmount'] }, key);
    expect(data[0].triggerAmount).toBeGreaterThan(0);
    for (const { signature, triggerAmount, firstTriggeredTimestamp, lastTriggeredTimestamp } of data.slice(0, 12)) {
      const found = await simulator.search({ signature: [signature], limit: 0 }, { key });
      const times = (name: string) => found.data.map((event) => event[name] as number);
      expect([signature, triggerAmount, firstTriggeredTimestamp, lastTriggeredTimestamp]).toEqual([
        signature,
        found.count,
        found.count === 0 ? 0 : Math.min(...times('startTimestamp')),
        found.count === 0 ? 0 : Math.max(...times('endTimestamp')),
      ]);
    }
  },
);

test.each(kinds)('every %s can be paged through, in a list and in a search', async (kind) => {
  const simulator = await service(small);
  const { ask } = simulator;
  const all = await ask<any[]>(`/alarms/v1/${kind}?limit=0`);
  expect(violations(`argus/${schemas[kind]}.schema.json`, all.data)).toEqual([]);
  expect(new Set(all.data.map(({ id, signature }) => id ?? signature)).size).toBe(all.count);
  expect((await ask(`/alarms/v1/${kind}?limit=3&offset=2`)).data).toEqual(all.data.slice(2, 5));
  const found = await searchIn(simulator, kind, { limit: 3, offset: 2, includeMappings: true, includeComments: true });
  if (kind !== 'alarm')
    expect(found.messages.map(({ field }) => field)).toEqual(['includeMappings', 'includeComments']);
  else expect(found.data).toEqual(all.data.slice(2, 5));
  const any = await ask(`/alarms/v1/${kind}?limit=0&keywords=traffic&keywords=scan&keywordMatch=any`);
  expect(any.count).toBeGreaterThan((await ask(`/alarms/v1/${kind}?limit=0&keywords=traffic&keywords=scan`)).count);
  expect((await ask(`/alarms/v1/${kind}`, { key: '1/5/noeventsatall' })).status).toBe(403);
});

test.each([
  ['alarm', 'shortName', 'sqli', 'description'],
  ['category', 'shortName', 'network-scan', 'name'],
  ['signature', 'signature', 'SNORT-1:1000041', 'description'],
] as const)('a keyword of a %s stands in the field that is named', async (kind, field, word, other) => {
  const simulator = await service(small);
  const texts = (data: any[]) => data.map((item) => item[field]);
  const listed = async (query: string) => texts((await simulator.ask(`/alarms/v1/${kind}?limit=0&${query}`)).data);
  const expected = texts((await simulator.ask(`/alarms/v1/${kind}?limit=0`)).data).filter((text) =>
    text.includes(word),
  );
  expect(expected.length).toBeGreaterThan(0);
  expect(await listed(`keywords=${word}&keywordField=${field}`)).toEqual(expected);
  expect(await listed(`keywords=${word}&keywordField=${other}`)).toEqual([]);
  const body = { limit: 0, keywords: [word], keywordFieldStrategy: [field] };
  expect(texts((await searchIn(simulator, kind, body)).data)).toEqual(expected);
});

test('a list of categories looks for keywords in names alone, a search everywhere', async () => {
  const simulator = await service(small);
  expect((await simulator.ask('/alarms/v1/category?keywords=network-scan')).count).toBe(0);
  expect((await searchIn(simulator, 'category', { keywords: ['network-scan'] })).count).toBe(1);
});

test.each(kinds)('a deleted %s is found by who asks for it', async (kind) => {
  const simulator = await service(small);
  const flagsOf = async (body: object) =>
    (await searchIn(simulator, kind, { limit: 0, ...body })).data.flatMap(({ flags }) => flags as string[]);
  expect(await flagsOf({})).not.toContain('DELETED');
  expect(await flagsOf({ includeDeleted: false, includeFlags: ['DELETED'] })).toEqual([]);
  const deleted = await flagsOf({ includeDeleted: 'True', includeFlags: ['DELETED'] });
  expect(deleted).toContain('DELETED');
  expect(await flagsOf({ includeDeleted: true, excludeFlags: ['DELETED'] })).not.toContain('DELETED');
});

test('flags of signatures may be a number, as in the schema of the vendor', async () => {
  const simulator = await service(small);
  const all = await searchIn(simulator, 'signature', { limit: 0, includeDeleted: true });
  for (const [flags, names] of [
    [4, ['SNORT']],
    ['1', ['DELETED']],
    [0, []],
  ] as const) {
    const expected = all.data.filter((item) => names.every((name) => item.flags.includes(name))).length;
    const body = { limit: 0, includeDeleted: true, includeFlags: flags };
    expect((await searchIn(simulator, 'signature', body)).count).toBe(expected);
  }
});

test('a signature that is mapped to nothing has no alarm', async () => {
  const simulator = await service(small);
  const { data } = await searchIn(simulator, 'signature', { limit: 0 });
  expect(data.filter(({ alarm }) => alarm === null)).toMatchObject([{ mappedTimestamp: 0, triggerAmount: 0 }]);
});

test('criteria narrow, sub-criteria are an OR group, required and exclude turn that', async () => {
  const simulator = await service(small);
  const ids = async (body: object) =>
    (await searchIn(simulator, 'alarm', { limit: 0, ...body })).data.map(({ id }) => id as number);
  const all = (await searchIn(simulator, 'alarm', { limit: 0 })).data;
  const [first, second] = all;
  expect(await ids({ alarmID: [first.id, String(second.id)] })).toEqual([first.id, second.id]);
  expect(await ids({ alarm: [first.shortName.toUpperCase(), String(second.id)] })).toEqual([first.id, second.id]);
  const ofCategory = all.filter((alarm) => alarm.attackCategory.id === first.attackCategory.id).map(({ id }) => id);
  expect(await ids({ attackCategoryID: [first.attackCategory.id], alarmID: [] })).toEqual(ofCategory);
  expect(await ids({ alarmID: String(first.id), keywords: [], subCriteria: [] })).toEqual([first.id]);
  expect(await ids({ subCriteria: [{ alarmID: [first.id] }, { alarmID: [second.id] }] })).toEqual([
    first.id,
    second.id,
  ]);
  expect(await ids({ subCriteria: [{ alarmID: [first.id], exclude: true }] })).toEqual(
    all.slice(1).map(({ id }) => id),
  );
  const required = { required: 'True', alarmID: [second.id] };
  expect(await ids({ subCriteria: [{ alarmID: [first.id, second.id] }, required] })).toEqual([second.id]);
  const nested = { exclude: true, subCriteria: [{ alarmID: [first.id] }] };
  expect(await ids({ subCriteria: [nested] })).toEqual(all.slice(1).map(({ id }) => id));
  const { references, labels } = all.find((alarm) => alarm.references.length > 0);
  expect(await ids({ alarmReferences: references })).toEqual(
    all.filter((alarm) => alarm.references.includes(references[0])).map(({ id }) => id),
  );
  expect(await ids({ labels: [labels[0].slice(1)] })).toEqual([]);
});

test('times bound the fields that are named, any or all of them', async () => {
  const simulator = await service(small);
  const all = (await searchIn(simulator, 'alarm', { limit: 0 })).data;
  const middle = all.map((alarm) => alarm.lastUpdatedTimestamp as number).sort((one, other) => one - other)[50] ?? 0;
  const count = async (body: object) => (await searchIn(simulator, 'alarm', { limit: 0, ...body })).count;
  const since = (...names: string[]) => all.map((alarm) => names.map((name) => alarm[name] >= middle));
  expect(await count({ startTimestamp: middle })).toBe(since('lastUpdatedTimestamp').flat().filter(Boolean).length);
  const both = ['createdTimestamp', 'lastCheckTimestamp'];
  for (const [timeMatchStrategy, match] of [
    ['any', 'some'],
    ['all', 'every'],
  ] as const)
    expect(await count({ startTimestamp: String(middle), timeFieldStrategy: both, timeMatchStrategy })).toBe(
      since(...both).filter((hits) => hits[match](Boolean)).length,
    );
  expect(await count({ endTimestamp: '-5000d' })).toBe(0);
  const wrong = await searchIn(simulator, 'alarm', { subCriteria: [{ startTimestamp: '2026-02-30' }] });
  expect([wrong.status, fieldsOf(wrong)]).toEqual([412, ['subCriteria[0].startTimestamp']]);
});

test.each([
  ['alarm', 'description', 'description'],
  ['category', 'name', 'name'],
  ['signature', 'triggerAmount', 'triggerAmount'],
] as const)('a search for a %s is sorted by %s, either way', async (kind, key, member) => {
  const simulator = await service(small);
  const values = async (sortBy: string) =>
    (await searchIn(simulator, kind, { limit: 0, sortBy: [sortBy] })).data.map((item) => item[member]);
  const rising = await values(key);
  expect(rising).toEqual([...rising].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0)));
  expect(await values(`-${key}`)).toEqual(rising.toReversed());
  expect((await searchIn(simulator, kind, { sortBy: ['colour'] })).status).toBe(412);
});

test('bounds of how often a signature was triggered, where 0 is none', async () => {
  const simulator = await service(small);
  const { data } = await searchIn(simulator, 'signature', { limit: 0 });
  const within = (least: number, most: number) =>
    data.filter(({ triggerAmount }) => triggerAmount >= least && triggerAmount <= most).length;
  const count = async (body: object) => (await searchIn(simulator, 'signature', { limit: 0, ...body })).count;
  expect(await count({ minTriggerAmount: '2' })).toBe(within(2, Infinity));
  expect(await count({ maxTriggerAmount: 1 })).toBe(within(0, 1));
  expect(await count({ minTriggerAmount: 0, maxTriggerAmount: 0 })).toBe(data.length);
  expect(await count({ attackIdentifier: [data[3].signature] })).toBe(1);
});

test('only the operations centre sees where its handbook is', async () => {
  const { ask } = await service({ ...small, scenario: 'test/products/argus/lookups/signatures.yaml' });
  const has = async (key: string) => 'internalReference' in (await ask('/alarms/v1/alarm', { key })).data[0];
  expect([await has('1/2/mysecretapikey'), await has('2/2/limitedtoone')]).toEqual([true, false]);
});
