/** Law: a searched network finds what lies in it and what covers it, as far as the least number of bits allows. */
import { contains, networkOf, parseRange, rangeText, widthOf, type Range } from '../../../../../kernel/net.ts';
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check } from '../../../../terms/check.ts';
import { ends, isAddress, rangeAt, type EventEnd } from '../../model/addresses.ts';
import { expectation } from '../../../../criteria/samples.ts';
import { expectHits } from '../../../../lists/hits.ts';
import { shapeOf, type Criteria } from '../../../../lists/list.ts';
import { modelOf, fixtureOf, undecidable, type Fixture } from '../../../../lists/fixture.ts';

export const networksCover: Check = {
  id: 'law/networks-cover',
  asks: 'Does a searched range find the addresses and ranges in it and the ranges around it, and none wider than the bits that are set?',
  source: 'seed 000 "Searching by IP - CIDR ranges"; docs/contract/argus.md §6.8, §7.4',
  evidence: 'documented',
  applies: (operation) =>
    modelOf(operation) !== null &&
    shapeOf(operation)?.where === 'body' &&
    ['ip', 'endpoint'].some((name) => shapeOf(operation)?.members.includes(name)),
  run: async (context) => {
    const isV2 = context.operation.model === 'v2';
    const words: Words = isV2 ? v2 : context.operation.body?.includes('nids') === true ? plain : v1;
    let found = 0;
    for (const end of ends) {
      const fixture = await fixtureOf(context, { least: 0, filter: words.aggregatedAt(end) });
      const range = networkIn(fixture, end);
      if (range === null || fixture.model === null) continue;
      found += 1;
      for (const { name, criteria } of questions(range, end, words)) {
        const says = `${name} finds ranges both ways, within the bits that are set`;
        const { model } = fixture;
        await expectHits(context, fixture, criteria, {
          key: `${name} at ${end}`,
          says,
          expect: expectation(fixture, model),
        });
      }
    }
    if (found === 0) undecidable(context, 'no event of the target stands for a network');
  },
};

/** How a version words what is asked. */
interface Words {
  /** Events whose end stands for a network. */
  readonly aggregatedAt: (end: EventEnd) => Criteria;
  /** Ranges at an end, none wider than so many bits unless it is one of them; null where bits cannot be set. */
  readonly at: (end: EventEnd, ranges: readonly string[], bits: number | null) => Criteria | null;
}

const plain: Words = {
  aggregatedAt: (end) => ({ includeFlags: [`CUSTOM_${end.toUpperCase()}_AGGREGATION`] }),
  at: (end, ranges, bits) => (bits === null ? { [`${end}IP`]: ranges } : null),
};
const v1: Words = {
  ...plain,
  at: (end, ranges, bits) => ({ [`${end}IP`]: ranges, ...(bits !== null && { [`${end}IPMinBits`]: bits }) }),
};
const v2: Words = {
  aggregatedAt: (end) => ({ endpoint: [{ includeFlag: ['customAggregation'], endpointFieldStrategy: end }] }),
  at: (end, ip, bits) => ({
    subCriteria: [
      { endpoint: [{ ip, endpointFieldStrategy: end, ...(bits !== null && { minMaskBits: bits }) }], required: true },
    ],
  }),
};

/** A network at an end of an event. */
function networkIn({ whole }: Fixture, end: EventEnd): Range | null {
  const ranges = whole.items.flatMap((item: Json) => rangeAt(item, end) ?? []);
  return ranges.find((range) => !isAddress(range)) ?? null;
}

function questions(
  range: Range,
  end: EventEnd,
  words: Words,
): readonly { readonly name: string; readonly criteria: Criteria }[] {
  const { bits } = range;
  const [inside, around] = [{ ...range, bits: widthOf(range.version) }, networkOf(range, Math.max(1, bits - 4))];
  const half = { ...range, bits: bits + 1 };
  const beside = parseRange(range.version === 4 ? '255.255.255.255' : 'ffff::1');
  const asked: readonly (readonly [string, readonly Range[], number | null])[] = [
    ['the network itself', [range], null],
    ['an address in it', [inside], null],
    ['a half of it', [half], null],
    ['a network around it', [around], null],
    ['an address elsewhere', beside !== null && !contains(range, beside) ? [beside] : [], null],
    ['an address in it, of as many bits', [inside], bits],
    ['an address in it, of more bits', [inside], bits + 1],
    ['a network around it, of more bits', [around], bits + 1],
    ['an address in it and the network itself, of more bits', [inside, range], bits + 1],
  ];
  return asked.flatMap(([name, ranges, least]) => {
    const criteria = ranges.length === 0 ? null : words.at(end, ranges.map(rangeText), least);
    return criteria === null ? [] : [{ name, criteria }];
  });
}
