/** Pieces of v2 JSON that many events share, made once for each entry of a dictionary. */
import { widthOf } from '../../../kernel/net.ts';
import { severities } from '../../../model/detection.ts';
import { byMarks } from '../../../model/mark.ts';
import type { Case, Customer, Detail, Host, Sensor, User, World } from '../../../model/world.ts';
import { wholeUri } from '../../../model/uri.ts';
import { categoryIds, customerInfo, statusOf, userInfoV2 } from '../common/models.ts';
import { bytesByCode, bytesByIndex, geoText, ofCaseSets, textsByIndex } from '../events/fragments.ts';
import type { V2AssociatedCase } from '../generated/types.ts';
import { eventFlags, type FlagEnd } from './flags.ts';

export type V2Fragments = ReturnType<typeof makeV2Fragments>;

/** Makes the fragments of a World, with what stands around them in an event; each is written when first asked for. */
export function makeV2Fragments(world: World) {
  return {
    /** What stands between time and UUID of an id. */
    owner: bytesByIndex(({ id }: Customer) => `/${id}/`),
    customer: bytesByIndex(
      (customer: Customer) => `,"customer":${JSON.stringify(customerInfo(customer, world.domain))},"location":`,
    ),
    location: bytesByIndex(
      ({ location: { id, shortName, name } }: Sensor) => `${JSON.stringify({ id, shortName, name })},`,
    ),
    sensor: bytesByIndex(
      ({ id, hostName: name, hostAddress }: Sensor) =>
        `},"sensor":${JSON.stringify({ id, hostName: name, ip: hostAddress })},"protocol":"`,
    ),
    /** From the `signature` to before the count. */
    attack: bytesByCode((detail: Detail) => `${attackText(detail)},"count":`),
    protocol: bytesByCode(({ detection }: Detail) => `${detection.transport ?? 'unknown'}","associatedCases":`),
    severity: severities.map((name) => Buffer.from(`,"severity":"${name}","timestamps":{"created":`)),
    /** What stands before the port of an end. */
    host: bytesByCode(hostText),
    /** What follows the port of an end, up to its flags. */
    user: {
      source: bytesByCode((detail: Detail) => userText(userAt('source', detail))),
      destination: bytesByCode((detail: Detail) => userText(userAt('destination', detail))),
    },
    geo: bytesByCode((host: Host) => `${geoText(host)},"flags":`),
    /** The value of `associatedCases`, of a set of cases. */
    cases: ofCaseSets(world, (set) => Buffer.from(`${JSON.stringify(set.map(associatedCase))},`)),
    flags: byMarks(({ low, high }) => Buffer.from(JSON.stringify(eventFlags(low, high)))),
    /** Who wrote a comment. */
    author: textsByIndex((user: User) => JSON.stringify(userInfoV2(user, world))),
  };
}

/** Sensors on hosts and in identity systems know who acted; that user is on the end that opened the connection. A network sensor knows none. */
function userAt(end: FlagEnd, { detection, variant }: Detail): string | null {
  const initiator: FlagEnd = detection.trigger === 'initiator' ? 'source' : 'destination';
  return detection.telemetry === 'network' || end !== initiator ? null : (variant.properties['user.name']?.[0] ?? null);
}

/** What follows the port of an end, up to its place. */
export const userText = (user: string | null): string => `,"user":${JSON.stringify(user)},"geoInfo":`;

function attackText({ signature, alarm, category, detection, variant }: Detail): string {
  const { id, shortName, name: description } = alarm;
  const members = {
    signature: { name: signature },
    alarm: { id, shortName, description },
    attackCategory: { id: category.id, shortName: category.shortName, name: category.name },
    domain: variant.domain,
    uri: wholeUri({ detection, variant }),
  };
  return JSON.stringify(members).slice(1, -1);
}

/** Only hosts of a customer have a name that we know; a network has none. */
export function hostName({ range, address, customer }: Host): string | null {
  if (customer === null || range.bits !== widthOf(range.version)) return null;
  return `ip-${address.replace(/[.:]+/g, '-')}.${customer.shortName}.example`;
}

/** v2 has no member for the width of a network, so it is printed in CIDR form (assumed). */
export const addressMemberText = ({ range, address }: Host): string =>
  range.bits === widthOf(range.version) ? address : `${address}/${range.bits}`;

/** What stands before the port of an end, by a name of its own. */
export const namedHostText = (host: Host, name: string | null): string =>
  `{"address":"${addressMemberText(host)}","host":${JSON.stringify(name)},"port":`;

const hostText = (host: Host): string => namedHostText(host, hostName(host));

const associatedCase = (entry: Case): V2AssociatedCase => ({
  id: entry.id,
  subject: entry.subject,
  categoryID: entry.category && (categoryIds.get(entry.category.id) ?? 0),
  categoryName: entry.category?.name ?? null,
  serviceID: entry.service.id,
  serviceName: entry.service.name,
  status: statusOf(entry),
  priority: entry.priority,
});
