import { test, expect } from 'vitest';
import fc from 'fast-check';
import { ascending, byRank, cardinality, descending, has } from '../../src/corpus/bits.ts';
import { makeGroups } from '../../src/corpus/group.ts';
import { makeOrderCache, pageOfRows, type SortKey } from '../../src/corpus/page.ts';
import { portSet } from '../../src/corpus/port-set.ts';
import {
  all,
  any,
  codes,
  everything,
  not,
  nothing,
  ofBounds,
  ofPorts,
  ofValues,
  type Predicate,
} from '../../src/corpus/predicate.ts';
import { scan } from '../../src/corpus/scan.ts';
import { makeColumns, type Columns } from '../../src/model/columns.ts';

const madeUp = fc.record({
  timestamp: fc.nat(5_000_000),
  duration: fc.nat(3_600_000),
  late: fc.nat(1000),
  sensor: fc.nat(5),
  severity: fc.nat(3),
  port: fc.nat(65_535),
  count: fc.integer({ min: 1, max: 9 }),
  low: fc.nat(0xffff_ffff),
  high: fc.nat(0xffff_ffff),
});

/** Columns of made-up values; small ranges, so that predicates hit and values repeat. Rows behind the sorted ones are in any order. */
const tables = fc
  .tuple(fc.array(madeUp, { maxLength: 150 }), fc.array(madeUp, { maxLength: 6 }))
  .map(([made, late]): Columns => {
    const rows = [...[...made].sort((one, other) => one.timestamp - other.timestamp), ...late];
    const columns = { ...makeColumns(rows.length), sorted: made.length };
    rows.forEach((values, at) => {
      columns.timestamp[at] = values.timestamp;
      columns.duration[at] = values.duration;
      columns.updated[at] = values.timestamp + values.duration + values.late;
      columns.sensor[at] = values.sensor;
      columns.severity[at] = values.severity;
      columns.sourcePort[at] = Math.floor(values.port / 1000) * 1000;
      columns.destinationPort[at] = values.port;
      columns.count[at] = values.count;
      columns.flagsLow[at] = values.low;
      columns.flagsHigh[at] = values.high;
    });
    return columns;
  });

const word = fc.oneof(
  fc.constant(0),
  fc.nat(31).map((bit) => (1 << bit) >>> 0),
);
const words = fc.record({ low: word, high: word });
const bound = fc.oneof(fc.constant(-Infinity), fc.constant(Infinity), fc.nat(9_000_000));
const { predicate: predicates } = fc.letrec<{ predicate: Predicate }>((tie) => ({
  predicate: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(everything, nothing),
    fc
      .tuple(
        fc.constantFrom('sensor' as const, 'severity' as const),
        fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
      )
      .map(([column, wanted]) => codes(column, 6, (code) => wanted[code] === true)),
    fc
      .tuple(
        fc.constantFrom('sourcePort' as const, 'destinationPort' as const),
        fc.array(fc.tuple(fc.nat(70), fc.nat(70)), { maxLength: 3 }),
      )
      .map(([column, ranges]) =>
        ofPorts(column, portSet(ranges.map(([low, more]) => ({ low: low * 1000, high: low * 1000 + more })))),
      ),
    fc
      .tuple(fc.constantFrom('timestamp' as const, 'end' as const, 'updated' as const), bound, bound)
      .map(([field, from, to]): Predicate => ({ kind: 'time', field, from, to })),
    fc.tuple(words, words).map(([set, clear]): Predicate => ({
      kind: 'flags',
      set,
      clear: { low: clear.low & ~set.low, high: clear.high & ~set.high },
    })),
    fc.integer({ min: 0, max: 10 }).map((atLeast): Predicate => ({ kind: 'count', atLeast })),
    fc.integer({ min: 1, max: 5 }).map((step): Predicate => ({ kind: 'row', test: (row) => row % step === 0 })),
    fc
      .tuple(fc.integer({ min: 3, max: 5 }), fc.array(fc.nat(6), { maxLength: 3 }))
      .map(([by, wanted]) => ofValues(`rest ${by}`, (row) => (row % 11 === 0 ? null : row % by), new Set(wanted))),
    fc
      .tuple(fc.nat(9), fc.nat(9))
      .map(([from, to]) => ofBounds('tenth', (row) => (row % 7 === 0 ? Number.NaN : row % 10), from, to)),
    fc.array(tie('predicate'), { maxLength: 3 }).map(all),
    fc.array(tie('predicate'), { maxLength: 3 }).map(any),
    tie('predicate').map(not),
  ),
}));

