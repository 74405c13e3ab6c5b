/** Attack, endpoint and property criteria of v2 as predicates. Source: docs/contract/argus.md §7.4, §6.8. */
import { makeRangeIndex, reachedBy, type RangeIndex } from '../../../corpus/addresses.ts';
import { all, any, codes, type Predicate } from '../../../corpus/predicate.ts';
import { parseRange } from '../../../kernel/net.ts';
import { flagSet } from '../common/flag.ts';
import type { Detail, Host, World } from '../../../model/world.ts';
import { derivedKeys, isDerived } from '../events/derived-properties.ts';
import { ofDerived, ofProperties, wordsOf, type Properties } from '../events/properties.ts';
import type { AttackCriterion, EndpointCriterion, PropertyCriterion } from '../generated/types.ts';
import { countryTest, ofDetails, ofHosts } from '../events/selections.ts';
import { combine, combineTests } from '../events/combine.ts';
import { endFlags, type FlagEnd } from './flags.ts';
import type { EventTable } from '../events/table.ts';

type Name = number | string;

/** An id or short name is in the list; an empty list lets everything pass. */
function named(
  list: readonly Name[] | undefined,
): (thing: { readonly id: number; readonly shortName: string }) => boolean {
  if (list === undefined || list.length === 0) return () => true;
  const names = new Set(list.map(String));
  return ({ id, shortName }) => names.has(String(id)) || names.has(shortName);
}

export const attacks = (world: World, list: readonly AttackCriterion[]): Predicate =>
  ofDetails(world, combineTests(list, attackTest));

function attackTest({ alarm, attackCategory, signature = [] }: AttackCriterion): (detail: Detail) => boolean {
  const [isAlarm, isCategory] = [named(alarm), named(attackCategory)];
  const signatures = new Set(signature);
  return (detail) =>
    isAlarm(detail.alarm) && isCategory(detail.category) && (signatures.size === 0 || signatures.has(detail.signature));
}

/** With many criteria a table of ports for each would fill the memory; `isLarge` asks the rows instead. */
export const endpoints = (table: EventTable, list: readonly EndpointCriterion[], isLarge: boolean): Predicate =>
  combine(list, (criterion) => {
    const { ip = [] } = criterion;
    // Read once for both ends.
    const searched = ip.length === 0 ? null : makeRangeIndex(rangesOf(ip));
    const strategy = criterion.endpointFieldStrategy ?? 'all';
    const ends: readonly FlagEnd[] = strategy === 'all' ? ['source', 'destination'] : [strategy];
    return any(ends.map((end) => endpoint(table, { ...criterion, searched }, end, isLarge)));
  });

/** All members hold of one and the same end. */
function endpoint(
  table: EventTable,
  criterion: EndpointCriterion & { readonly searched: RangeIndex | null },
  end: FlagEnd,
  isLarge: boolean,
): Predicate {
  const { searched, port = [], countryCode = [], minMaskBits, includeFlag = [], excludeFlag = [] } = criterion;
  const { hosts } = table.world;
  const parts: Predicate[] = [];
  if (searched !== null || countryCode.length > 0 || minMaskBits !== undefined) {
    const reached = searched === null ? null : reachedBy(hosts, searched, Number(minMaskBits ?? 0));
    const isCountry = countryTest(countryCode);
    const passes = (host: Host): boolean =>
      (reached === null ? host.range.bits >= Number(minMaskBits ?? 0) : reached[host.code] === 1) &&
      (countryCode.length === 0 || isCountry(host));
    parts.push(ofHosts(table.world, end, passes));
  }
  if (port.length > 0) {
    const ports = new Set(port.map(Number));
    const column = end === 'source' ? 'sourcePort' : 'destinationPort';
    const code = table.code(column);
    parts.push(
      isLarge
        ? { kind: 'row', test: (row) => ports.has(code(row)) }
        : codes(column, 65_536, (value) => ports.has(value)),
    );
  }
  if (includeFlag.length + excludeFlag.length > 0) {
    const stored = (names: typeof includeFlag) => flagSet(names.map((name) => endFlags[end][name]));
    parts.push({ kind: 'flags', set: stored(includeFlag), clear: stored(excludeFlag) });
  }
  return all(parts);
}

const rangesOf = (texts: readonly string[]) => texts.map(parseRange).filter((range) => range !== null);

export function properties(table: EventTable, list: readonly PropertyCriterion[]): Predicate {
  const isFixed = (criterion: PropertyCriterion): boolean => !mayVary(criterion);
  if (list.every(isFixed)) return ofProperties(table, combineTests(list, propertiesTest));
  return combine(list, (criterion) =>
    isFixed(criterion) ? ofProperties(table, propertiesTest(criterion)) : ofVarying(table, criterion),
  );
}

/** True when a property that differs from event to event could decide. */
const mayVary = ({ key, value = [] }: PropertyCriterion): boolean =>
  key === undefined ? value.length === 0 || value.some((text) => /\d/.test(text)) : isDerived(key);

function ofVarying(table: EventTable, criterion: PropertyCriterion): Predicate {
  const { key, value = [], valueMatchStrategy, valueSearchStrategy } = criterion;
  const keys = key === undefined ? derivedKeys : [key];
  const derived = (passes: (text: string) => boolean): Predicate[] => keys.map((one) => ofDerived(table, one, passes));
  if (value.length === 0) return any([ofProperties(table, propertiesTest(criterion)), ...derived(() => true)]);
  const each = value.map((text) => {
    const words = valueSearchStrategy === 'exact' ? [text] : wordsOf(text);
    return any([
      ofProperties(table, propertiesTest({ ...criterion, value: [text] })),
      ...derived((shown) => words.every((word) => word === shown)),
    ]);
  });
  return valueMatchStrategy === 'all' ? all(each) : any(each);
}

function propertiesTest({
  key,
  value = [],
  valueMatchStrategy,
  valueSearchStrategy,
}: PropertyCriterion): (given: Properties) => boolean {
  const valuesOf = (given: Properties): readonly string[] | undefined =>
    key === undefined ? Object.values(given).flat() : Object.hasOwn(given, key) ? given[key] : undefined;
  if (value.length === 0) return (given) => valuesOf(given) !== undefined;
  const isAll = valueMatchStrategy === 'all';
  if (valueSearchStrategy === 'exact') {
    const texts = new Set(value);
    if (!isAll) return (given) => (valuesOf(given) ?? []).some((candidate) => texts.has(candidate));
    return (given) => {
      const values = new Set(valuesOf(given));
      return value.every((text) => values.has(text));
    };
  }
  const wanted = value.map(wordsOf);
  return (given) => {
    const candidates = (valuesOf(given) ?? []).map((candidate) => new Set(wordsOf(candidate)));
    const isHit = (words: readonly string[]): boolean =>
      candidates.some((candidate) => words.every((word) => candidate.has(word)));
    return isAll ? wanted.every(isHit) : wanted.some(isHit);
  };
}
