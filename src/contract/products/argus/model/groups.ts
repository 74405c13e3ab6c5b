/** What statistics group events by, as an outsider counts them: the name of an event's group, and groups with their numbers. */
import type { Json } from '../../../../kernel/schema.ts';
import type { StatsRequest, V2StatsRequest } from '../../../../products/argus/generated/types.ts';
import { listOf, member } from '../../../terms/exchange.ts';
import { at, numberAt } from '../../../lists/item.ts';
import type { EventEnd } from './addresses.ts';

/** The group of an event as text; undefined where the event does not show it. */
export type Label = (event: Json) => string | undefined;

const text =
  (path: string): Label =>
  (event) => {
    const value = at(event, path);
    return value === undefined ? undefined : String(value);
  };
/** The value of a member of something that may be missing as a whole. */
const within =
  (path: string, none: string): Label =>
  (event) =>
    String(at(event, path) ?? none);

/** The address at an end of an event of v1, with the bits of its mask where it is a network. */
export function networkText(event: Json, end: EventEnd): string | undefined {
  const network = at(event, `${end}.networkAddress`);
  const address = member(network, 'address');
  if (address === undefined) return undefined;
  const isHost = member(network, 'host') === true;
  return isHost ? String(address) : `${String(address)}/${String(member(network, 'maskBits'))}`;
}

type GroupBy<Request extends { readonly groupBy?: readonly unknown[] }> = NonNullable<Request['groupBy']>[number];

/** Source: docs/contract/argus.md §6.6. */
export const v1Labels: { readonly [Name in GroupBy<StatsRequest> & string]: Label } = {
  ATTACK_IDENTIFIER: text('attackInfo.signature'),
  ATTACK_CATEGORY: text('attackInfo.attackCategoryID'),
  ALARM: text('attackInfo.alarmID'),
  LOCATION: text('location.id'),
  EVENT_SEVERITY: text('severity'),
  SOURCEIP: (event) => networkText(event, 'source'),
  DESTINATIONIP: (event) => networkText(event, 'destination'),
  PROTOCOL: text('protocol'),
  CUSTOMER: text('customerInfo.id'),
  // An aggregate does not say which sensor it is from.
  SENSOR: () => undefined,
  SOURCE_GEOIP_LOCATION: within('source.geoLocation.locationName', 'null'),
  SOURCE_GEOIP_COUNTRY: within('source.geoLocation.countryCode', 'null'),
  DESTINATION_GEOIP_LOCATION: within('destination.geoLocation.locationName', 'null'),
  DESTINATION_GEOIP_COUNTRY: within('destination.geoLocation.countryCode', 'null'),
};

/** Source: docs/contract/argus.md §7.5; the identifier of what is missing is assumed. */
export const v2Labels: { readonly [Name in GroupBy<V2StatsRequest>['field']]: Label } = {
  signature: text('signature.name'),
  attackCategory: text('attackCategory.id'),
  alarm: text('alarm.id'),
  location: text('location.id'),
  severity: text('severity'),
  sourceIP: text('source.address'),
  destinationIP: text('destination.address'),
  protocol: text('protocol'),
  customer: text('customer.id'),
  sourceCountry: within('source.geoInfo.countryCode', 'none'),
  destinationCountry: within('destination.geoInfo.countryCode', 'none'),
  // Which of several cases an event counts in is not documented.
  associatedCase: (event) => {
    const cases = listOf(at(event, 'associatedCases'));
    return cases.length > 1 ? undefined : String(member(cases[0], 'id') ?? 0);
  },
};

export interface Numbers {
  readonly count: number;
  readonly raw: number;
}

/** How many events, and raw events behind them; a raw event stands for itself. */
export const numbersOf = (events: readonly Json[]): Numbers => ({
  count: events.length,
  raw: events.reduce<number>((sum, event) => sum + Math.max(1, numberAt(event, 'count') ?? 1), 0),
});

/** Events by their groups; null where some event does not show its own. */
export function byGroup(events: readonly Json[], label: Label): ReadonlyMap<string, readonly Json[]> | null {
  const groups = new Map<string, Json[]>();
  for (const event of events) {
    const name = label(event);
    if (name === undefined) return null;
    const group = groups.get(name) ?? [];
    groups.set(name, group);
    group.push(event);
  }
  return groups;
}

/** How numbers differ, in words; null where they do not. */
export const numbersDiffer = (seen: Numbers, expected: Numbers): string | null =>
  seen.count !== expected.count
    ? `a count of ${seen.count} instead of ${expected.count}`
    : seen.raw !== expected.raw
      ? `${seen.raw} raw events instead of ${expected.raw}`
      : null;
