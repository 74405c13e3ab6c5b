/** What v2 statistics can group by: one entry a field. Source: contract/argus.md §7.5, seed 001. */
import type { CodeColumn } from '../../../corpus/predicate.ts';
import { severities } from '../../../model/detection.ts';
import type { Host, World } from '../../../model/world.ts';
import type { GroupBy, V2StatsRecord } from '../generated/types.ts';
import { addressMemberText } from './fragments.ts';

export type Field = GroupBy['field'];
export type Group = NonNullable<V2StatsRecord['group']>;

/** A column folded to groups: entries of its dictionary that mean the same have one number. */
export interface Level {
  readonly field: Field;
  readonly column: CodeColumn;
  readonly fold: Uint16Array;
  readonly groups: readonly Group[];
}

type Name = readonly [identifier: number | string, shortName: string, displayName: string];
type Names = (world: World) => readonly [CodeColumn, readonly Name[]];

/** The group of events that have no such thing; identifier 0 is what a search for events without a case asks for (§7.4). */
const none = (identifier: number | string): Name => [identifier, 'none', 'None'];
const same = (text: string): Name => [text, text, text];
const country = ({ place }: Host): Name =>
  place === null ? none('none') : [place.countryCode, place.countryCode, place.countryName];

const names: Readonly<Record<Field, Names>> = {
  signature: ({ details }) => ['detail', details.map(({ signature }) => same(signature))],
  attackCategory: ({ details }) => [
    'detail',
    details.map(({ category: { id, shortName, name } }) => [id, shortName, name]),
  ],
  alarm: ({ details }) => ['detail', details.map(({ alarm: { id, shortName, name } }) => [id, shortName, name])],
  location: ({ sensors }) => ['sensor', sensors.map(({ location: { id, shortName, name } }) => [id, shortName, name])],
  severity: () => ['severity', severities.map(same)],
  sourceIP: ({ hosts }) => ['source', hosts.map((host) => same(addressMemberText(host)))],
  destinationIP: ({ hosts }) => ['destination', hosts.map((host) => same(addressMemberText(host)))],
  protocol: ({ details }) => ['detail', details.map(({ detection }) => same(detection.transport ?? 'unknown'))],
  customer: ({ sensors }) => ['sensor', sensors.map(({ customer: { id, shortName, name } }) => [id, shortName, name])],
  sourceCountry: ({ hosts }) => ['source', hosts.map(country)],
  destinationCountry: ({ hosts }) => ['destination', hosts.map(country)],
  // An event counts once, in the first of its cases, so that groups add up to what they are groups of.
  associatedCase: ({ caseSets }) => [
    'cases',
    caseSets.map(([first]) => (first === undefined ? none(0) : [first.id, String(first.id), first.subject])),
  ],
};

export function levelOf(world: World, field: Field): Level {
  const [column, entries] = names[field](world);
  const numbers = new Map<string, number>();
  const groups: Group[] = [];
  const fold = Uint16Array.from(entries, ([identifier, shortName, displayName]) => {
    const name = String(identifier);
    const known = numbers.get(name) ?? groups.push({ identifier: name, shortName, displayName, type: field }) - 1;
    numbers.set(name, known);
    return known;
  });
  return { field, column, fold, groups };
}

/** The rest of a level as one group (assumed names). */
export const otherGroup = (field: Field): Group => ({
  identifier: 'other',
  shortName: 'other',
  displayName: 'Other',
  type: field,
});
