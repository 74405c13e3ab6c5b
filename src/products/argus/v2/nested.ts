/** Attack, endpoint and property criteria of v2 as predicates. Source: docs/contract/argus.md §7.4, §6.8. */
import { makeRangeIndex, reaching, type RangeIndex } from '../../../corpus/addresses.ts';
import { portSet } from '../../../corpus/port-set.ts';
import { all, any, nothing, ofPorts, ofTable, type Predicate } from '../../../corpus/predicate.ts';
import { parseRange, type Range } from '../../../kernel/net.ts';
import { inPieces, pieceOfWork, type Sliced } from '../../../kernel/slices.ts';
import { flagSet } from '../common/flag.ts';
import type { Detail, Host, World } from '../../../model/world.ts';
import { derivedKeys, isDerived } from '../events/derived-properties.ts';
import { ofDerived, ofProperties, wordSetsOf, wordsOf, type Properties } from '../events/properties.ts';
import type { AttackCriterion, EndpointCriterion, PropertyCriterion } from '../generated/types.ts';
import { countryTest, ofHosts } from '../events/selections.ts';
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

/** Each detail is held against each criterion. */
export function* attacks({ details }: World, list: readonly AttackCriterion[]): Sliced<Predicate> {
  const passes = combineTests(list, attackTest);
  const table = new Uint8Array(details.length);
  yield* inPieces(details.entries(), list.length, ([code, detail]) => (table[code] = passes(detail) ? 1 : 0));
  return ofTable('detail', table);
}

function attackTest({ alarm, attackCategory, signature = [] }: AttackCriterion): (detail: Detail) => boolean {
  const [isAlarm, isCategory] = [named(alarm), named(attackCategory)];
  const signatures = new Set(signature);
  return (detail) =>
    isAlarm(detail.alarm) && isCategory(detail.category) && (signatures.size === 0 || signatures.has(detail.signature));
}

/** What a list says, read once for both ends; null where there is none. */
interface EndpointLists {
  readonly searched: RangeIndex | null;
  readonly ports: Uint32Array | null;
}

/** Events by their ends, criterion by criterion: each may have thousands of networks. */
export function* endpoints(table: EventTable, list: readonly EndpointCriterion[]): Sliced<Predicate> {
  const made = new Map<EndpointCriterion, Predicate>();
  for (const criterion of list) {
    const { ip = [], port = [] } = criterion;
    const ranges: Range[] = [];
    yield* inPieces(ip, unitsOfText, (text) => ranges.push(...[parseRange(text)].filter((range) => range !== null)));
    const searched = ip.length === 0 ? null : makeRangeIndex(ranges);
    const ports = port.length === 0 ? null : portSet(port.map((one) => ({ low: Number(one), high: Number(one) })));
    yield Math.min(pieceOfWork, 2048 + 10 * (ip.length + port.length));
    const strategy = criterion.endpointFieldStrategy ?? 'all';
    const ends: readonly FlagEnd[] = strategy === 'all' ? ['source', 'destination'] : [strategy];
    const predicates: Predicate[] = [];
    for (const end of ends) predicates.push(yield* endpoint(table, { ...criterion, searched, ports }, end));
    made.set(criterion, any(predicates));
  }
  return combine(list, (criterion) => made.get(criterion) ?? nothing);
}

/** Units of reading a network. */
const unitsOfText = 50;

/** All members hold of one and the same end. */
function* endpoint(table: EventTable, criterion: EndpointCriterion & EndpointLists, end: FlagEnd): Sliced<Predicate> {
  const { searched, ports, countryCode = [], minMaskBits, includeFlag = [], excludeFlag = [] } = criterion;
  const { hosts } = table.world;
  const parts: Predicate[] = [];
  if (searched !== null || countryCode.length > 0 || minMaskBits !== undefined) {
    const reached = searched === null ? null : yield* reaching(hosts, searched, Number(minMaskBits ?? 0));
    const isCountry = countryTest(countryCode);
    const passes = (host: Host): boolean =>
      (reached === null ? host.range.bits >= Number(minMaskBits ?? 0) : reached[host.code] === 1) &&
      (countryCode.length === 0 || isCountry(host));
    parts.push(ofHosts(table.world, end, passes));
    yield hosts.length;
  }
  if (ports !== null) parts.push(ofPorts(end === 'source' ? 'sourcePort' : 'destinationPort', ports));
  if (includeFlag.length + excludeFlag.length > 0) {
    const stored = (names: typeof includeFlag) => flagSet(names.map((name) => endFlags[end][name]));
    parts.push({ kind: 'flags', set: stored(includeFlag), clear: stored(excludeFlag) });
  }
  return all(parts);
}

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
  const wordsIn = (text: string): readonly string[] =>
    valueSearchStrategy === 'exact' ? [text] : [...new Set(wordsOf(text))];
  const derived = (texts: readonly string[]): readonly Predicate[] =>
    texts.flatMap((text) => keys.map((one) => ofDerived(table, one, wordsIn(text))));
  const stored = (texts: readonly string[]): Predicate =>
    ofProperties(table, propertiesTest({ ...criterion, value: [...texts] }));
  if (value.length === 0) return any([stored(value), ...keys.map((one) => ofDerived(table, one, []))]);
  return valueMatchStrategy === 'all'
    ? all(value.map((text) => any([stored([text]), ...derived([text])])))
    : any([stored(value), ...derived(value)]);
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
  const isHit = isAll ? hitsAll(value.map(wordsOf)) : hitsAny(value.map(wordsOf));
  return (given) => isHit(wordSetsOf(given, key));
}

type WordSets = readonly ReadonlySet<string>[];

const hitsAll =
  (texts: readonly (readonly string[])[]) =>
  (candidates: WordSets): boolean =>
    texts.every((words) => candidates.some((candidate) => words.every((word) => candidate.has(word))));

/** Texts are found by their first words, so that thousands of them cost what the candidates have of words. */
function hitsAny(texts: readonly (readonly string[])[]): (candidates: WordSets) => boolean {
  const byFirst = new Map<string, (readonly string[])[]>();
  let anyWill = false;
  for (const words of texts) {
    const [first] = words;
    if (first === undefined) anyWill = true;
    else if (byFirst.has(first)) byFirst.get(first)?.push(words);
    else byFirst.set(first, [words]);
  }
  const isHit = (candidate: ReadonlySet<string>): boolean => {
    for (const word of candidate)
      if (byFirst.get(word)?.some((words) => words.every((other) => candidate.has(other))) === true) return true;
    return anyWill;
  };
  return (candidates) => candidates.some(isHit);
}
