/** Statistics of v2 agree with those of v1 where both are asked the same, and with searches for what they count. */
import { test, expect } from 'vitest';
import { service, type Service } from '../../../support/service.ts';

type Event = any;
type Bucket = any;
const ask = (at: Service, body: object) => at.ask<Bucket[]>('/events/v2/event/statistics', { body });
const search = (at: Service, body: object) => at.ask<Event[]>('/events/v2/event/search', { body });
const groupBy = (...names: readonly string[]) => ({ groupBy: names.map((field) => ({ field })) });

test('v1 and v2 count the same where they are asked the same', async () => {
  const at = await service({ events: 800 });
  const pairs: readonly (readonly [string, string, (key: any) => string])[] = [
    ['ATTACK_IDENTIFIER', 'signature', ({ signature }) => signature],
    ['ATTACK_CATEGORY', 'attackCategory', ({ attackCategory }) => String(attackCategory.id)],
    ['ALARM', 'alarm', ({ alarm }) => String(alarm.id)],
    ['LOCATION', 'location', ({ location }) => String(location.id)],
    ['EVENT_SEVERITY', 'severity', ({ severity }) => severity],
    ['SOURCEIP', 'sourceIP', ({ sourceIP }) => sourceIP],
    ['DESTINATIONIP', 'destinationIP', ({ destinationIP }) => destinationIP],
    ['CUSTOMER', 'customer', ({ customer }) => String(customer.id)],
    ['SOURCE_GEOIP_COUNTRY', 'sourceCountry', ({ sourceGeoCountry }) => sourceGeoCountry ?? 'none'],
    ['DESTINATION_GEOIP_COUNTRY', 'destinationCountry', ({ destinationGeoCountry }) => destinationGeoCountry ?? 'none'],
  ];
  const criteria: readonly (readonly [object, object])[] = [
    [{}, {}],
    [
      { customerID: [2171], severity: ['medium', 'high'] },
      { customer: ['demo'], severity: ['medium', 'high'] },
    ],
    [
      { startTimestamp: '-3d', timeFieldStrategy: ['timestamp'] },
      { startTimestamp: '-3d', timeFieldStrategy: ['created'] },
    ],
    [
      { includeFlags: ['ACKNOWLEDGED'], excludeFlags: ['COMMENTED'] },
      { includeFlag: ['acknowledged'], excludeFlag: ['commented'] },
    ],
    [{ destinationPort: [22] }, { endpoint: [{ port: [22], endpointFieldStrategy: 'destination' }] }],
  ];
  for (const [one, two] of criteria) {
    for (const [name, field, nameOf] of pairs) {
      const v1 = await at.ask('/events/v1/aggregated/stats', {
        body: { ...one, groupBy: [name], countRawEvents: true, resolution: 0 },
      });
      const records = v1.data.timeFrames.flatMap((frame: any) => frame.records);
      const old = new Map(
        records.map(({ keyID, value }: any) => [nameOf(v1.data.keys[keyID - 1]), [value.count, value.rawEventCount]]),
      );
      const v2 = await ask(at, { ...two, type: ['aggregated'], ...groupBy(field) });
      const now = new Map(v2.data.map(({ group, count, rawEventCount }) => [group.identifier, [count, rawEventCount]]));
      expect([name, one, now]).toEqual([name, one, old]);
    }
  }
});

test('statistics count what a search for the group finds', async () => {
  const at = await service({ events: 400 });
  const { data } = await ask(at, { severity: ['high', 'medium'], ...groupBy('customer', 'attackCategory') });
  for (const customer of data) {
    for (const category of customer.buckets) {
      const { count } = await search(at, {
        limit: 1,
        severity: ['high', 'medium'],
        customer: [customer.group.shortName],
        attack: [{ attackCategory: [category.group.identifier] }],
      });
      expect(count).toBe(category.count);
    }
  }
});
