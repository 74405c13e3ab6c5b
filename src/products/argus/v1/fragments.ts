/** Pieces of v1 JSON that many events share, made once for each entry of a dictionary. */
import { isMulticast, isPublic, widthOf } from '../../../kernel/net.ts';
import type { Case, Customer, Detail, Domain, Host, Sensor, User, World } from '../../../model/world.ts';
import type { AssociatedCase, CustomerInfo, NetworkAddress, UserInfo } from '../generated/types.ts';

export type Separator = 'comma' | 'newline';
const joiners = { comma: ',', newline: '\n' } as const;

export interface Fragments {
  readonly customer: (customer: Customer) => string;
  readonly location: (sensor: Sensor) => string;
  readonly attack: (detail: Detail) => string;
  /** `{"key":"value",…` without the closing brace, for the event's own properties to follow. */
  readonly properties: (detail: Detail, separator: Separator) => string;
  readonly domain: (detail: Detail) => string;
  readonly uri: (detail: Detail) => string;
  /** What stands before and after the port of an end. */
  readonly host: (host: Host) => string;
  readonly sensor: (sensor: Sensor) => string;
  /** The `associatedCase` and `associatedCases` members of a set of cases. */
  readonly cases: (set: number) => string;
  readonly user: (user: User) => string;
}

/** Makes the fragments of a World; each is written when first asked for. */
export function makeFragments(world: World): Fragments {
  return {
    customer: kept(
      (customer) => customer.index,
      (customer) => JSON.stringify(customerInfo(customer, world.domain)),
    ),
    location: kept(
      (sensor) => sensor.index,
      ({ location: { shortName, name, timeZone, id } }) => JSON.stringify({ shortName, name, timeZone, id }),
    ),
    attack: kept(
      (detail) => detail.code,
      ({ alarm, category, signature }) =>
        JSON.stringify({
          alarmID: alarm.id,
          alarmDescription: alarm.name,
          attackCategoryID: category.id,
          attackCategoryName: category.name,
          signature,
        }),
    ),
    properties: bySeparator(),
    domain: kept(
      (detail) => detail.code,
      ({ variant }) => (variant.domain === null ? 'null' : JSON.stringify({ fqdn: variant.domain })),
    ),
    uri: kept(
      (detail) => detail.code,
      ({ variant }) => JSON.stringify(variant.uri),
    ),
    host: kept(
      (host) => host.code,
      (host) => `,"geoLocation":${geoLocation(host)},"networkAddress":${JSON.stringify(networkAddress(host))}}`,
    ),
    sensor: kept((sensor) => sensor.index, sensorText),
    cases: kept(
      (set) => set,
      (set) => casesText(world.caseSets[set] ?? []),
      (set) => world.caseSets[set],
    ),
    user: kept(
      (user) => user.index,
      (user) => JSON.stringify(userInfo(user, world.domain)),
    ),
  };
}

/** Keeps the text of each entry of a dictionary; after a reset an index may hold another entry, which is then written anew. */
function kept<Item>(
  indexOf: (item: Item) => number,
  write: (item: Item) => string,
  identityOf: (item: Item) => unknown = (item) => item,
): (item: Item) => string {
  const texts: string[] = [];
  const owners: unknown[] = [];
  return (item) => {
    const index = indexOf(item);
    const identity = identityOf(item);
    const known = texts[index];
    if (known !== undefined && owners[index] === identity) return known;
    owners[index] = identity;
    return (texts[index] = write(item));
  };
}

function bySeparator(): Fragments['properties'] {
  const write = (separator: Separator) => (detail: Detail) => {
    const entries = Object.entries(detail.variant.properties).map(
      ([key, values]) => `${JSON.stringify(key)}:${JSON.stringify(values.join(joiners[separator]))},`,
    );
    return `{${entries.join('')}`;
  };
  const comma = kept((detail: Detail) => detail.code, write('comma'));
  const newline = kept((detail: Detail) => detail.code, write('newline'));
  return (detail, separator) => (separator === 'comma' ? comma(detail) : newline(detail));
}

export const customerInfo = ({ id, name, shortName }: Customer, domain: Domain): CustomerInfo => ({
  id,
  name,
  shortName,
  domain,
});

export const userInfo = (user: User, domain: Domain): UserInfo => ({
  id: user.id,
  customerID: user.customer.id,
  customer: customerInfo(user.customer, domain),
  domain,
  userName: user.userName,
  name: user.name,
  type: 'user',
});

function geoLocation({ place }: Host): string {
  if (place === null) return 'null';
  const { countryCode, countryName, city, latitude, longitude } = place;
  return JSON.stringify({ countryCode, countryName, locationName: city, latitude, longitude });
}

export const networkAddress = ({ range, address }: Pick<Host, 'range' | 'address'>): NetworkAddress => ({
  host: range.bits === widthOf(range.version),
  ipv6: range.version === 6,
  maskBits: range.bits,
  multicast: isMulticast(range),
  public: isPublic(range),
  address,
});

function sensorText({ id, hostName, address: range, hostAddress }: Sensor): string {
  return JSON.stringify({
    sensorID: id,
    hostName,
    hostIpAddress: networkAddress({ range, address: hostAddress }),
    hostIpString: hostAddress,
  });
}

function casesText(set: readonly Case[]): string {
  const infos = set.map((entry) => JSON.stringify(associatedCase(entry)));
  return `"associatedCase":${infos[0] ?? 'null'},"associatedCases":[${infos.join(',')}]`;
}

/** v1 prints the status in upper snake case (contract/argus.md §6.2). */
const associatedCase = (entry: Case): AssociatedCase => ({
  id: entry.id,
  subject: entry.subject,
  description: entry.description,
  categoryID: entry.category.id,
  categoryName: entry.category.name,
  service: entry.service.shortName,
  status: entry.status.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase() as AssociatedCase['status'],
  priority: entry.priority,
});
