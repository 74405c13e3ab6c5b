/** Pieces of v1 JSON that many events share, made once for each entry of a dictionary. */
import type { Case, Customer, Detail, Host, Sensor, User, World } from '../../../model/world.ts';
import { severities } from '../../../model/detection.ts';
import { byMarks } from '../../../model/mark.ts';
import { wholeUri } from '../../../model/uri.ts';
import { flagsIn } from '../common/flag.ts';
import { categoryIds, customerInfo, networkAddress, userInfo } from '../common/models.ts';
import { bytesByCode, bytesByIndex, geoText, ofCaseSets, textsByIndex } from '../events/fragments.ts';
import type { Properties } from '../events/properties.ts';
import type { AssociatedCase } from '../generated/types.ts';
import type { Separator } from '../services/writers.ts';

const joiners = { comma: ',', newline: '\n' } as const;

export type V1Fragments = ReturnType<typeof makeV1Fragments>;

/** Makes the fragments of a World, with what stands around them in an event; each is written when first asked for. */
export function makeV1Fragments(world: World) {
  return {
    /** Up to the properties. */
    customer: bytesByIndex(
      (customer: Customer) => `{"customerInfo":${JSON.stringify(customerInfo(customer, world.domain))},"properties":`,
    ),
    /** `{"key":"value",…` without the closing brace, for the event's own properties to follow. */
    properties: bySeparator(),
    /** The `associatedCase` and `associatedCases` members of a set of cases, up to the location. */
    cases: ofCaseSets(world, (set) => Buffer.from(`${casesText(set)},"location":`)),
    /** The `sensor` member, up to the location. */
    sensor: bytesByIndex((sensor: Sensor) => `"sensor":${sensorText(sensor)},"location":`),
    location: bytesByIndex(({ location: { shortName, name, timeZone, id } }: Sensor) =>
      JSON.stringify({ shortName, name, timeZone, id }),
    ),
    attack: bytesByCode((detail: Detail) => `,"attackInfo":${attackText(detail)},"count":1,"engineTimestamp":`),
    /** Where the attack went. */
    target: bytesByCode((detail: Detail) => `${targetText(detail)},"source":{"port":`),
    /** Both in one, as aggregates have them. */
    attackOnTarget: bytesByCode(
      (detail: Detail) => `,"attackInfo":${attackText(detail)}${targetText(detail)},"count":`,
    ),
    /** What follows the port of an end. */
    host: bytesByCode(
      (host: Host) => `,"geoLocation":${geoText(host)},"networkAddress":${JSON.stringify(networkAddress(host))}},`,
    ),
    protocol: bytesByCode(({ detection }: Detail) => `"protocol":"${detection.transport ?? '0'}","timestamp":`),
    flags: byMarks((set) => Buffer.from(JSON.stringify(flagsIn(set)))),
    severity: severities.map((name) => Buffer.from(`,"severity":"${name}",`)),
    rawSeverity: severities.map((name) => Buffer.from(`,"severity":"${name}","flags":`)),
    /** What stands between time and UUID of an id. */
    owner: bytesByIndex(({ id }: Customer) => `/${id}/`),
    user: textsByIndex((user: User) => JSON.stringify(userInfo(user, world.domain))),
  };
}

const attackText = ({ alarm, category, signature }: Detail): string =>
  JSON.stringify({
    alarmID: alarm.id,
    alarmDescription: alarm.name,
    attackCategoryID: category.id,
    attackCategoryName: category.name,
    signature,
  });

function targetText(detail: Detail): string {
  const { domain } = detail.variant;
  const name = domain === null ? 'null' : JSON.stringify({ fqdn: domain });
  return `,"domain":${name},"uri":${JSON.stringify(wholeUri(detail))}`;
}

/** `{"key":"value",…` without the closing brace. */
export function openPropertiesText(properties: Properties, separator: Separator): string {
  const entries = Object.entries(properties).map(
    ([key, values]) => `${JSON.stringify(key)}:${JSON.stringify(values.join(joiners[separator]))},`,
  );
  return `{${entries.join('')}`;
}

function bySeparator(): (detail: Detail, separator: Separator) => Uint8Array {
  const write = (separator: Separator) => (detail: Detail) => openPropertiesText(detail.variant.properties, separator);
  const comma = bytesByCode(write('comma'));
  const newline = bytesByCode(write('newline'));
  return (detail, separator) => (separator === 'comma' ? comma(detail) : newline(detail));
}

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

/** v1 prints the status in upper snake case (docs/contract/argus.md §6.2). */
const associatedCase = (entry: Case): AssociatedCase => ({
  id: entry.id,
  subject: entry.subject,
  description: entry.description,
  categoryID: entry.category && (categoryIds.get(entry.category.id) ?? 0),
  categoryName: entry.category?.name ?? null,
  service: entry.service.shortName,
  status: entry.status.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase() as AssociatedCase['status'],
  priority: entry.priority,
});
