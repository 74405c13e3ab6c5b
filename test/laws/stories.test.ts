import { test, expect } from 'vitest';
import { blocksOf } from '../../src/generator/export.ts';
import { makeBlueprint } from '../../src/generator/generate.ts';
import { readScenario, type Scenario } from '../../src/generator/scenario.ts';
import { makeEventTexts } from '../../src/products/argus/v1/export.ts';
import { fileWith } from '../generator/stories/telling.ts';

const beacon =
  'beacon: { alarm: beacon-pixel, from: zero, to: c2, repeat: 12, every: [1m, 9m], jitter: 10s, count: [1, 9] }';
const spread =
  'spread: { alarm: smb-ms17-010, since: beacon, after: [5m, 40m], from: zero, to: files, repeat: 9, every: [1s, 1m] }';
const look = 'look: { do: assess, since: beacon, after: 6h, about: [beacon, spread], verdict: threat }';
const actors =
  'actors: { zero: { role: client }, c2: { role: outside, country: NL }, files: { role: server, count: 4 } }';
const story = (name: string, at: string, steps: readonly string[], who = actors): string =>
  [
    `  ${name}:`,
    `    title: ${name}`,
    `    at: ${at}`,
    `    ${who}`,
    '    steps:',
    ...steps.map((step) => `      ${step}`),
  ].join('\n');

const plain = story('main', '-30h', [beacon, spread, look]);

/** The JSON of every event, by id. */
function eventsOf(stories: string, seed = '1', end?: number): ReadonlyMap<string, string> {
  const scenario: Scenario = readScenario(fileWith(stories));
  const blueprint = makeBlueprint({ seed, scenario, events: 150, ...(end !== undefined && { end }) });
  const texts = makeEventTexts('aggregated', 'ndjson', { isFirst: true, isLast: true });
  const lines: string[] = [];
  for (const block of blocksOf(blueprint, { part: 1, of: 1 }))
    for (const { bytes } of texts.block(block))
      lines.push(
        ...String(bytes)
          .split('\n')
          .filter((line) => line !== ''),
      );
  return new Map(lines.map((line) => [(JSON.parse(line) as { id: string }).id, line]));
}

let kept: ReadonlyMap<string, string> | undefined;
/** Made once, in the first test that asks. */
const baseOf = (): ReadonlyMap<string, string> => (kept ??= eventsOf(plain));

test('stories are told among the background', () => {
  expect(baseOf().size).toBe(150 + 12 + 9);
});

test.each([
  [
    'a story before',
    `${story('earlier', '-31h', [beacon, 'tunnel: { alarm: dns-tunnel-txt, repeat: 3, every: 1m }'])}\n${plain}`,
  ],
  [
    'a story behind',
    `${plain}\n${story('later', '[-29h, +1m]', ['scan: { alarm: scan-syn, repeat: 40, every: 1s }'])}`,
  ],
  [
    'a step between',
    story('main', '-30h', [beacon, 'other: { alarm: download-pe, from: zero, to: c2 }', spread, look]),
  ],
  [
    'a step before',
    story('main', '-30h', ['other: { alarm: sni-c2 }', beacon.replace(' from:', ' since: other, from:'), spread, look]),
  ],
  ['a telling', story('main', '[-30h, { at: -20h, customer: bank }]', [beacon, spread, look])],
  [
    'an actor',
    story(
      'main',
      '-30h',
      [beacon, spread, look],
      actors.replace('{ zero:', '{ more: { role: outside, count: 9 }, zero:'),
    ),
  ],
  [
    'a deed',
    story('main', '-30h', [beacon, spread, look, 'more: { do: comment, about: spread, comment: Later, after: 100d }']),
  ],
])('%s never moves its neighbours: their ids and bytes stay', (_, stories) => {
  const grown = eventsOf(stories);
  expect(grown.size).toBeGreaterThanOrEqual(baseOf().size);
  const moved = [...baseOf()].filter(([id, text]) => grown.get(id) !== text).map(([id]) => id);
  expect(moved).toEqual([]);
});

test('a field of a step changes the events of that step alone', () => {
  const changed = eventsOf(story('main', '-30h', [beacon.replace(' from:', ' severity: low, from:'), spread, look]));
  const moved = [...baseOf().keys()].filter((id) => changed.get(id) !== baseOf().get(id));
  expect(moved).toHaveLength(12);
  expect([...changed.keys()].sort()).toEqual([...baseOf().keys()].sort());
});

test('another seed tells the story otherwise, the same seed the same', () => {
  expect([...eventsOf(plain)]).toEqual([...baseOf()]);
  expect([...eventsOf(plain, '2').keys()].filter((id) => baseOf().has(id))).toEqual([]);
});

test('moving the end moves what is told with it', () => {
  const week = 7 * 86_400_000;
  const end = Date.parse('2026-11-02T00:00:00Z');
  const timesOf = (events: ReadonlyMap<string, string>): readonly number[] =>
    [...events.values()].map((text) => (JSON.parse(text) as { timestamp: number }).timestamp);
  const at = (text: string): string => plain.replace('-30h', text);
  const byInstant = eventsOf(at('2026-10-31T18:00:00Z'));
  expect(timesOf(byInstant)).toEqual(timesOf(baseOf()));
  expect(timesOf(eventsOf(at('2026-10-31T18:00:00Z'), '1', end + week))).toEqual(
    timesOf(baseOf()).map((time) => time + week),
  );
});
