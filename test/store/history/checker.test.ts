/** The checker of histories: what is right, however odd it looks, passes; what is wrong is found, in each way in which it can be wrong. */
import { describe, expect, test } from 'vitest';
import { check } from './checker/check.ts';
import type {
  ClockOperation,
  CountedOperation,
  FinalState,
  History,
  ListOperation,
  NonceOperation,
  Operation,
  RegisterOperation,
  WorldOperation,
} from './checker/history.ts';

const nothing: History = {
  lists: new Map(),
  registers: new Map(),
  worlds: new Map(),
  nonces: new Map(),
  counters: new Map(),
  clocks: new Map(),
  states: [],
};

/** From one moment to another; without the other nobody knows what became of it. */
const at = (invoked: number, completed?: number, outcome?: Operation['outcome']): Operation => ({
  client: invoked,
  replica: 'r1',
  invoked,
  completed: completed ?? Infinity,
  outcome: outcome ?? (completed === undefined ? 'unknown' : 'done'),
});

const wrongs = (part: Partial<History>): readonly string[] => [
  ...new Set(check({ ...nothing, ...part }).map(({ wrong }) => wrong)),
];

const append = (element: string, when: Operation): ListOperation => ({ ...when, kind: 'append', element });
const read = (elements: string, when: Operation): ListOperation => ({
  ...when,
  kind: 'read',
  elements: [...elements],
  length: elements.length,
});
const list = (...operations: readonly ListOperation[]) => ({ lists: new Map([['list', operations]]) });

describe('of a list', () => {
  test.each<[string, ListOperation[]]>([
    ['one after another', [append('a', at(0, 1)), append('b', at(2, 3)), read('ab', at(4, 5))]],
    ['appends at once, in whatever order', [append('a', at(0, 9)), append('b', at(1, 8)), read('ba', at(10, 11))]],
    ['a read meanwhile that saw it', [append('a', at(0, 9)), read('a', at(1, 2)), read('a', at(3, 4))]],
    ['a read meanwhile that did not', [append('a', at(0, 9)), read('', at(1, 8)), read('a', at(2, 7))]],
    ['an append without an answer that came late', [append('a', at(0)), read('', at(5, 6)), read('a', at(7, 8))]],
    ['an append without an answer that never came', [append('a', at(0)), append('b', at(1, 2)), read('b', at(7, 8))]],
    ['an append that was refused', [append('a', at(0, 1, 'refused')), read('', at(2, 3))]],
    ['an append after the last read', [read('', at(0, 5)), append('a', at(1, 2)), append('b', at(6, 7))]],
    ['reads of the same, one after another', [append('a', at(0, 1)), read('a', at(8, 9)), read('a', at(2, 3))]],
  ])('%s is right', (_, operations) => expect(wrongs(list(...operations))).toEqual([]));

  test.each<[string, string, ListOperation[]]>([
    [
      'an acknowledged append that is nowhere',
      'lost',
      [append('a', at(0, 1)), append('b', at(2, 3)), read('b', at(4, 5))],
    ],
    ['the same where nothing is', 'lost', [append('a', at(0, 1)), read('', at(2, 3))]],
    ['an element that is there twice', 'doubled', [append('a', at(0, 1)), read('aa', at(2, 3))]],
    [
      'the same of an append without an answer',
      'doubled',
      [append('a', at(0)), append('b', at(1, 2)), read('aba', at(3, 4))],
    ],
    [
      'a read that misses what was acknowledged',
      'stale',
      [append('a', at(0, 1)), read('', at(2, 3)), read('a', at(4, 5))],
    ],
    [
      'the same in the middle',
      'stale',
      [append('a', at(0, 1)), append('b', at(2, 3)), read('a', at(4, 9)), read('ab', at(4, 9))],
    ],
    [
      'a read behind an earlier read',
      'not monotonic',
      [append('a', at(0, 20)), read('a', at(2, 3)), read('', at(4, 5))],
    ],
    [
      'the same for an append without an answer',
      'not monotonic',
      [append('a', at(0)), read('a', at(2, 3)), read('', at(4, 5)), read('a', at(6, 7))],
    ],
    ['appends in the wrong order', 'misordered', [append('a', at(0, 1)), append('b', at(2, 3)), read('ba', at(4, 5))]],
    [
      'reads that disagree',
      'misordered',
      [append('a', at(0, 9)), append('b', at(0, 9)), read('a', at(2, 3)), read('ba', at(4, 5))],
    ],
    ['a read of what is appended later', 'invented', [read('a', at(0, 1)), append('a', at(2, 3))]],
    ['a read of what nobody appended', 'invented', [read('x', at(0, 1))]],
    ['what was refused and is there', 'invented', [append('a', at(0, 1, 'refused')), read('a', at(2, 3))]],
  ])('%s is found', (_, wrong, operations) => expect(wrongs(list(...operations))).toContain(wrong));

  test('thousands of operations cost little', () => {
    const elements = Array.from({ length: 20_000 }, (_, n) => `e${n}`);
    const operations = elements.flatMap((element, n): ListOperation[] => [
      append(element, at(3 * n, 3 * n + 1)),
      { ...at(3 * n + 1.2, 3 * n + 1.5), kind: 'read', elements, length: n + 1 },
    ]);
    expect(wrongs(list(...operations))).toEqual([]);
    const stale = { ...at(50_000, 50_001), kind: 'read', elements, length: 16_000 } as const;
    expect(wrongs(list(...operations, stale))).toEqual(['stale', 'not monotonic']);
  });
});