/** What a predicate means, said as plainly as possible. */
function holds(columns: Columns, predicate: Predicate, row: number): boolean {
  switch (predicate.kind) {
    case 'all':
      return predicate.of.every((part) => holds(columns, part, row));
    case 'any':
      return predicate.of.some((part) => holds(columns, part, row));
    case 'not':
      return !holds(columns, predicate.of, row);
    case 'code':
      return predicate.table[columns[predicate.column][row]!] === 1;
    case 'member': {
      const port = columns[predicate.column][row]!;
      return ((predicate.set[port >>> 5]! >>> (port & 31)) & 1) === 1;
    }
    case 'time': {
      const { timestamp, duration, updated } = columns;
      const times = { timestamp: timestamp[row]!, end: timestamp[row]! + duration[row]!, updated: updated[row]! };
      return times[predicate.field] >= predicate.from && times[predicate.field] <= predicate.to;
    }
    case 'flags': {
      const { set, clear } = predicate;
      const [low, high] = [columns.flagsLow[row]!, columns.flagsHigh[row]!];
      return (
        (low & set.low) >>> 0 === set.low >>> 0 &&
        (high & set.high) >>> 0 === set.high >>> 0 &&
        (low & clear.low) === 0 &&
        (high & clear.high) === 0
      );
    }
    case 'count':
      return columns.count[row]! >= predicate.atLeast;
    case 'value': {
      const value = predicate.read(row);
      const { wanted } = predicate;
      if (value === null) return false;
      return 'from' in wanted ? Number(value) >= wanted.from && Number(value) <= wanted.to : wanted.has(value);
    }
    case 'row':
      return predicate.test(row);
  }
}

const rowsOf = (columns: Columns): readonly number[] => Array.from({ length: columns.length }, (_, row) => row);

test('a scan finds exactly the rows that pass, one by one', () => {
  fc.assert(
    fc.property(tables, predicates, (columns, predicate) => {
      const bits = scan(columns, predicate);
      const expected = rowsOf(columns).filter((row) => holds(columns, predicate, row));
      expect(ascending(bits, 0, Infinity)).toEqual(expected);
      expect(cardinality(bits)).toBe(expected.length);
    }),
    { seed: 5, numRuns: 400 },
  );
});

test('a set of ports holds what its ranges hold, however they overlap', () => {
  const anyPort = fc.oneof(fc.nat(65_535), fc.nat(200));
  fc.assert(
    fc.property(fc.array(fc.tuple(anyPort, anyPort), { maxLength: 12 }), anyPort, (pairs, port) => {
      const ranges = pairs.map(([one, other]) => ({ low: Math.min(one, other), high: Math.max(one, other) }));
      const set = portSet(ranges);
      for (const asked of [port, ...pairs.flat(), ...pairs.flatMap(([one, other]) => [one + 1, other - 1])]) {
        if (asked < 0 || asked > 65_535) continue;
        const isIn = ranges.some(({ low, high }) => asked >= low && asked <= high);
        expect([asked, (((set[asked >>> 5] ?? 0) >>> (asked & 31)) & 1) === 1]).toEqual([asked, isIn]);
      }
    }),
    { seed: 11 },
  );
});

test('pages from either end are slices of the whole', () => {
  fc.assert(
    fc.property(tables, predicates, fc.nat(60), fc.nat(40), (columns, predicate, offset, limit) => {
      const bits = scan(columns, predicate);
      const whole = rowsOf(columns).filter((row) => has(bits, row));
      expect(ascending(bits, offset, limit)).toEqual(whole.slice(offset, offset + limit));
      expect(descending(bits, offset, limit)).toEqual([...whole].reverse().slice(offset, offset + limit));
    }),
    { seed: 6 },
  );
});

/** Columns of so many rows that a scan takes several chunks and a selection several buckets, the last rows in no order. */
function longTable(length: number, late: number): Columns {
  const columns = { ...makeColumns(length), sorted: length - late };
  for (let row = 0; row < length; row++) {
    const mixed = Math.imul(row + 1, 0x9e37_79b1) >>> 0;
    columns.timestamp[row] = row < columns.sorted ? row * 500 : mixed % (length * 500);
    columns.duration[row] = mixed % 3_600_000;
    columns.updated[row] = (columns.timestamp[row] ?? 0) + (mixed >>> 12) * (row % 100 === 0 ? 5000 : 1);
    columns.sensor[row] = mixed % 6;
    columns.severity[row] = (mixed >>> 8) & 3;
    columns.sourcePort[row] = ((mixed >>> 4) % 65) * 1000;
    columns.destinationPort[row] = mixed >>> 16;
    columns.count[row] = row < columns.sorted || row % 3 === 0 ? 1 + (mixed & 7) : 0;
    columns.flagsLow[row] = mixed;
    columns.flagsHigh[row] = Math.imul(mixed, 3);
  }
  return columns;
}

test.each([0, 100, 3000])('a scan of many chunks finds what one by one finds, %i rows being late', (late) => {
  const columns = longTable(20_005, late);
  fc.assert(
    fc.property(predicates, (predicate) => {
      const expected = rowsOf(columns).filter((row) => (columns.count[row] ?? 0) > 0 && holds(columns, predicate, row));
      expect(ascending(scan(columns, predicate), 0, Infinity)).toEqual(expected);
    }),
    { seed: 9, numRuns: 40 },
  );
});

