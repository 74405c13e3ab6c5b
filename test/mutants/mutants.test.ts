/** The suite finds servers that misbehave, and nothing at the edge itself; `npm run mutants` judges all mutants. */
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { runContract, simulatedTarget, startSimulator } from '../../src/index.ts';
import { edgeOf } from './edge.ts';
import { mutants } from './index.ts';
import { makeGallows } from './kill.ts';
import { drawn, isDrawn } from '../support/drawn.ts';

test('there are at least 80 mutants, each with a name of its own and a sentence', () => {
  expect(mutants.length).toBeGreaterThanOrEqual(80);
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  for (const { says } of mutants) expect(says).toMatch(/^[A-Z].*\.$/);
});

test('the published table tells of every mutant', () => {
  const table = readFileSync(new URL('./table.md', import.meta.url), 'utf8');
  for (const { name, says } of mutants) expect(table).toContain(`| ${name} | ${says} |`);
});

test('an edge without a mutant changes nothing, and the suite finds nothing', async () => {
  const simulator = await startSimulator({ events: 2000 });
  const edge = await edgeOf(simulator.url, null);
  const target = simulatedTarget({ ...simulator, url: edge.url });
  const only = isDrawn('units asked through an edge without a mutant', 4);
  const { findings } = await runContract(target, { profile: 'quick', only });
  expect(findings).toEqual([]);
  expect(edge.hasBitten()).toBe(false);
  await edge.close();
  await simulator.close();
});

describe('a few mutants, for the whole see table.md', () => {
  const gallows = makeGallows();
  afterAll(async () => (await gallows).close());

  const few = [
    'page-off-by-one',
    'count-of-page',
    'end-ignored',
    'nobody-let-in',
    'error-is-html',
    'null-for-empty-list',
    'capture-truncated',
    'stats-count-one-more',
    'stats-group-by-ignored',
    'stats-criteria-ignored',
    'tree-criteria-ignored',
    'negative-offset-accepted',
    'write-lost',
    'bulk-forgets-one',
    'usm-next-skips',
  ];
  test.each(drawn('mutants judged', few, 6))('%s is found', async (name) => {
    const mutant = mutants.find((one) => one.name === name);
    if (mutant === undefined) throw new Error(`no mutant ${name}`);
    const { killers, hasBitten, requests } = await (await gallows).fateOf(mutant);
    expect(hasBitten).toBe(true);
    expect(killers).not.toEqual([]);
    expect(requests).toBeLessThanOrEqual(300);
  });
});
