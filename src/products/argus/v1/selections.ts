/** Single criteria that only v1 has, as predicates. Source: docs/contract/argus.md §6.5, §6.8. */
import { makeRangeIndex, reachedBy, type RangeIndex } from '../../../corpus/addresses.ts';
import { portSet, type PortRange } from '../../../corpus/port-set.ts';
import { codes, ofPorts, ofTable, type Predicate } from '../../../corpus/predicate.ts';
import { parseRange } from '../../../kernel/net.ts';
import { severities } from '../../../model/detection.ts';
import type { V1Context } from './criteria.ts';

export function severityBetween(least: string, most: string): Predicate {
  const [from, to] = [severities.findIndex((name) => name === least), severities.findIndex((name) => name === most)];
  return codes('severity', severities.length, (code) => code >= from && code <= to);
}

export function addresses(
  { table, criteria }: V1Context,
  end: 'source' | 'destination',
  texts: readonly string[],
): Predicate {
  const minBits = Number((end === 'source' ? criteria.sourceIPMinBits : criteria.destinationIPMinBits) ?? 0);
  return ofTable(end, reachedBy(table.world.hosts, indexOf(texts), minBits));
}

const indices = new WeakMap<readonly string[], RangeIndex>();

/** A list is read once, though it is asked for each end. */
function indexOf(texts: readonly string[]): RangeIndex {
  const known = indices.get(texts) ?? makeRangeIndex(texts.map(parseRange).filter((range) => range !== null));
  indices.set(texts, known);
  return known;
}

export function ports(
  { complain }: V1Context,
  field: 'port' | 'sourcePort' | 'destinationPort',
  column: 'sourcePort' | 'destinationPort',
  ranges: readonly (string | number)[],
): Predicate {
  const bounds = ranges.map((text) => {
    const [low = 0, high = low] = String(text).split('-').map(Number);
    return { low, high };
  });
  const wrong = bounds.findIndex(({ low, high }) => low > high || high > 65_535);
  if (wrong >= 0) return complain(field, ranges[wrong]);
  return ofPorts(column, setOf(ranges, bounds));
}

const portSets = new WeakMap<readonly (string | number)[], Uint32Array>();

/** A list is read once, though it is asked for each end. */
function setOf(ranges: readonly (string | number)[], bounds: readonly PortRange[]): Uint32Array {
  const known = portSets.get(ranges) ?? portSet(bounds);
  portSets.set(ranges, known);
  return known;
}
