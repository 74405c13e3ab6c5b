/** The same event as everybody builds it: an object of faker's values, field by field, then JSON. */
import { faker } from '@faker-js/faker/locale/en';

const pick = <T>(items: readonly T[]): T => faker.helpers.arrayElement(items);
const end = (): object => ({
  port: faker.internet.port(),
  geoLocation: {
    countryCode: faker.location.countryCode(),
    countryName: faker.location.country(),
    locationName: faker.location.city(),
    latitude: faker.location.latitude(),
    longitude: faker.location.longitude(),
  },
  networkAddress: {
    host: true,
    ipv6: false,
    maskBits: 32,
    multicast: false,
    public: true,
    address: faker.internet.ipv4(),
  },
});

/** One aggregated event of v1 with `details` ids of raw events. */
export function fakeEvent(details: number): string {
  const timestamp = faker.date.recent().getTime();
  const id = (type: string): string => `${type}/${timestamp}/2171/${faker.string.uuid()}`;
  return JSON.stringify({
    customerInfo: {
      id: faker.number.int(9999),
      name: faker.company.name(),
      shortName: faker.lorem.slug(1),
      domain: { id: 1, name: 'MNEMONIC' },
    },
    properties: {
      'http.method': faker.internet.httpMethod(),
      'http.user_agent': faker.internet.userAgent(),
      'http.status': String(pick([200, 403, 404, 500])),
      'agent.parseTimestamp': String(timestamp + faker.number.int(2000)),
    },
    comments: [],
    associatedCase: null,
    associatedCases: [],
    location: {
      shortName: faker.lorem.slug(1),
      name: faker.location.city(),
      timeZone: faker.location.timeZone(),
      id: faker.number.int(99),
    },
    attackInfo: {
      alarmID: faker.number.int(99_999),
      alarmDescription: faker.lorem.sentence(5),
      attackCategoryID: faker.number.int(999),
      attackCategoryName: faker.lorem.words(3),
      signature: `SNORT-1:${faker.number.int(1_999_999)}`,
    },
    domain: { fqdn: faker.internet.domainName() },
    uri: `/${faker.lorem.slug(3)}`,
    count: details,
    source: end(),
    destination: end(),
    protocol: pick(['tcp', 'udp', 'icmp']),
    timestamp,
    startTimestamp: timestamp,
    endTimestamp: timestamp + faker.number.int(3_600_000),
    lastUpdatedTimestamp: timestamp + faker.number.int(7_200_000),
    flags: faker.helpers.arrayElements(
      ['ESTABLISHED', 'FINALIZED', 'HAS_DETAILS', 'HAS_PCAP', 'HAS_PAYLOAD', 'ACKNOWLEDGED'],
      4,
    ),
    severity: pick(['low', 'medium', 'high', 'critical']),
    detailedEventIDS: Array.from({ length: details }, () => id('NIDS')),
    id: id('AGGR'),
  });
}