const swap = (from: string, to: string, when: Operation): RegisterOperation => ({ ...when, kind: 'swap', from, to });
const value = (seen: string, when: Operation): RegisterOperation => ({ ...when, kind: 'read', value: seen });
const register = (...operations: readonly RegisterOperation[]) => ({
  registers: new Map([['register', { initial: '0', operations }]]),
});

describe('of a value that is compared and set', () => {
  test.each<[string, RegisterOperation[]]>([
    ['one after another', [swap('0', 'a', at(0, 1)), swap('a', 'b', at(2, 3)), value('b', at(4, 5))]],
    ['one of two at once', [swap('0', 'a', at(0, 9)), swap('0', 'b', at(0, 9, 'refused')), value('a', at(10, 11))]],
    ['a refusal before the value came', [swap('a', 'b', at(0, 5, 'refused')), swap('0', 'a', at(1, 2))]],
    [
      'a refusal after it went',
      [swap('0', 'a', at(0, 1)), swap('a', 'b', at(2, 9)), swap('a', 'c', at(5, 6, 'refused'))],
    ],
    [
      'a swap without an answer that somebody met',
      [swap('0', 'a', at(0)), swap('a', 'b', at(1, 2)), value('b', at(3, 4))],
    ],
    [
      'a swap without an answer that came to nothing',
      [swap('0', 'a', at(0)), swap('0', 'b', at(1, 2)), value('b', at(3, 4))],
    ],
    [
      'two without an answer in a row',
      [swap('0', 'a', at(0)), swap('a', 'b', at(0)), value('0', at(1, 2)), value('b', at(3, 4))],
    ],
    ['a refusal of a value that never was', [swap('x', 'y', at(0, 1, 'refused'))]],
  ])('%s is right', (_, operations) => expect(wrongs(register(...operations))).toEqual([]));

  test.each<[string, string, RegisterOperation[]]>([
    ['two that replaced the same', 'doubled', [swap('0', 'a', at(0, 1)), swap('0', 'b', at(2, 3))]],
    ['the same at once', 'doubled', [swap('0', 'a', at(0, 9)), swap('0', 'b', at(0, 9)), value('b', at(10, 11))]],
    ['a success from a value that is gone for good', 'lost', [swap('x', 'a', at(0, 1)), value('0', at(2, 3))]],
    ['an update that later ones do not know', 'lost', [swap('0', 'a', at(0, 1)), swap('b', 'c', at(2, 3))]],
    ['a read of the old value', 'stale', [swap('0', 'a', at(0, 1)), value('0', at(2, 3))]],
    [
      'a refusal though the value was there',
      'stale',
      [swap('0', 'a', at(0, 1)), swap('a', 'b', at(2, 3, 'refused')), value('a', at(4, 5))],
    ],
    ['the same of the first value', 'stale', [swap('0', 'b', at(2, 3, 'refused')), value('0', at(4, 5))]],
    ['reads that go back', 'not monotonic', [swap('0', 'a', at(0, 20)), value('a', at(2, 3)), value('0', at(4, 5))]],
    [
      'reads that go back without an answer',
      'not monotonic',
      [swap('0', 'a', at(0)), value('a', at(2, 3)), value('0', at(4, 5))],
    ],
    ['success before what it builds on', 'misordered', [swap('a', 'b', at(0, 1)), swap('0', 'a', at(2, 3))]],
    [
      'the same two steps away',
      'misordered',
      [swap('b', 'c', at(0, 1)), swap('a', 'b', at(2)), swap('0', 'a', at(2, 3))],
    ],
    ['a value that nobody set', 'invented', [value('x', at(0, 1))]],
    ['a value before it was set', 'invented', [value('a', at(0, 1)), swap('0', 'a', at(2, 3))]],
    ['a refusal that had its effect', 'invented', [swap('0', 'a', at(0, 1, 'refused')), value('a', at(2, 3))]],
  ])('%s is found', (_, wrong, operations) => expect(wrongs(register(...operations))).toContain(wrong));
});

