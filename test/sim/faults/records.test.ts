/** Records that are not as documents have them, each bent the same way wherever it shows. */
import { expect, test } from 'vitest';
import { faulty, type Faulty } from '../../support/faulty.ts';
import { fullKey } from '../../support/service.ts';
import { python } from '../../support/strangers.ts';

type Item = Readonly<Record<string, any>>;
type Name = 'argus' | 'usm';

const lists: Readonly<Record<Name, string>> = {
  argus: '/events/v1/aggregated?startTimestamp=0&limit=50',
  usm: '/api/2.0/alarms?size=50',
};

async function items(given: Faulty, product: Name, path = lists[product]): Promise<readonly Item[]> {
  const { body } = await given[product](path);
  return product === 'argus' ? body.data : body._embedded.alarms;
}

const products = ['argus', 'usm'] as const;

test.each(products)('a record of %s lacks a member, one in so many, and the same each time', async (product) => {
  const given = await faulty();
  const whole = await items(given, product);
  given.faults.add({ id: 'bent', effect: { missingMembers: { share: 0.4 } } });
  const bent = await items(given, product);
  const lacking = bent.map((item, at) => Object.keys(whole[at] ?? {}).filter((name) => !(name in item)));
  expect(lacking.every((names) => names.length <= 1)).toBe(true);
  const share = lacking.filter((names) => names.length === 1).length / whole.length;
  expect(share).toBeGreaterThan(0.15);
  expect(share).toBeLessThan(0.65);
  expect(await items(given, product)).toEqual(bent);
  const names = product === 'argus' ? ['id'] : ['uuid'];
  expect(lacking.flat().some((name) => names.includes(name))).toBe(false);
});

test('a record is bent alike in lists of any page and alone', async () => {
  const given = await faulty({ rules: [{ effect: { missingMembers: { share: 0.5 } } }] });
  const all = await items(given, 'argus');
  const late = await items(given, 'argus', '/events/v1/aggregated?startTimestamp=0&limit=5&offset=7');
  expect(late).toEqual(all.slice(7, 12));
  for (const item of all.slice(0, 5)) {
    const { body } = await given.argus(`/events/v1/${item['id']}`);
    expect(Object.keys(body.data).sort()).toEqual(Object.keys(item).sort());
  }
  const { body } = await given.usm('/api/2.0/alarms?size=3');
  for (const alarm of body._embedded.alarms as readonly Item[]) {
    const alone = (await given.usm(`/api/2.0/alarms/${alarm['uuid']}`)).body as Item;
    const missing = (item: Item): boolean => 'rule_method' in item;
    expect(missing(alone)).toBe(missing(alarm));
  }
});

test('other seeds and other names bend other records', async () => {
  const lacking = async (seed: string, id: string): Promise<readonly number[]> => {
    const given = await faulty({
      seed,
      rules: [{ id, effect: { missingMembers: { share: 0.5, members: ['severity'] } } }],
    });
    return (await items(given, 'argus')).flatMap((item, at) => ('severity' in item ? [] : [at]));
  };
  const one = await lacking('1', 'a');
  expect(await lacking('1', 'a')).toEqual(one);
  expect(await lacking('2', 'a')).not.toEqual(one);
  expect(await lacking('1', 'b')).not.toEqual(one);
});

test('members that are named are missing, wherever they stand', async () => {
  const given = await faulty({
    rules: [{ effect: { missingMembers: { members: ['attackInfo.signature', 'severity'] } } }],
  });
  const [item] = await items(given, 'argus');
  expect(item?.['severity']).toBeUndefined();
  expect(item?.['attackInfo']).toEqual(expect.not.objectContaining({ signature: expect.anything() }));
  expect(item?.['attackInfo'].alarmID).toBeTypeOf('number');
});

test.each(products)('lists in records of %s are null', async (product) => {
  const given = await faulty();
  const [whole] = await items(given, product);
  given.faults.add({ effect: { nullLists: true } });
  const [bent] = await items(given, product);
  const names = Object.keys(whole ?? {}).filter((name) => Array.isArray(whole?.[name]));
  expect(names.length).toBeGreaterThan(1);
  expect(names.map((name) => bent?.[name])).toEqual(names.map(() => null));
});

test('whole numbers are wider than a double holds, and times and names stay', async () => {
  const given = await faulty();
  const path = '/events/v1/aggregated?startTimestamp=0&limit=1';
  const [whole] = await items(given, 'argus', path);
  given.faults.add({ effect: { wideNumbers: true } });
  const { text, body } = await given.argus(path);
  const wide = 9_007_199_254_740_993n + 2n * BigInt(whole?.['attackInfo'].alarmID);
  expect(text).toContain(`"alarmID":${wide},`);
  expect([body.data[0].id, body.data[0].timestamp]).toEqual([whole?.['id'], whole?.['timestamp']]);
  const program = `
import json, sys, urllib.request
request = urllib.request.Request(sys.argv[1], headers={'Argus-API-Key': sys.argv[2]})
print(json.load(urllib.request.urlopen(request))['data'][0]['attackInfo']['alarmID'])
`;
  expect((await python(program, given.url + path, fullKey)).stdout.trim()).toBe(String(wide));
});

test('numbers are text', async () => {
  const given = await faulty({ rules: [{ effect: { textNumbers: { members: ['timestamp', 'source.port'] } } }] });
  const [item] = await items(given, 'argus');
  expect([typeof item?.['timestamp'], typeof item?.['source'].port, typeof item?.['count']]).toEqual([
    'string',
    'string',
    'number',
  ]);
});

test.each(products)('records of %s have members that no document knows', async (product) => {
  const given = await faulty();
  const [whole] = await items(given, product);
  given.faults.replace([{ effect: { unknownMembers: true } }]);
  const [bent] = await items(given, product);
  expect(bent).toEqual({ ...whole, laterState: 'unknown', laterDetail: { since: 1 }, laterList: ['a', 'b'] });
  given.faults.replace([{ effect: { unknownMembers: { members: ['x-one'] } } }]);
  expect((await items(given, product))[0]).toEqual({ ...whole, 'x-one': 'unknown' });
});

test('totals and links stay as they are, and what is not JSON too', async () => {
  const given = await faulty();
  const csv = { headers: { Accept: 'text/csv' } };
  const whole = [await given.argus(lists.argus), await given.usm(lists.usm), await given.argus(lists.argus, csv)];
  given.faults.add({ effect: { textNumbers: true, nullLists: true } });
  const bent = [await given.argus(lists.argus), await given.usm(lists.usm), await given.argus(lists.argus, csv)];
  expect(bent[0]?.body.count).toBe(whole[0]?.body.count);
  expect([bent[1]?.body.page, bent[1]?.body._links]).toEqual([whole[1]?.body.page, whole[1]?.body._links]);
  expect(bent[2]?.text).toBe(whole[2]?.text);
});
