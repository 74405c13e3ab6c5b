/** Stories that branch: chance, what has been done by then, several causes, noise that looks alike; and lengths of time in several units. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeWorld } from '../../../src/generator/generate.ts';
import { parseScenario } from '../../../src/generator/scenario.ts';
import { natureOf } from '../../../src/sim/truth/nature.ts';
import { eventNumberRanges as ranges } from '../../../src/model/event-number.ts';
import type { World } from '../../../src/model/world.ts';

/** A World that tells one story of these steps, so many times. */
function told(steps: string, { seed = '1', times = 1, more = '' } = {}): World {
  const folder = mkdtempSync(join(tmpdir(), 'branches-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const at = Array.from({ length: times }, (_, nth) => `-${nth + 2}h30m`).join(', ');
  const text = `title: t\nextends: default\nvolume: { events: 10 }\nstories:\n  s:\n    title: s\n    at: [${at}]\n${more}    steps:\n${steps}`;
  writeFileSync(join(folder, 'a.yaml'), text);
  return makeWorld({ seed, scenario: parseScenario(join(folder, 'a.yaml')) });
}

const stepsOf = ({ stories }: World, nth = 0) => new Map(stories.tellings[nth]?.steps.map((step) => [step.name, step]));
const counts = (world: World, name: string): readonly number[] =>
  world.stories.tellings.map(({ steps }) => steps.find((step) => step.name === name)?.events?.count ?? -1);

test('lengths of time may stand in several units', () => {
  const world = told(
    '      one: { alarm: shell-encoded }\n      two: { alarm: shell-encoded, since: one, after: 1h44m30s }\n',
  );
  const steps = stepsOf(world);
  expect((steps.get('one')?.begin ?? 0) - world.end).toBe(-150 * 60_000);
  expect((steps.get('two')?.begin ?? 0) - (steps.get('one')?.begin ?? 0)).toBe(((60 + 44) * 60 + 30) * 1000);
});

test('a step of some chance happens in about so many tellings, the same ones for the same seed', () => {
  const world = told('      one: { alarm: shell-encoded, chance: 40 }\n', { times: 50 });
  const happened = counts(world, 'one');
  expect(new Set(happened)).toEqual(new Set([0, 1]));
  const times = happened.filter((count) => count === 1).length;
  expect(times).toBeGreaterThan(10);
  expect(times).toBeLessThan(30);
  expect(counts(told('      one: { alarm: shell-encoded, chance: 40 }\n', { times: 50 }), 'one')).toEqual(happened);
  expect(counts(told('      one: { alarm: shell-encoded, chance: 0 }\n'), 'one')).toEqual([0]);
});

test('what counts from a step happens only with it, and a list waits for the last of those that happen', () => {
  const world = told(
    [
      '      root: { alarm: shell-encoded }',
      '      left: { alarm: shell-encoded, chance: 50, since: root }',
      '      right: { alarm: shell-encoded, chance: 50, since: root, after: 20m }',
      '      afterLeft: { alarm: shell-encoded, since: left, after: 1m }',
      '      joined: { alarm: shell-encoded, since: [left, right], after: 5m }',
      '',
    ].join('\n'),
    { times: 40 },
  );
  const [left, right] = [counts(world, 'left'), counts(world, 'right')];
  expect(counts(world, 'afterLeft')).toEqual(left);
  expect(counts(world, 'joined')).toEqual(left.map((count, nth) => Math.max(count, right[nth] ?? 0)));
  world.stories.tellings.forEach((_, nth) => {
    const steps = stepsOf(world, nth);
    if (steps.get('joined')?.events?.count !== 1) return;
    const last = right[nth] === 1 ? 'right' : 'left';
    expect((steps.get('joined')?.begin ?? 0) - (steps.get(last)?.begin ?? 0)).toBe(300_000);
    expect(steps.get('joined')?.since).toBe(last);
  });
});

test('an attack ends where somebody stopped it by then, and goes on where nobody did', () => {
  const world = told(
    [
      '      beacon: { alarm: beacon-pixel }',
      '      isolate: { do: comment, chance: 50, since: beacon, after: 10m, about: [beacon], by: duty, comment: "Isolated." }',
      '      encrypt: { alarm: mass-rename, since: beacon, after: 30m, unless: isolate }',
      '      relief: { do: comment, since: beacon, after: 40m, onlyIf: isolate, about: [beacon], by: duty, comment: "In time." }',
      '      tooLate: { alarm: shadow-copies, since: beacon, after: 5m, onlyIf: isolate }',
      '      mourn: { do: comment, since: encrypt, after: 1m, about: [encrypt], by: duty, comment: "Too late." }',
      '',
    ].join('\n'),
    { times: 40, more: '    actors: { duty: { role: analyst } }\n' },
  );
  const comments = world.stories.actions.map((action) => ('comment' in action ? action.comment : ''));
  const isolated = comments.filter((comment) => comment === 'Isolated.').length;
  expect(isolated).toBeGreaterThan(5);
  expect(isolated).toBeLessThan(35);
  const encrypted = counts(world, 'encrypt').filter((count) => count === 1).length;
  expect(encrypted).toBe(40 - isolated);
  expect(comments.filter((comment) => comment === 'In time.')).toHaveLength(isolated);
  expect(comments.filter((comment) => comment === 'Too late.')).toHaveLength(encrypted);
  expect(new Set(counts(world, 'tooLate'))).toEqual(new Set([0]));
});

test('deeds about a case happen only where it was opened', () => {
  const world = told(
    [
      '      one: { alarm: beacon-pixel }',
      '      open: { do: openCase, chance: 50, after: 5m, about: [one], by: duty, case: c }',
      '      close: { do: closeCase, since: one, after: 1h, by: duty, case: c }',
      '',
    ].join('\n'),
    { times: 30, more: '    actors: { duty: { role: analyst } }\n    cases: { c: { subject: c, priority: low } }\n' },
  );
  const kinds = world.stories.actions.map(({ kind }) => kind);
  const opened = kinds.filter((kind) => kind === 'openCase').length;
  expect(opened).toBeGreaterThan(3);
  expect(opened).toBeLessThan(27);
  expect(kinds.filter((kind) => kind === 'closeCase')).toHaveLength(opened);
});

test('what only looks alike is benign, whatever the operations centre finds', () => {
  const world = told(
    [
      '      attack: { alarm: shell-encoded }',
      '      patch: { alarm: shell-encoded, nature: benign }',
      '      broken: { alarm: shell-encoded, nature: falsePositive }',
      '      wrong: { do: assess, after: 10m, about: [attack, patch], by: duty, verdict: threat }',
      '      blind: { do: assess, after: 10m, about: [attack], by: duty, verdict: falsePositive }',
      '',
    ].join('\n'),
    { more: '    actors: { duty: { role: analyst } }\n' },
  );
  const natureAt = natureOf(world);
  const natures = ['attack', 'patch', 'broken'].map(
    (name) => natureAt((stepsOf(world).get(name)?.events?.first ?? 0) + ranges.story)?.nature,
  );
  expect(natures).toEqual(['falsePositive', 'benign', 'falsePositive']);
});

test('who waits for what never comes is told', () => {
  expect(() =>
    told('      one: { alarm: shell-encoded, unless: two }\n      two: { alarm: shell-encoded, unless: one }\n'),
  ).toThrow(/waits for itself/);
  expect(() => told('      one: { alarm: shell-encoded, since: [nobody] }\n')).toThrow(/names no step: nobody/);
  expect(() => told('      one: { alarm: shell-encoded, onlyIf: [one, tow] }\n')).toThrow(
    /onlyIf\[1\] names no step: tow/,
  );
});
