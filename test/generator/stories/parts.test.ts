import { test, expect } from 'vitest';
import { suggestion } from '../../../src/kernel/suggestion.ts';
import { fakeProperties } from '../../../src/generator/stories/fake.ts';
import { makeNumbers } from '../../../src/generator/stories/numbers.ts';
import { amountsOf, drawn, momentOf, spanOf, spansOf } from '../../../src/generator/stories/spans.ts';
import { keyOf, stream } from '../../../src/kernel/random.ts';
import { readScenario } from '../../../src/generator/scenario.ts';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { complaint, fileWith, told } from './telling.ts';

test('spans have units, moments are offsets or instants that move with the World', () => {
  expect([spanOf('500ms'), spanOf('30s'), spanOf('5m'), spanOf('2h'), spanOf('1d'), spanOf('-2d')]).toEqual([
    500, 30_000, 300_000, 7_200_000, 86_400_000, -172_800_000,
  ]);
  expect(spansOf(['9s', '2s'])).toEqual({ low: 2000, high: 9000 });
  expect(amountsOf([5, 1])).toEqual({ low: 1, high: 5 });
  expect([momentOf('+2m', 1_000_000, 0), momentOf('-1s', 1_000_000, 0)]).toEqual([1_120_000, 999_000]);
  expect(momentOf('1970-01-01T00:00:10Z', 5000, 3000)).toBe(12_000);
  expect([momentOf('1970-02-30', 0, 0), momentOf('soon', 0, 0)]).toEqual([null, null]);
});

test('draws lie between their bounds, reach both, and depend on nothing but key, number and purpose', () => {
  const key = keyOf('1', 'test');
  const all = Array.from({ length: 300 }, (_, index) => drawn({ low: 3, high: 6 }, key, index, 2));
  expect(new Set(all)).toEqual(new Set([3, 4, 5, 6]));
  expect(drawn({ low: 3, high: 6 }, key, 17, 2)).toBe(all[17]);
});

test('numbers of steps are stretches below 2^30 that never overlap, and stay where their name puts them', () => {
  const names = Array.from({ length: 300 }, (_, index) => `story/0/step-${index}`);
  const numberOf = makeNumbers();
  const stretches = names
    .map((name) => ({ name, from: numberOf(name, 100_000), to: 0 }))
    .map((one) => ({ ...one, to: one.from + 100_000 }));
  stretches.sort((one, two) => one.from - two.from);
  stretches.forEach(({ from, to }, index) => {
    expect(from).toBeGreaterThanOrEqual(stretches[index - 1]?.to ?? 0);
    expect(to).toBeLessThanOrEqual(0x4000_0000);
  });
  const alone = makeNumbers();
  const first = names[0] ?? '';
  expect(alone(first, 5)).toBe(makeNumbers()(first, 5));
});

test('steps whose names fall upon each other make room for each other', () => {
  const numberOf = makeNumbers();
  const starts = Array.from({ length: 50 }, () => numberOf('the same name', 10_000_000)).sort((one, two) => one - two);
  starts.slice(1).forEach((from, at) => expect(from - (starts[at] ?? 0)).toBeGreaterThanOrEqual(10_000_000));
  expect(starts.at(-1)).toBeLessThanOrEqual(0x4000_0000 - 10_000_000);
});

test('fake properties are the same for a seed, keep their schema, and do not move each other', () => {
  const code = { type: 'string', pattern: '^[a-f0-9]{8}$' };
  const streamOf = (key: string) => stream('1', key);
  const one = fakeProperties({ 'a.code': code, 'a.f[1-3]': { type: 'integer', minimum: 1, maximum: 9 } }, streamOf);
  expect(Object.keys(one)).toEqual(['a.code', 'a.f1', 'a.f2', 'a.f3']);
  expect(one['a.code']?.[0]).toMatch(/^[a-f0-9]{8}$/);
  expect(
    Object.values(one)
      .slice(1)
      .flat()
      .every((value) => /^[1-9]$/.test(value)),
  ).toBe(true);
  const two = fakeProperties({ 'a.new': { type: 'boolean' }, 'a.code': code }, streamOf);
  expect(two['a.code']).toEqual(one['a.code']);
  expect(
    fakeProperties({ 'a.list': { type: 'array', minItems: 3, maxItems: 3, items: code } }, streamOf)['a.list'],
  ).toHaveLength(3);
});

