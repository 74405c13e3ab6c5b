/** Pieces of v2 JSON that many events share, made once for each entry of a dictionary. */
import { widthOf } from '../../../kernel/net.ts';
import type { Case, Detail, Host, Sensor, User, World } from '../../../model/world.ts';
import { wholeUri } from '../../../model/uri.ts';
import { categoryIds, statusOf, userInfoV2 } from '../common/models.ts';
import { ofCaseSets, customerTexts, geoText, textsByCode, textsByIndex } from '../events/fragments.ts';
import type { V2AssociatedCase } from '../generated/types.ts';

export type V2Fragments = ReturnType<typeof makeV2Fragments>;

/** Makes the fragments of a World; each is written when first asked for. */
export function makeV2Fragments(world: World) {
  return {
    customer: customerTexts(world),
    location: textsByIndex(({ location: { id, shortName, name } }: Sensor) => JSON.stringify({ id, shortName, name })),
    sensor: textsByIndex(({ id, hostName: name, hostAddress }: Sensor) =>
      JSON.stringify({ id, hostName: name, ip: hostAddress }),
    ),
    /** The `signature`, `alarm`, `attackCategory`, `domain` and `uri` members. */
    attack: textsByCode(attackText),
    /** What stands before the port of an end. */
    host: textsByCode(hostText),
    /** The value of `geoInfo`. */
    geo: textsByCode(geoText),
    /** The value of `associatedCases`, of a set of cases. */
    cases: ofCaseSets(world, (set) => JSON.stringify(set.map(associatedCase))),
    user: textsByIndex((user: User) => JSON.stringify(userInfoV2(user, world))),
  };
}

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
