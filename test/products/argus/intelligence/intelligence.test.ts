/** Passive DNS and reputation: what the World's own events show of names and addresses, and nothing of others. */
import { expect, test } from 'vitest';
import { service } from '../../../support/service.ts';

const usual = { offset: 0, queryMatchStrategy: 'exact' };

async function begun(options: object = {}) {
  const at = await service({ events: 1500, ...options });
  return {
    ...at,
    pdns: (body: object, key?: string) =>
      at.ask('/pdns/v3/search', { body: { ...usual, ...body }, ...(key !== undefined && { key }) }),
    observe: (kind: 'ip' | 'domain', name: string) => at.ask(`/reputation/v1/observation/${kind}/${name}`),
  };
}

test('a name has the addresses that events show it with, and as many as there are', async () => {
  const { pdns, search } = await begun();
  const { data: all, count } = await pdns({ query: '*', queryMatchStrategy: 'partial', limit: 0 });
  expect([all.length > 3, all.length]).toEqual([true, count]);
  expect(all.map(({ lastSeenTimestamp }: any) => -lastSeenTimestamp)).toEqual(
    all.map(({ lastSeenTimestamp }: any) => -lastSeenTimestamp).toSorted((one: number, other: number) => one - other),
  );
  const [record] = all;
  const { data: named } = await pdns({ query: record.query.toUpperCase() });
  expect(named).toContainEqual(record);
  expect(named.every(({ query }: any) => query === record.query)).toBe(true);
  const { data: events } = await search({
    domain: [record.query],
    destinationIP: [record.answer],
    limit: 0,
  });
  const single = events.filter(({ destination }: any) => destination.networkAddress.host);
  expect(record.times).toBe(single.reduce((sum: number, { count: times }: any) => sum + times, 0));
  expect(record.firstSeenTimestamp).toBe(Math.min(...single.map(({ startTimestamp }: any) => startTimestamp)));
  expect(record.lastSeenTimestamp).toBe(Math.max(...single.map(({ endTimestamp }: any) => endTimestamp)));
  expect((await pdns({ query: record.answer })).data).toContainEqual(record);
});

test('what nobody met is an empty list, never a 404', async () => {
  const { pdns, observe } = await begun();
  for (const { status, data, count } of [
    await pdns({ query: 'nobody.example' }),
    await pdns({ query: '*', queryMatchStrategy: 'exact' }),
    await pdns({ query: '*', queryMatchStrategy: 'partial', tlp: ['red'] }),
    await pdns({ query: '*', queryMatchStrategy: 'partial', rrType: 'mx' }),
    await observe('ip', '192.0.2.77'),
    await observe('domain', 'nobody.example'),
  ])
    expect([status, data, count]).toEqual([200, [], 0]);
});

test('lists that are empty do not narrow, and pages, orders and customers do as they say', async () => {
  const { pdns } = await begun();
  const every = { query: '*', queryMatchStrategy: 'partial', sortBy: ['answer'] };
  const { data: all } = await pdns({ ...every, limit: '0', rrClass: [], rrType: [], customerID: [], tlp: [] });
  const { data: page, limit, offset } = await pdns({ ...every, limit: 2, offset: 1 });
  expect([page, limit, offset]).toEqual([all.slice(1, 3), 2, 1]);
  const { data: apart } = await pdns({ ...every, limit: 0, aggregateResult: 'False' });
  const sum = (records: any[]): number => records.reduce((total, { times }) => total + times, 0);
  expect([sum(apart), apart.length >= all.length]).toEqual([sum(all), true]);
  const { data: ofBank } = await pdns({ ...every, limit: 0, aggregateResult: false }, '1/4/bankonlykey');
  expect(new Set(ofBank.map(({ customer }: any) => customer.shortName))).toEqual(new Set(['bank']));
  for (const [body, field] of [
    [{ ...every, sortBy: ['ttl'] }, 'sortBy'],
    [{ query: '' }, 'query'],
    [{ query: 'x', queryMatchStrategy: 'fuzzy' }, 'queryMatchStrategy'],
    [{ query: 'x', limit: -1 }, 'limit'],
  ] as const) {
    const { status, messages } = await pdns(body);
    expect([status, messages[0]?.field]).toEqual([412, field]);
  }
});

test('an attacker of a story is observed, by address and by domain; its victim is not', async () => {
  const { observe, search, world } = await begun({ scenario: 'ransomware' });
  const told = world.hosts.filter(({ customer, members }) => customer === null && members.length === 1);
  const ids = new Set<number>();
  let observed = 0;
  for (const { address } of told) {
    const { data } = await observe('ip', address);
    observed += Number(data.length > 0);
    for (const { id } of data) expect(ids.size).toBeLessThan(ids.add(id).size);
    for (const one of data)
      expect([one.address.address, one.numObservations > 0, one.firstSeen <= one.lastSeen]).toEqual([
        address,
        true,
        true,
      ]);
  }
  expect(observed).toBeGreaterThan(0);
  expect(observed).toBeLessThan(told.length);
  const { data: events } = await search({ limit: 200 });
  const own = world.hosts.find(({ customer, members }) => customer !== null && members.length === 1);
  expect((await observe('ip', own?.address ?? '')).count).toBe(0);
  expect(events.length).toBeGreaterThan(0);
  for (const ip of ['10.0.0.0/8', 'x', '300.1.1.1']) {
    const { status, messages } = await observe('ip', encodeURIComponent(ip));
    expect([status, messages[0]?.field]).toEqual([412, 'ip']);
  }
});