test.each([
  [{ 'a.b': { type: 'nonsense' } }, 'unknown'],
  [{ 'a.b': { type: 'array', maxItems: 0 } }, 'makes no value'],
  [{ 'a.b[5-1]': { type: 'string' } }, 'must count from'],
  [{ 'a.b': { type: 'string', minLength: 40_000 } }, 'more than 32768'],
])('what cannot be faked is said: %j', (schemas, message) => {
  expect(() => fakeProperties(schemas, (key) => stream('1', key))).toThrow(message);
});

test('the nearest name is suggested, or all there are', () => {
  expect(suggestion('beacon-pixl', ['beacon-pixel', 'sni-c2'])).toBe('did you mean beacon-pixel?');
  expect(suggestion('zzzzzz', ['one', 'two'])).toBe('there are one, two');
  expect(suggestion('x', [])).toBe('there are none');
  expect(
    suggestion(
      'q',
      Array.from({ length: 20 }, (_, at) => `name-${at}-long`),
    ),
  ).toMatch(/and 8 more$/);
});

const plain = `  one: { title: One, at: -2h, steps: { a: { alarm: sni-c2, repeat: 3, every: 1m }, b: { alarm: sni-paste } } }`;

test('a variant beside a file changes one key of one step of it', () => {
  const base = fileWith(plain);
  const variant = join(dirname(base), 'variant.yaml');
  writeFileSync(variant, 'title: Variant\nextends: told\nstories: { one: { steps: { a: { repeat: 5 } } } }\n');
  const scenario = readScenario(variant);
  expect(scenario.stories?.['one']?.steps['a']).toEqual({ alarm: 'sni-c2', repeat: 5, every: '1m' });
  expect(Object.keys(scenario.stories?.['one']?.steps ?? {})).toEqual(['a', 'b']);
  expect(scenario.title).toBe('Variant');
});

test('a variant of a shipped scenario is told outside of the package', () => {
  const file = join(dirname(fileWith(plain)), 'mine.yaml');
  writeFileSync(file, 'title: Mine\nextends: ransomware\nstories: { intrusion: { at: -2d, customer: city } }\n');
  const { stories } = readScenario(file);
  expect(stories?.['intrusion']).toMatchObject({ at: '-2d', customer: 'city' });
  expect(Object.keys(stories?.['intrusion']?.steps ?? {}).length).toBeGreaterThan(10);
});

const story = (rest: string): string => `
  one:
    title: One
    at: -2h
    ${rest}`;

