/** Pieces of v2 JSON that many events share, made once for each entry of a dictionary and made again when the entry is another. */
import { widthOf } from '../../../kernel/net.ts';
import { categories } from '../../../model/category.ts';
import type { Case, Customer, Detail, Host, Sensor, User, World } from '../../../model/world.ts';
import type { UserInfoV2, V2AssociatedCase } from '../generated/types.ts';
import { customerInfo } from '../v1/fragments.ts';

export interface Fragments {
  readonly customer: (customer: Customer) => string;
  readonly location: (sensor: Sensor) => string;
  readonly sensor: (sensor: Sensor) => string;
  /** The `signature`, `alarm`, `attackCategory`, `domain` and `uri` members. */
  readonly attack: (detail: Detail) => string;
  /** What stands before the port of an end. */
  readonly host: (host: Host) => string;
  /** The value of `geoInfo`. */
  readonly geo: (host: Host) => string;
  readonly cases: (set: readonly Case[], code: number) => string;
  readonly user: (user: User) => string;
}

export function makeFragments(world: World): Fragments {
  const cases = kept((entry: { readonly set: readonly Case[] }) => JSON.stringify(entry.set.map(associatedCase)));
  return {
    customer: byIndex(
      ({ index }) => index,
      (customer) => JSON.stringify(customerInfo(customer, world.domain)),
    ),
    location: byIndex(
      ({ index }) => index,
      ({ location: { id, shortName, name } }) => JSON.stringify({ id, shortName, name }),
    ),
    sensor: byIndex(
      ({ index }) => index,
      (sensor) => JSON.stringify({ id: sensor.id, hostName: sensor.hostName, ip: sensor.hostAddress }),
    ),
    attack: byIndex(({ code }) => code, attackText),
    host: byIndex(({ code }) => code, hostText),
    geo: byIndex(({ code }) => code, geoText),
    cases: (set, code) => cases(set, code, { set }),
    user: byIndex(
      ({ index }) => index,
      (user) => JSON.stringify(userInfoV2(user, world)),
    ),
  };
}

/** Keeps a text by place, as long as the same thing is there: after a reset or a write the place may hold another. */
function kept<Item>(write: (item: Item) => string): (identity: object, place: number, item: Item) => string {
  const texts: { readonly identity: object; readonly text: string }[] = [];
  return (identity, place, item) => {
    const known = texts[place];
    if (known !== undefined && known.identity === identity) return known.text;
    const text = write(item);
    texts[place] = { identity, text };
    return text;
  };
}

function byIndex<Item extends object>(
  indexOf: (item: Item) => number,
  write: (item: Item) => string,
): (item: Item) => string {
  const keep = kept(write);
  return (item) => keep(item, indexOf(item), item);
}

function attackText({ signature, alarm, category, variant }: Detail): string {
  const { id, shortName, name: description } = alarm;
  const members = {
    signature: { name: signature },
    alarm: { id, shortName, description },
    attackCategory: { id: category.id, shortName: category.shortName, name: category.name },
    domain: variant.domain,
    uri: variant.uri,
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

const hostText = (host: Host): string =>
  `{"address":"${addressMemberText(host)}","host":${JSON.stringify(hostName(host))},"port":`;

function geoText({ place }: Host): string {
  if (place === null) return 'null';
  const { countryCode, countryName, city, latitude, longitude } = place;
  return JSON.stringify({ countryCode, countryName, locationName: city, latitude, longitude });
}

const categoryIds = new Map<string, number>(Object.values(categories).map(({ id, shortName }) => [shortName, id]));

const associatedCase = (entry: Case): V2AssociatedCase => ({
  id: entry.id,
  subject: entry.subject,
  categoryID: categoryIds.get(entry.category.id) ?? 0,
  categoryName: entry.category.name,
  serviceID: entry.service.id,
  serviceName: entry.service.name,
  // The one status of v1 that v2 lacks: it is the security centre's turn.
  status: entry.status === 'attachmentAdded' ? 'pendingSoc' : entry.status,
  priority: entry.priority,
});

/** A user as v2 shows it. */
export const userInfoV2 = (user: User, { domain }: World): UserInfoV2 => ({
  id: user.id,
  shortName: user.userName,
  name: user.name,
  type: 'user',
  customer: customerInfo(user.customer, domain),
  domain,
  flags: [],
});
