/** Pieces of v1 JSON that many events share, made once for each entry of a dictionary. */
import type { Case, Detail, Host, Sensor, User, World } from '../../../model/world.ts';
import { wholeUri } from '../../../model/uri.ts';
import { categoryIds, networkAddress, userInfo } from '../common/models.ts';
import { caseSetTexts, customerTexts, geoText, textsByCode, textsByIndex } from '../events/fragments.ts';
import type { Properties } from '../events/properties.ts';
import type { AssociatedCase } from '../generated/types.ts';
import type { Separator } from '../services/writers.ts';

const joiners = { comma: ',', newline: '\n' } as const;

export type V1Fragments = ReturnType<typeof makeV1Fragments>;

/** Makes the fragments of a World; each is written when first asked for. */
export function makeV1Fragments(world: World) {
  return {
    customer: customerTexts(world),
    location: textsByIndex(({ location: { shortName, name, timeZone, id } }: Sensor) =>
      JSON.stringify({ shortName, name, timeZone, id }),
    ),
    attack: textsByCode(({ alarm, category, signature }: Detail) =>
      JSON.stringify({
        alarmID: alarm.id,
        alarmDescription: alarm.name,
        attackCategoryID: category.id,
        attackCategoryName: category.name,
        signature,
      }),
    ),
    /** `{"key":"value",…` without the closing brace, for the event's own properties to follow. */
    properties: bySeparator(),
    domain: textsByCode(({ variant }: Detail) =>
      variant.domain === null ? 'null' : JSON.stringify({ fqdn: variant.domain }),
    ),
    uri: textsByCode((detail: Detail) => JSON.stringify(wholeUri(detail))),
    /** What stands before and after the port of an end. */
    host: textsByCode(
      (host: Host) => `,"geoLocation":${geoText(host)},"networkAddress":${JSON.stringify(networkAddress(host))}}`,
    ),
    sensor: textsByIndex(sensorText),
    /** The `associatedCase` and `associatedCases` members of a set of cases. */
    cases: caseSetTexts(world, casesText),
    user: textsByIndex((user: User) => JSON.stringify(userInfo(user, world.domain))),
  };
}

/** `{"key":"value",…` without the closing brace. */
export function openPropertiesText(properties: Properties, separator: Separator): string {
  const entries = Object.entries(properties).map(
    ([key, values]) => `${JSON.stringify(key)}:${JSON.stringify(values.join(joiners[separator]))},`,
  );
  return `{${entries.join('')}`;
}

function bySeparator(): (detail: Detail, separator: Separator) => string {
  const write = (separator: Separator) => (detail: Detail) => openPropertiesText(detail.variant.properties, separator);
  const comma = textsByCode(write('comma'));
  const newline = textsByCode(write('newline'));
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
