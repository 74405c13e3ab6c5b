/** A law of stories: adding one, or an event to one, never moves its neighbours. */
import { test, expect } from 'vitest';
import { eventNumberOf, eventNumberRanges } from '../../src/model/event-number.ts';
import type { World } from '../../src/model/world.ts';
import { makeWorld } from '../../src/generator/generate.ts';
import { readScenario } from '../../src/generator/scenario.ts';
import { captureOf } from '../../src/products/shared/captures.ts';
import { fileWith } from '../generator/stories/telling.ts';
import { day, lived, rawTextsOf, textsOf, type Lived } from '../support/living.ts';

const one = (more = ''): string => `
  one:
    title: One
    at: [-30h, +2h]
    steps:
      look: { alarm: sni-c2, repeat: 5, every: 1m, count: 3, duration: 20s }
${more}`;
const two = `
  two:
    title: Two
    at: [-30h, -20h, +1h]
    steps: { look: { alarm: beacon-pixel, repeat: 20, every: 30s } }`;

const tellings = [one(), one('      more: { alarm: download-pe, repeat: 3, every: 1m }'), two + one(), two];

function livedWith(stories: string): Lived {
  const world: World = makeWorld({ seed: '1', scenario: readScenario(fileWith(stories)), events: 400 });
  const at = lived(world);
  at.to(world.end + day);
  return at;
}

/** What clients see of each event, by origin: text and raw events of both versions, captures. */
function seenIn({ world, clock }: Lived): ReadonlyMap<number, string> {
  const texts = textsOf(world, clock.now());
  const raws = new Map<number, string[]>();
  const { parent } = world.raw();
  rawTextsOf(world).forEach((text, at) => {
    const row = parent[at] ?? 0;
    raws.set(row, [...(raws.get(row) ?? []), text]);
  });
  return new Map(
    texts.map((text, row) => {
      const capture =
        eventNumberOf(world, row) % 7 === 0 ? Buffer.from(captureOf(world, row, null) ?? []).toString('base64') : '';
      return [eventNumberOf(world, row), [text, ...(raws.get(row) ?? []), capture].join('\n')];
    }),
  );
}

test('adding a story, or an event to one, never moves its neighbours', () => {
  const all = tellings.map((stories) => seenIn(livedWith(stories)));
  const isStory = (eventNumber: number): boolean =>
    eventNumber >= eventNumberRanges.story && eventNumber < eventNumberRanges.future;
  for (const [place, seen] of all.entries()) {
    for (const other of all.slice(place + 1)) {
      const both = [...seen.keys()].filter((eventNumber) => other.has(eventNumber));
      expect(both.filter((eventNumber) => !isStory(eventNumber)).length).toBeGreaterThan(430);
      for (const eventNumber of both)
        if (seen.get(eventNumber) !== other.get(eventNumber))
          expect([eventNumber, other.get(eventNumber)]).toEqual([eventNumber, seen.get(eventNumber)]);
    }
  }
  const storied = all.map((seen) => [...seen.keys()].filter(isStory).length);
  expect(storied).toEqual([10, 16, 70, 60]);
  const [first, , third] = all;
  for (const eventNumber of [...(first?.keys() ?? [])].filter(isStory)) expect(third?.has(eventNumber)).toBe(true);
});

test('rows stand in order of time, background before stories at the same instant, wherever the stories begin', () => {
  const { world } = lived(makeWorld({ seed: '1', scenario: readScenario(fileWith(two + one())), events: 400 }));
  const { timestamp, length, sorted } = world.aggregated;
  expect([length, sorted]).toEqual([445, 445]);
  for (let row = 1; row < length; row++) expect(timestamp[row] ?? 0).toBeGreaterThanOrEqual(timestamp[row - 1] ?? 0);
  for (let row = 0; row < length; row++) expect(world.rowOfEventNumber(eventNumberOf(world, row))).toBe(row);
  for (const eventNumber of [400, eventNumberRanges.story + 1, eventNumberRanges.future, 0xffff_ffff])
    expect([eventNumber, world.rowOfEventNumber(eventNumber)]).toEqual([eventNumber, null]);
});