test.each([
  [
    'customer: bnak\n    steps: { a: { alarm: sni-c2 } }',
    'stories.one.customer names no customer: bnak; did you mean bank?',
  ],
  ['steps: { a: { alarm: sni-c2, since: b } }', 'steps.a.since names no step: b; did you mean a?'],
  [
    'steps: { a: { alarm: sni-c2, do: comment, about: a, comment: x } }',
    'steps.a needs one of `alarm`, `detection` and `do`',
  ],
  ['steps: { a: { detection: dns-tunel } }', 'names no detection: dns-tunel; did you mean dns-tunnel?'],
  ['steps: { a: { detection: dns-tunnel, sensor: bank-ids1 } }', 'names no sensor of demo: bank-ids1'],
  ['steps: { a: { alarm: scan-syn, blocked: true } }', 'steps.a.blocked is possible where'],
  [
    'actors: { x: { role: client } }\n    steps: { a: { alarm: scan-syn, from: x } }',
    'must be an actor of role outside',
  ],
  [
    'actors: { x: { role: client, country: NO } }\n    steps: { a: { alarm: sni-c2 } }',
    'is nothing that an actor of role client has',
  ],
  [
    'actors: { x: { role: outside, country: XX } }\n    steps: { a: { alarm: sni-c2 } }',
    'is none that hosts stand in: XX',
  ],
  [
    'actors: { x: { role: outside, address: 8.8.8.8 } }\n    steps: { a: { alarm: sni-c2 } }',
    'lies in none of 192.0.2.0/24',
  ],
  [
    'actors: { x: { role: outside, address: 203.0.113.5 } }\n    steps: { a: { alarm: sni-c2 } }',
    "lies in a customer's network",
  ],
  [
    'actors: { x: { role: client, address: 10.99.0.1 } }\n    steps: { a: { alarm: sni-c2 } }',
    'lies in no network of demo',
  ],
  ['actors: { x: { role: analyst, user: 99999 } }\n    steps: { a: { alarm: sni-c2 } }', 'names no user: 99999'],
  [
    'actors: { x: { role: client, count: 1000 } }\n    steps: { a: { alarm: sni-c2, from: x } }',
    'asks for 1000 clients',
  ],
  [
    'actors: { x: { role: client, address: "2001:db8:a::5" }, y: { role: outside } }\n    steps: { a: { alarm: sni-c2, from: x, to: y } }',
    'lets IPv4 and IPv6 talk',
  ],
  [
    'actors: { x: { role: client, customer: bank } }\n    steps: { a: { alarm: sni-c2, from: x, customer: city } }',
    'but 10.20.',
  ],
  [
    'steps: { a: { alarm: sni-c2 }, b: { do: notify, about: a, case: main } }\n    cases: { main: { subject: S, priority: low } }',
    'is never opened: main',
  ],
  [
    'steps: { a: { alarm: sni-c2 }, b: { do: closeCase, case: 12342402 } }',
    'is a case of bank, and the story happens at demo',
  ],
  ['steps: { a: { alarm: sni-c2 }, b: { do: label, about: a, label: Escalate } }', 'did you mean Escalated?'],
  [
    'steps: { a: { alarm: sni-c2 }, b: { do: comment, about: a, comment: x, port: 5 } }',
    'steps.b.port belongs to no step that does comment',
  ],
  ['steps: { a: { alarm: sni-c2, verdict: threat } }', 'steps.a.verdict belongs to a step with `do`'],
  [
    'steps: { a: { alarm: sni-c2 }, o: { do: openCase, since: a, after: 1h, about: a, case: m }, n: { do: notify, since: a, after: 2m, about: a, case: m } }\n    cases: { m: { subject: S, priority: low } }',
    'is about case m before a step has opened it',
  ],
])('%s is told in one line with its place', (rest, message) => {
  const text = complaint(story(rest));
  expect(text).toContain(message);
  expect(text).toMatch(/told\.yaml:\d+:\d+: stories\.one/);
  expect(text).not.toContain('\n');
});

test('a story that would begin before the World, or end a year after it, is refused', () => {
  expect(complaint('  one: { title: One, at: -9d, steps: { a: { alarm: sni-c2 } } }')).toContain(
    'before the beginning',
  );
  expect(complaint('  one: { title: One, at: +400d, steps: { a: { alarm: sni-c2 } } }')).toContain(
    'more than a year after',
  );
});

test('a detection draws its alarms by weight, and a step that varies draws its facts each time', () => {
  const world = told(
    '  one: { title: One, at: -9h, steps: { a: { detection: web-scanner, repeat: 400, every: 1m, vary: true } } }',
  );
  const names = world.stories.events.map(({ detail }) => world.details[detail]?.alarm.shortName);
  const count = (name: string): number => names.filter((one) => one === name).length;
  expect(count('scanner-zgrab')).toBeGreaterThan(count('scanner-sqlmap'));
  expect(new Set(names).size).toBe(4);
  expect(new Set(world.stories.events.map(({ detail }) => detail)).size).toBeGreaterThan(20);
});

test('hosts of one actor take turns, or are drawn', () => {
  const turns = (order: string): readonly (string | undefined)[] => {
    const world = told(
      `  one: { title: One, at: -9h, actors: { s: { role: outside, count: 3 } }, steps: { a: { alarm: scan-syn, from: s, order: ${order}, repeat: 9, every: 1m } } }`,
    );
    return world.stories.events.map(({ source }) => world.hosts[source]?.address);
  };
  const inTurn = turns('inTurn');
  expect(inTurn.slice(0, 3)).toEqual(inTurn.slice(3, 6));
  expect(new Set(inTurn).size).toBe(3);
  expect(turns('drawn').slice(0, 3)).not.toEqual(turns('drawn').slice(3, 6));
});