const make = (found: boolean, when: Operation): WorldOperation => ({ ...when, kind: 'make', found });
const remove = (found: boolean, when: Operation): WorldOperation => ({ ...when, kind: 'remove', found });
const find = (found: boolean, when: Operation): WorldOperation => ({ ...when, kind: 'find', found });
const write = (element: string, found: boolean, when: Operation): WorldOperation => ({
  ...when,
  kind: 'write',
  element,
  found,
});
const look = (elements: string | null, when: Operation): WorldOperation => ({
  ...when,
  kind: 'look',
  elements: elements === null ? null : [...elements],
});
const world = (...operations: readonly WorldOperation[]) => ({ worlds: new Map([['world', operations]]) });

describe('of a world', () => {
  test.each<[string, WorldOperation[]]>([
    [
      'made, written to and removed',
      [
        make(false, at(0, 1)),
        write('a', true, at(2, 3)),
        look('a', at(4, 5)),
        remove(true, at(6, 7)),
        look(null, at(8, 9)),
      ],
    ],
    [
      'made again and empty',
      [make(false, at(0, 1)), write('a', true, at(2, 3)), make(true, at(4, 5)), look('', at(6, 7))],
    ],
    ['made by two at once', [make(false, at(0, 9)), make(true, at(0, 9)), find(true, at(10, 11))]],
    [
      'removed by two at once',
      [make(false, at(0, 1)), remove(false, at(2, 9)), remove(true, at(2, 9)), find(false, at(10, 11))],
    ],
    [
      'removed without an answer',
      [make(false, at(0, 1)), remove(true, at(2)), find(true, at(3, 4)), find(false, at(5, 6))],
    ],
    ['made without an answer, maybe never', [make(false, at(0)), find(false, at(3, 4)), remove(false, at(5, 6))]],
    [
      'written to while it is removed',
      [make(false, at(0, 1)), write('a', true, at(2, 9)), remove(true, at(2, 9)), find(false, at(10, 11))],
    ],
    [
      'written to without an answer, seen before it is removed',
      [
        make(false, at(0, 1)),
        write('a', true, at(2)),
        look('', at(3, 4)),
        look('a', at(5, 6)),
        make(true, at(7, 8)),
        look('', at(9, 10)),
      ],
    ],
  ])('%s it is right', (_, operations) => expect(wrongs(world(...operations))).toEqual([]));

  test.each<[string, WorldOperation[]]>([
    [
      'a write that was told that there is none shows before it goes',
      [make(false, at(0, 1)), write('a', false, at(2, 9)), look('a', at(3, 4)), remove(true, at(5, 6))],
    ],
    [
      'a write shows in the one before and in the next',
      [
        make(false, at(0, 1)),
        write('a', true, at(2, 9)),
        look('a', at(3, 4)),
        make(true, at(5, 6)),
        look('a', at(10, 11)),
      ],
    ],
    ['two make it out of nothing', [make(false, at(0, 1)), make(false, at(2, 3))]],
    ['two remove it', [make(false, at(0, 1)), remove(true, at(2, 9)), remove(true, at(2, 9))]],
    ['it is missed', [make(false, at(0, 1)), find(false, at(2, 3))]],
    ['it is there after its removal', [make(false, at(0, 1)), remove(true, at(2, 3)), find(true, at(4, 5))]],
    [
      'it has what the one before had',
      [
        make(false, at(0, 1)),
        write('a', true, at(2, 3)),
        remove(true, at(4, 5)),
        make(false, at(6, 7)),
        look('a', at(8, 9)),
      ],
    ],
    [
      'a write to the one before shows later',
      [
        make(false, at(0, 1)),
        write('a', true, at(2, 3)),
        make(true, at(4, 5)),
        look('', at(6, 7)),
        look('a', at(8, 9)),
      ],
    ],
    ['a write is lost', [make(false, at(0, 1)), write('a', true, at(2, 3)), look('', at(4, 5))]],
    ['a write is doubled', [make(false, at(0, 1)), write('a', true, at(2)), look('aa', at(4, 5))]],
    ['it comes from nowhere', [find(true, at(0, 1))]],
  ])('it is found that %s', (_, operations) => expect(wrongs(world(...operations))).toEqual(['stale']));

  test('the first answer that no order explains is named', () => {
    const operations = [
      make(false, at(0, 1)),
      find(true, at(2, 3)),
      remove(true, at(4, 5)),
      find(true, at(6, 7)),
      find(false, at(8, 9)),
    ];
    expect(check({ ...nothing, ...world(...operations) })[0]?.text).toContain(
      'first 4 operations, the last of which is find',
    );
  });
});

