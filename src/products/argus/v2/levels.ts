/** What v2 statistics can group by: one entry a field. Source: docs/contract/argus.md §7.5, seed 001. */
import type { CodeColumn } from '../../../corpus/predicate.ts';
import { severities } from '../../../model/detection.ts';
import type { Host, World } from '../../../model/world.ts';
import { foldBy } from '../events/fold.ts';
import type { GroupBy, V2StatsRecord } from '../generated/types.ts';
import { addressMemberText } from './fragments.ts';

export type LevelField = GroupBy['field'];
export type LevelGroup = NonNullable<V2StatsRecord['group']>;

/** A column folded to groups: entries of its dictionary that mean the same have one number. */
export interface Level {
  readonly field: LevelField;
  readonly column: CodeColumn;
  readonly fold: Uint16Array;
  readonly groups: readonly LevelGroup[];
}

type Name = readonly [identifier: number | string, shortName: string, displayName: string];
type Names = (world: World) => readonly [CodeColumn, readonly Name[]];

/** The group of events that have no such thing; identifier 0 is what a search for events without a case asks for (§7.4). */
const none = (identifier: number | string): Name => [identifier, 'none', 'None'];
const same = (text: string): Name => [text, text, text];
const country = ({ place }: Host): Name =>
  place === null ? none('none') : [place.countryCode, place.countryCode, place.countryName];

const names: Readonly<Record<LevelField, Names>> = {
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

export function levelOf(world: World, field: LevelField): Level {
  const [column, entries] = names[field](world);
  const { numbers, groups } = foldBy(
    entries,
    ([identifier]) => String(identifier),
    ([identifier, shortName, displayName]) => ({ identifier: String(identifier), shortName, displayName, type: field }),
  );
  return { field, column, fold: numbers, groups };
}

/** The rest of a level as one group (assumed names). */
export const otherGroup = (field: LevelField): LevelGroup => ({
  identifier: 'other',
  shortName: 'other',
  displayName: 'Other',
  type: field,
});
