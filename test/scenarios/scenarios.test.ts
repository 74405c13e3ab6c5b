/** What each shipped scenario promises, as clients see it. */
import { test, expect } from 'vitest';
import { service } from '../support/service.ts';
import { followed, good, idOf, tenant } from '../products/usm/support.ts';

const hour = 3_600_000;

test('ransomware: once handled in the past, once arriving as the clock runs, in both products', async () => {
  const at = await tenant('documented', { scenario: 'ransomware', events: 200 });
  const argus = (body: object) =>
    fetch(`${at.url}/events/v1/aggregated/search`, {
      method: 'POST',
      headers: { 'Argus-API-Key': '1/2/mysecretapikey', 'Content-Type': 'application/json' },
      body: JSON.stringify({ startTimestamp: 0, limit: 0, ...body }),
    }).then(async (answer) => (await answer.json()) as { count: number; data: any[] });
  const domain = { domain: ['cdn7.quietmeadow.example'] };
  const caseId = (index: number): number => at.world.stories.cases[index]?.id ?? 0;
  const cases = async (id: number): Promise<number> =>
    (await fetch(`${at.url}/cases/v2/case/${id}`, { headers: { 'Argus-API-Key': '1/2/mysecretapikey' } })).status;
  // A token lasts a quarter of an hour; each look gets a fresh one.
  const alarmsNow = async (): Promise<any[]> => followed({ ...at, ...(await at.as(good)) }, '/alarms/?size=100');
  const labelled = async (): Promise<number> =>
    (await alarmsNow()).filter((alarm) => (alarm.alarm_labels ?? []).length > 0).length;
  const seafood = await argus({ ...domain, customerID: [522] });
  expect(seafood.count).toBeGreaterThanOrEqual(8);
  expect((await argus({ ...domain, customerID: [204] })).count).toBe(0);
  const handled = await argus({ customerID: [522], includeFlags: ['IDENTIFIED_THREAT', 'NOTIFIED'] });
  expect(handled.count).toBeGreaterThan(20);
  expect([(await cases(caseId(0))) < 400, (await cases(caseId(1))) < 400]).toEqual([true, false]);
  const before = await labelled();
  expect(before).toBeGreaterThan(0);
  at.clock.advance(30 * 60_000);
  expect((await argus({ ...domain, customerID: [204] })).count).toBeGreaterThan(0);
  at.clock.advance(5 * hour);
  const bank = await argus({ ...domain, customerID: [204] });
  expect(bank.count).toBeGreaterThanOrEqual(8);
  expect(await cases(caseId(1))).toBeLessThan(400);
  expect(await labelled()).toBeGreaterThan(before);
  const alarms = await alarmsNow();
  expect(new Set(alarms.map(idOf)).size).toBe(alarms.length);
});

test('paging-traps: every key has the number of events that its label says', async () => {
  const at = await service({ scenario: 'paging-traps', events: 100 });
  const counted = at.keys.filter(({ label }) => label.endsWith(' events'));
  expect(counted).toHaveLength(6);
  for (const { label, value } of counted) {
    const { count } = await at.search({ limit: 1 }, { key: value });
    expect([label, count]).toEqual([label, Number(label.replace(/\D/g, ''))]);
  }
  const keyOf = (label: string): string => at.keys.find((key) => key.label === label)?.value ?? '';
  const ties = await at.search({ limit: 0 }, { key: keyOf('equal timestamps') });
  const times = ties.data.map(({ timestamp }) => timestamp);
  expect(times.length - new Set(times).size).toBeGreaterThanOrEqual(129 + 54 + 60);
});

test('paging-traps: late arrivals and changes come as the clock runs', async () => {
  const at = await service({ scenario: 'paging-traps', events: 100 });
  const keyOf = (label: string): string => at.keys.find((key) => key.label === label)?.value ?? '';
  const late = async () =>
    (await at.search({ limit: 1, endTimestamp: at.world.end }, { key: keyOf('late arrivals') })).count;
  const moving = async () =>
    (await at.search({ limit: 0, sortBy: ['timestamp'] }, { key: keyOf('changes between pages') })).data;
  const [lateBefore, movingBefore] = [await late(), await moving()];
  expect([lateBefore, movingBefore.length]).toEqual([100, 130]);
  at.clock.advance(70_000);
  const after = await moving();
  expect(after.length).toBeGreaterThan(130);
  const changed = after
    .slice(0, 130)
    .filter(({ lastUpdatedTimestamp }, place) => lastUpdatedTimestamp !== movingBefore[place].lastUpdatedTimestamp);
  expect(changed.length).toBeGreaterThanOrEqual(9);
  at.clock.advance(3 * hour);
  expect(await late()).toBe(200);
});

test('aws-takeover: nothing but logs, so no event has a capture', async () => {
  const at = await service({ scenario: 'aws-takeover', events: 400 });
  const { count, data } = await at.search({ limit: 0 });
  expect(count).toBeGreaterThan(410);
  expect(data.filter(({ flags }) => flags.includes('HAS_PCAP'))).toEqual([]);
  expect(data.every(({ flags }) => flags.includes('HAS_STRING_PAYLOAD'))).toBe(true);
});

test('hard-values: every text comes through as the scenario has it, in JSON that keeps the schemas', async () => {
  const at = await service({ scenario: 'hard-values', events: 100 });
  const { data } = await at.search({ limit: 0 });
  const text = JSON.stringify(data);
  for (const wanted of [
    '漢字かな交じり文',
    '𝕌𝕟𝕚𝕔𝕠𝕕𝕖',
    '👨‍👩‍👧‍👦',
    'שלום',
    '<img src=x onerror=alert(1)>',
    '9007199254740993',
  ])
    expect(text).toContain(wanted);
  expect(data.some(({ properties }) => Object.keys(properties ?? {}).length > 300)).toBe(true);
  expect(Math.max(...data.map(({ count }) => count as number))).toBe(100_000);
  expect(data.some(({ source }) => source.networkAddress.address.includes(':'))).toBe(true);
  const v2 = await at.ask('/events/v2/event/search', { body: { type: ['aggregated'], limit: 0 } });
  expect(JSON.stringify(v2.data)).toContain('👩🏽‍💻 dev');
});

test('clock-edges: an event on each side of a leap day, a turn of the year and a change of summer time', async () => {
  const at = await service({ scenario: 'clock-edges', events: 100 });
  const between = async (from: string, to: string): Promise<number> =>
    (
      await at.search({
        startTimestamp: Date.parse(from),
        endTimestamp: Date.parse(to),
        limit: 1,
        timeFieldStrategy: ['startTimestamp'],
      })
    ).count;
  expect(await between('2028-02-29T00:00:00Z', '2028-02-29T23:59:59.999Z')).toBeGreaterThanOrEqual(25);
  expect(await between('2027-12-31T23:59:59Z', '2027-12-31T23:59:59.999Z')).toBeGreaterThanOrEqual(2);
  expect(await between('2028-01-01T00:00:00Z', '2028-01-01T00:00:10Z')).toBeGreaterThanOrEqual(3);
  expect(await between('2028-10-29T00:00:00Z', '2028-10-29T01:59:59.999Z')).toBeGreaterThanOrEqual(12);
});
