/** The criteria of v2 searches as an outsider judges them, from what an event shows. Source: docs/contract/argus.md §7.4; seed 001. */
import { rangeText } from '../../../../kernel/net.ts';
import type { Json } from '../../../../kernel/schema.ts';
import type {
  AttackCriterion,
  EndpointCriterion,
  PropertyCriterion,
  V2Criteria,
  V2SubCriteria,
} from '../../../../products/argus/generated/types.ts';
import { listOf, member } from '../../../terms/exchange.ts';
import { at, numberAt, textsAt } from '../../../lists/item.ts';
import { byCase, byIndex, inLowerCase, namesAt, presentAt, searchWordsOf, type ArgusModifier } from './members.ts';
import {
  ends,
  isPort,
  isReached,
  eventPortAt,
  mistakenEnd,
  portLists,
  rangeAt,
  telling,
  type EventEnd,
} from './addresses.ts';
import type { Criterion, Judgement } from '../../../terms/model.ts';
import { among, combined, every, flagged, hidden, isEmpty, occurring, some } from '../../../criteria/verdict.ts';

type Name = Exclude<keyof V2Criteria | keyof V2SubCriteria, ArgusModifier>;

/** Some of what occurs, as parts. */
const partsOf = (items: readonly Json[], valuesOf: (item: Json) => readonly Json[], part: (value: Json) => Json) =>
  occurring(items, valuesOf).slice(-8).map(part);

/** A list of parts, each an object whose members must all hold. */
const parts = <Part>(
  members: {
    readonly [Key in keyof Required<Omit<Part, 'exclude' | 'required'>>]: (
      item: Json,
      value: Json,
      part: Json,
    ) => Judgement;
  },
  values: Criterion['values'],
  each: NonNullable<Criterion['each']>,
): Criterion => ({
  values,
  each,
  holds: (item, wanted) =>
    combined(listOf(wanted), (part) =>
      every(
        Object.entries(members as Record<string, (item: Json, value: Json, part: Json) => Judgement>).map(
          ([name, holds]) => {
            const value = member(part, name);
            return value === undefined || isEmpty(value) ? true : holds(item, value, part);
          },
        ),
      ),
    ),
});

const inList = (valuesOf: (item: Json) => readonly Json[]) => (item: Json, wanted: Json) =>
  among(valuesOf).holds(item, wanted, {});
const rarest = (
  items: readonly Json[],
  valuesOf: (item: Json) => readonly Json[],
  part: (value: Json) => Json,
): readonly Json[] => {
  const [value] = occurring(items, valuesOf);
  return value === undefined ? [] : [[part(value)]];
};
const first = (items: readonly Json[], path: string): readonly Json[] => occurring(items, presentAt(path)).slice(-1);

const attack = parts<AttackCriterion>(
  {
    alarm: inList(namesAt('alarm')),
    attackCategory: inList(namesAt('attackCategory')),
    signature: inList(presentAt('signature.name')),
  },
  (items) => [
    ...rarest(items, presentAt('signature.name'), (name) => ({ signature: [name] })),
    ...rarest(items, presentAt('alarm.id'), (id) => ({ alarm: [id] })),
    ...rarest(items, presentAt('alarm.shortName'), (name) => ({ alarm: [name] })),
    ...rarest(items, presentAt('attackCategory.shortName'), (name) => ({ attackCategory: [name] })),
    [{ attackCategory: first(items, 'attackCategory.id'), alarm: first(items, 'alarm.id') }],
  ],
  (items) => [
    ...partsOf(items, presentAt('signature.name'), (name) => ({ signature: [name] })),
    ...partsOf(items, presentAt('alarm.id'), (id) => ({ alarm: [id] })),
    ...partsOf(items, presentAt('attackCategory.shortName'), (name) => ({ attackCategory: [name] })),
  ],
);