describe('of a nonce', () => {
  const nonce = (...operations: readonly NonceOperation[]) => ({ nonces: new Map([['nonce', operations]]) });
  test.each<[string, NonceOperation[]]>([
    ['once, then refused', [at(0, 1), at(2, 3, 'refused')]],
    ['refused where another is under way', [at(0, 9), at(1, 2, 'refused')]],
    ['refused where one had no answer', [at(0), at(1, 2, 'refused')]],
  ])('%s is right', (_, operations) => expect(wrongs(nonce(...operations))).toEqual([]));
  test.each<[string, string, NonceOperation[]]>([
    ['twice', 'doubled', [at(0, 1), at(2, 3)]],
    ['twice at once', 'doubled', [at(0, 9), at(1, 8), at(2, 3, 'refused')]],
    ['refused the first time', 'invented', [at(0, 1, 'refused'), at(2, 3)]],
    ['refused every time', 'invented', [at(0, 1, 'refused'), at(2, 3, 'refused')]],
  ])('%s is found', (_, wrong, operations) => expect(wrongs(nonce(...operations))).toEqual([wrong]));
});

describe('of a rule that hits each third', () => {
  const asked = (element: string, isHit: boolean, when: Operation): CountedOperation => ({ ...when, element, isHit });
  const counter = (sequence: string | null, ...operations: readonly CountedOperation[]) => ({
    // Capital letters are those that were hit.
    counters: new Map([
      [
        'rule',
        {
          every: 3,
          operations,
          sequence:
            sequence === null
              ? null
              : [...sequence].map((letter) => ({
                  element: letter.toLowerCase(),
                  isHit: letter !== letter.toLowerCase(),
                })),
        },
      ],
    ]),
  });
  const three = [asked('a', false, at(0, 1)), asked('b', false, at(2, 3)), asked('c', true, at(4, 5))];
  test('the third is right', () => {
    expect(wrongs(counter('abC', ...three))).toEqual([]);
    expect(wrongs(counter(null, ...three))).toEqual([]);
  });
  test('one without an answer may have been the third', () => {
    const open = [
      asked('a', false, at(0, 1)),
      asked('b', false, at(2, 3)),
      asked('c', false, at(4)),
      asked('d', false, at(6, 7)),
    ];
    expect(wrongs(counter('abCd', ...open))).toEqual([]);
    expect(wrongs(counter(null, ...open))).toEqual([]);
  });
  test('a third that nobody was told of is found', () => {
    const none = three.map((each) => ({ ...each, isHit: false }));
    expect(wrongs(counter(null, ...none))).toEqual(['lost']);
    expect(wrongs(counter('abc', ...none))).toEqual(['lost']);
  });
  test('a counter of each replica for itself is found', () => {
    const twice = [asked('a', false, at(0, 1)), asked('b', true, at(2, 3)), asked('c', true, at(4, 5))];
    expect(wrongs(counter(null, ...twice))).toEqual(['doubled']);
    expect(wrongs(counter('aBC', ...twice))).toEqual(['doubled']);
  });
  test('an answer that is not in the order of all is found', () => {
    expect(wrongs(counter('ab', ...three.slice(0, 2), asked('c', false, at(4, 5))))).toContain('lost');
    expect(wrongs(counter('aBc', ...three))).toContain('diverged');
  });
});

describe('of a clock', () => {
  const clock = (...looks: readonly (readonly [number, Operation])[]) => ({
    clocks: new Map([['clock', looks.map(([now, when]): ClockOperation => ({ ...when, now }))]]),
  });
  test('that goes on, and of looks at once, all is right', () => {
    expect(wrongs(clock([5, at(0, 1)], [5, at(2, 3)], [7, at(4, 9)], [6, at(5, 8)], [5, at(4, 20)]))).toEqual([]);
  });
  test('what goes back is found', () => {
    expect(wrongs(clock([5, at(0, 1)], [4, at(2, 3)]))).toEqual(['not monotonic']);
    expect(wrongs(clock([5, at(0, 1)], [4, at(3, 4)], [5, at(8, 9)], [5, at(2, 2)]))).toEqual(['not monotonic']);
  });
});

test('of states in the end, the one that differs is found', () => {
  const states = (...hashes: readonly string[]): readonly FinalState[] =>
    hashes.map((hash, n) => ({ replica: `r${n}`, object: 'state', hash }));
  expect(wrongs({ states: states('x', 'x', 'x') })).toEqual([]);
  expect(wrongs({ states: states('x', 'y', 'x') })).toEqual(['diverged']);
  expect(check({ ...nothing, states: states('x', 'x', 'y') })[0]?.text).toBe('y at r2 and x at r0');
});