const names = ['timestamp', 'updated', 'sensor', 'severity', 'count'] as const;
const chains = fc.uniqueArray(fc.record({ name: fc.constantFrom(...names), descending: fc.boolean() }), {
  maxLength: 4,
  selector: ({ name }) => name,
});
/** Ranks that are not in the order of codes, several codes having the same. */
const ranks = Uint16Array.from({ length: 65_536 }, (_, code) => (code * 7) % 5);
const keysOf = (columns: Columns, chain: readonly { name: (typeof names)[number]; descending: boolean }[]): SortKey[] =>
  chain.map(({ name, descending: down }) => {
    if (name !== 'sensor' && name !== 'severity')
      return { name, descending: down, key: (row) => columns[name][row] ?? 0 };
    const codesOf = columns[name];
    const key = (row: number): number => ranks[codesOf[row] ?? 0] ?? 0;
    return { name, descending: down, key, ranked: { codes: codesOf, ranks: () => ranks.subarray(0, 256) } };
  });

test('rows from a rank on are those that follow it, upwards and downwards', () => {
  fc.assert(
    fc.property(tables, predicates, fc.nat(160), fc.nat(160), (columns, predicate, rank, wanted) => {
      const bits = scan(columns, predicate);
      const whole = ascending(bits, 0, Infinity);
      const { count, row, rows } = byRank(bits);
      expect(count).toBe(whole.length);
      if (rank >= count) return;
      expect(row(rank)).toBe(whole[rank]);
      expect(rows(rank, wanted, false)).toEqual(whole.slice(rank, rank + wanted));
      expect(rows(rank, wanted, true)).toEqual(
        whole
          .slice(0, rank + 1)
          .toReversed()
          .slice(0, wanted),
      );
    }),
    { seed: 12, numRuns: 300 },
  );
});

test('a sorted page is a slice of the rows sorted by comparing, ties by row in the direction of the first key', () => {
  fc.assert(
    fc.property(tables, predicates, chains, fc.nat(30), fc.nat(30), (columns, predicate, chain, offset, limit) => {
      const bits = scan(columns, predicate);
      const sort = keysOf(columns, chain);
      const sign = sort[0]?.descending === true ? -1 : 1;
      const whole = rowsOf(columns)
        .filter((row) => has(bits, row))
        .sort((one, other) => {
          for (const { key, descending: down } of sort)
            if (key(one) !== key(other)) return (key(one) - key(other)) * (down ? -1 : 1);
          return (one - other) * sign;
        });
      expect(pageOfRows(bits, columns, sort, offset, limit, makeOrderCache())).toEqual(
        whole.slice(offset, offset + limit),
      );
    }),
    { seed: 7, numRuns: 300 },
  );
});

test.each([0, 100, 3000])(
  'pages of many rows are slices of the rows sorted by comparing, %i rows being late',
  (late) => {
    const columns = longTable(20_005, late);
    const sparse: Predicate = { kind: 'row', test: (row) => row % 37 === 0 };
    fc.assert(
      fc.property(
        chains,
        fc.constantFrom(everything, sparse),
        fc.nat(25_000),
        fc.nat(300),
        (chain, predicate, offset, limit) => {
          const sort = keysOf(columns, chain);
          const bits = scan(columns, predicate);
          const rows = ascending(bits, 0, Infinity);
          if (sort[0]?.descending === true) rows.reverse();
          const expected = rows.sort((one, other) => {
            const decisive = sort.find(({ key }) => key(one) !== key(other));
            if (decisive === undefined) return 0;
            return (decisive.key(one) - decisive.key(other)) * (decisive.descending ? -1 : 1);
          });
          const page = pageOfRows(bits, columns, sort, offset, limit, makeOrderCache());
          expect(page).toEqual(expected.slice(offset, offset + limit));
        },
      ),
      { seed: 10, numRuns: 20 },
    );
  },
);

test('turning every sign of a chain gives exactly the reverse', () => {
  fc.assert(
    fc.property(
      tables,
      chains.filter(({ length }) => length > 0),
      (columns, chain) => {
        const bits = scan(columns, everything);
        const turned = chain.map((step) => ({ ...step, descending: !step.descending }));
        const rows = pageOfRows(bits, columns, keysOf(columns, chain), 0, Infinity, makeOrderCache());
        expect(pageOfRows(bits, columns, keysOf(columns, turned), 0, Infinity, makeOrderCache())).toEqual(
          [...rows].reverse(),
        );
      },
    ),
    { seed: 8 },
  );
});

test('orders are remembered by their chain and forgotten when there are many', () => {
  const cache = makeOrderCache();
  const slotOf = (name: string) => cache.slot([{ name, descending: false, key: () => 0 }]);
  const [first, second] = [slotOf('a'), slotOf('b')];
  expect(slotOf('a')).toBe(first);
  for (const name of ['c', 'd', 'e', 'f', 'g']) slotOf(name);
  expect(slotOf('a')).toBe(first);
  expect(slotOf('b')).not.toBe(second);
});

test('groups are told apart even when their combinations outnumber what a number can count', () => {
  const wide = Array.from({ length: 8 }, (_, at) => ({ size: 60_000, code: (row: number) => (at === 7 ? row : 0) }));
  const groups = makeGroups(wide);
  expect([0, 1, 2, 1].map((row) => groups.of(row))).toEqual([0, 1, 2, 1]);
  expect(groups.codes.map((group) => group.at(-1))).toEqual([0, 1, 2]);
});