const flagsAt = (end: EventEnd) => (item: Json) => textsAt(item, `${end}.flags`);
/** Every member must hold of one and the same end. */
function endHolds(item: Json, part: Json, end: EventEnd): Judgement {
  const list = (name: string): Json => member(part, name) ?? [];
  const bits = numberAt(part, 'minMaskBits') ?? 0;
  const range = rangeAt(item, end);
  const tests: Readonly<
    Record<keyof Omit<EndpointCriterion, 'exclude' | 'required' | 'endpointFieldStrategy'>, () => Judgement>
  > = {
    ip: () => isReached(range, list('ip'), bits),
    port: () => isPort(eventPortAt(item, end), list('port')),
    countryCode: () => among(presentAt(`${end}.geoInfo.countryCode`)).holds(item, list('countryCode'), {}),
    minMaskBits: () => (isEmpty(list('ip')) ? (range === null ? null : range.bits >= bits) : true),
    includeFlag: () => flagged(flagsAt(end), false).holds(item, list('includeFlag'), {}),
    excludeFlag: () => flagged(flagsAt(end), true).holds(item, list('excludeFlag'), {}),
  };
  return every(
    Object.entries(tests).map(([name, test]) => {
      const value = member(part, name);
      return value === undefined || isEmpty(value) ? true : test();
    }),
  );
}

/** An address at one end with the port of the other, which no single end has. */
const crossed = (items: readonly Json[]): readonly Json[] =>
  items.slice(0, 4).flatMap((item) => {
    const [range, port] = [rangeAt(item, 'source'), eventPortAt(item, 'destination')];
    return range === null || port === undefined || port === eventPortAt(item, 'source')
      ? []
      : [{ ip: [rangeText(range)], port: [port] }];
  });

const endpoint: Criterion = {
  each: (items) => [
    ...crossed(items),
    ...partsOf(
      items,
      (item) => ends.flatMap((end) => eventPortAt(item, end) ?? []),
      (port) => ({ port: [port] }),
    ),
    ...partsOf(items, presentAt('source.address'), (ip) => ({ ip: [ip], endpointFieldStrategy: 'source' })),
    ...partsOf(items, presentAt('destination.address'), (ip) => ({ ip: [ip] })),
    ...partsOf(items, presentAt('source.geoInfo.countryCode'), (code) => ({ countryCode: [code] })),
  ],
  values: (items) => {
    const ips = telling(items).map((ip) => [{ ip: [ip] }]);
    const [ip = '0.0.0.0/0'] = telling(items, ['source']);
    const [port] = portLists(items, ['destination'], false);
    return [
      ...crossed(items)
        .slice(0, 1)
        .map((part) => [part]),
      ...ips,
      [{ ip: [ip], endpointFieldStrategy: 'source' }],
      [{ ip: [ip], endpointFieldStrategy: 'destination' }],
      ...portLists(items, ends, false).map((list) => [{ port: list }]),
      ...(port === undefined
        ? []
        : [[{ port, endpointFieldStrategy: 'source' }], [{ port, endpointFieldStrategy: 'destination' }]]),
      ...rarest(
        items,
        (item) => ends.flatMap((end) => presentAt(`${end}.geoInfo.countryCode`)(item)),
        (code) => ({ countryCode: [code] }),
      ),
      [{ includeFlag: ['isCustomerNet'], endpointFieldStrategy: 'source' }],
      [{ excludeFlag: ['isCustomerNet'] }],
      [{ minMaskBits: 32 }],
      ...(port === undefined ? [] : [[{ port, includeFlag: ['isCustomerNet'] }]]),
    ];
  },
  mistaken: mistakenEnd,
  holds: (item, wanted) =>
    combined(listOf(wanted), (part) => {
      const strategy = member(part, 'endpointFieldStrategy') ?? 'all';
      return some(ends.filter((end) => strategy === 'all' || strategy === end).map((end) => endHolds(item, part, end)));
    }),
};

