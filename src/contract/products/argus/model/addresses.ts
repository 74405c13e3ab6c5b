/** Judging addresses and ports. Source: seed 000 "Searching by IP", docs/contract/argus.md §6.8. */
import { contains, networkOf, parseRange, rangeText, widthOf, type Range } from '../../../../kernel/net.ts';
import type { Json } from '../../../../kernel/schema.ts';
import { listOf, member } from '../../../terms/exchange.ts';
import { at, numberAt } from '../../../lists/item.ts';
import type { Judgement } from '../../../terms/model.ts';
import { occurring } from '../../../criteria/verdict.ts';

export type EventEnd = 'source' | 'destination';
export const ends: readonly EventEnd[] = ['source', 'destination'];

/** Events are judged by many criteria, and parsing an address takes longer than all else. */
const known = new WeakMap<object, Partial<Record<EventEnd, Range | null>>>();

/** The address or network at an end of an event, as v1 or v2 has it; null where it does not parse. */
export function rangeAt(item: Json, end: EventEnd): Range | null {
  if (item === null || typeof item !== 'object') return null;
  const parsed = known.get(item) ?? {};
  known.set(item, parsed);
  return (parsed[end] ??= parsedAt(item, end));
}

function parsedAt(item: Json, end: EventEnd): Range | null {
  const text = at(item, `${end}.address`) ?? at(item, `${end}.networkAddress.address`);
  const bits = numberAt(item, `${end}.networkAddress.maskBits`);
  if (typeof text !== 'string') return null;
  return parseRange(bits === undefined || text.includes('/') ? text : `${text}/${bits}`);
}

/** Searched texts are few, and each is held against all items. */
const searchedTexts = new Map<string, Range | null>();
const mostTexts = 5000;

function searchedRange(text: string): Range | null {
  const parsed = searchedTexts.get(text);
  if (parsed !== undefined) return parsed;
  if (searchedTexts.size >= mostTexts) searchedTexts.clear();
  const range = parseRange(text);
  searchedTexts.set(text, range);
  return range;
}

/**
 * A searched range finds addresses and ranges inside it and ranges that cover it, but none wider than `minBits`, unless it is
 * itself among the searched ones.
 */
export function isReached(range: Range | null, wanted: Json, minBits: number): Judgement {
  if (range === null) return null;
  const searched = listOf(wanted).flatMap((text) => searchedRange(String(text)) ?? []);
  if (!searched.some((one) => contains(one, range) || contains(range, one))) return false;
  return range.bits >= minBits || searched.some((one) => contains(one, range) && one.bits === range.bits);
}

export const isAddress = ({ version, bits }: Range): boolean => bits === widthOf(version);

/** Ranges at the given ends of events, as text, the rarest first. */
export const rangesIn = (items: readonly Json[], where: readonly EventEnd[] = ends): readonly string[] =>
  occurring(items, (item) => where.flatMap((end) => textOf(rangeAt(item, end)))).map(String);

const textOf = (range: Range | null): readonly string[] => (range === null ? [] : [rangeText(range)]);

/** Ranges worth searching: an address, the networks around it, a network that events have, and an address inside that. */
export function telling(items: readonly Json[], where: readonly EventEnd[] = ends): readonly string[] {
  const ranges = rangesIn(items, where).flatMap((text) => parseRange(text) ?? []);
  const network = ranges.find((range) => !isAddress(range));
  const around = [4, 6].flatMap((version) => {
    const address = ranges.find((range) => range.version === version && isAddress(range));
    if (address === undefined) return [];
    const wide = version === 4 ? [24, 16, 8] : [64, 48, 32];
    return [bare(address), ...wide.map((bits) => rangeText(networkOf(address, bits)))];
  });
  const inside =
    network === undefined ? [] : [rangeText(network), bare({ ...network, bits: widthOf(network.version) })];
  return [...new Set([...around, ...inside])];
}

/** So many networks apart are worth a look. */
const mostApart = 4;

/** Networks that hold one of two neighbouring addresses and not the other, and do not end at an octet, as text. */
export function networksApart(items: readonly Json[], where: readonly EventEnd[] = ends): readonly string[] {
  const addresses = rangesIn(items, where)
    .flatMap((text) => parseRange(text) ?? [])
    .filter((range) => range.version === 4 && isAddress(range))
    .toSorted((one, other) => (one.base < other.base ? -1 : 1));
  return addresses
    .slice(1)
    .flatMap((address, place) => {
      const differing = (address.base ^ (addresses[place] ?? address).base).toString(2).length;
      const bits = widthOf(4) - differing + 1;
      return bits % 8 === 0 ? [] : [networkOf(address, bits)];
    })
    .toSorted((one, other) => other.bits - one.bits)
    .slice(0, mostApart)
    .map(rangeText);
}

/** A network that is searched as if it ended at an octet. */
export function mistakenNetwork(text: Json): readonly (readonly [how: string, other: Json])[] {
  const range = parseRange(String(text));
  if (range === null || range.bits % 8 === 0) return [];
  return [['taken for whole octets', rangeText(networkOf(range, range.bits - (range.bits % 8)))]];
}

/** A range of ports of which only one end counts. */
export function mistakenPorts(text: Json): readonly (readonly [how: string, other: Json])[] {
  const [low = '', high] = String(text).split('-');
  return high === undefined
    ? []
    : [
        ['taken for its first port', low],
        ['taken for its last port', high],
      ];
}

/** A part that is looked for at another end than its own, or at one where either is meant. */
export function mistakenEnd(part: Json): readonly (readonly [how: string, other: Json])[] {
  const own = member(part, 'endpointFieldStrategy') ?? 'all';
  return [...ends, 'all']
    .filter((other) => other !== own)
    .map((other) => [`looked for at ${other}`, { ...(part as object), endpointFieldStrategy: other }]);
}

const bare = (range: Range): string => rangeText(range).replace(/\/\d+$/, '');

/** Whether a port is among ports and inclusive ranges such as 1024-65535. */
export function isPort(port: number | undefined, wanted: Json): Judgement {
  if (port === undefined) return null;
  return listOf(wanted).some((text) => {
    const [low = 0, high = low] = String(text).split('-').map(Number);
    return port >= low && port <= high;
  });
}

export const eventPortAt = (item: Json, end: EventEnd): number | undefined => numberAt(item, `${end}.port`);

/** Lists of ports to ask for: the rarest, the most frequent, and a range between two. */
export function portLists(items: readonly Json[], where: readonly EventEnd[], withRange: boolean): readonly Json[] {
  const ports = occurring(items, (item) => where.flatMap((end) => eventPortAt(item, end) ?? [])).map(Number);
  const [rarest] = ports;
  if (rarest === undefined) return [];
  const sorted = ports.toSorted((one, other) => one - other);
  const [low, high] = [sorted[Math.floor(sorted.length / 3)], sorted[Math.floor((sorted.length * 2) / 3)]];
  return [[rarest], [...new Set([ports.at(-1) ?? rarest, 0])], ...(withRange ? [[`${low}-${high}`]] : [])];
}