const propertiesOf = (item: Json): readonly Json[] | null => {
  const list = at(item, 'properties');
  return Array.isArray(list) ? (list as readonly Json[]) : null;
};

function propertyHolds(item: Json, part: Json): Judgement {
  const all = propertiesOf(item);
  if (all === null) return null;
  const { key, value = [], valueMatchStrategy, valueSearchStrategy } = part as unknown as PropertyCriterion;
  const ofKey = all.filter((property) => key === undefined || member(property, 'key') === key);
  if (value.length === 0) return ofKey.length > 0;
  const has = ofKey.flatMap((property) => textsAt(property, 'values'));
  const isHit = (text: string): boolean =>
    valueSearchStrategy === 'exact'
      ? has.includes(text)
      : has.some((candidate) => searchWordsOf(text).every((word) => searchWordsOf(candidate).includes(word)));
  return valueMatchStrategy === 'all' ? value.every(isHit) : value.some(isHit);
}

const property: Criterion = {
  each: (items) =>
    partsOf(
      items,
      (item) =>
        (propertiesOf(item) ?? []).flatMap((entry) =>
          textsAt(entry, 'values').map((value) => ({ key: member(entry, 'key') ?? '', value: [value] })),
        ),
      (part) => ({ ...(part as object), valueMatchStrategy: 'any', valueSearchStrategy: 'exact' }),
    ),
  values: (items) => {
    const pairs = occurring(items, (item) =>
      (propertiesOf(item) ?? []).flatMap((entry) =>
        textsAt(entry, 'values').map((text) => [String(member(entry, 'key')), text]),
      ),
    ) as readonly (readonly [string, string])[];
    const [few, many] = [pairs[0], pairs.at(-1)];
    if (few === undefined || many === undefined) return [];
    const exact = { valueMatchStrategy: 'any', valueSearchStrategy: 'exact' };
    const word = searchWordsOf(many[1])[0];
    return [
      [{ ...exact, key: few[0] }],
      [{ ...exact, key: many[0], value: [many[1]] }],
      [{ ...exact, value: [many[1]] }],
      [{ ...exact, key: '__proto__' }],
      [{ ...exact, valueMatchStrategy: 'all', key: many[0], value: [many[1], 'no such value'] }],
      ...(word === undefined
        ? []
        : [[{ ...exact, valueSearchStrategy: 'tokenized', key: many[0], value: [word.toUpperCase()] }]]),
    ];
  },
  holds: (item, wanted) => combined(listOf(wanted), (part) => propertyHolds(item, part)),
};

export const v2: { readonly [Key in Name]: Criterion } = {
  associatedCase: byCase,
  attack,
  customer: { ...among(namesAt('customer')), isSight: true },
  domain: among(presentAt('domain'), inLowerCase),
  endpoint,
  eventIdentifier: {
    each: (items) => items.slice(0, 12).map((item) => String(at(item, 'id'))),
    values: (items) => [items.slice(0, 1), items.slice(-2)].map((few) => few.map((item) => String(at(item, 'id')))),
    // The type of an id is not looked at, and a uuid is one in any case (docs/contract/argus.md §7).
    holds: (item, wanted) => {
      const id = String(at(item, 'id'));
      if (listOf(wanted).includes(id)) return true;
      const ofAnyType = (text: string): string => inLowerCase(text).slice(text.indexOf('/'));
      return listOf(wanted).some((one) => ofAnyType(String(one)) === ofAnyType(id)) ? null : false;
    },
  },
  includeFlag: flagged((item) => textsAt(item, 'flags'), false),
  excludeFlag: flagged((item) => textsAt(item, 'flags'), true),
  property,
  productionCustomers: hidden(true, false),
  severity: among(presentAt('severity')),
  type: among(presentAt('type')),
  indexStartTimestamp: byIndex('timestamps.created', 1, (created, bound) => created >= bound),
  indexEndTimestamp: byIndex('timestamps.created', -1, (created, bound) => created <= bound),
};
