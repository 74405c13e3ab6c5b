/** The suite finds what operators make wrong: a sample drawn by the commit; `npm run mutants -- --sample 400 --seed 1` judges more. */
import { describe, expect, test } from 'vitest';
import { drawnSeed } from '../support/drawn.ts';
import { derived, operators } from './operators/index.ts';
import { makeJudge } from './operators/judge.ts';
import { sampleOf } from './operators/sample.ts';
import { scoreLine, scoreOf, wilson, type Judged } from './operators/score.ts';

describe('operators', () => {
  test('are at least 60, each with a name of its own, a sentence and a place that it fits', () => {
    expect(operators.length).toBeGreaterThanOrEqual(60);
    expect(new Set(operators.map(({ name }) => name)).size).toBe(operators.length);
    for (const { name, says } of operators) {
      expect(says).toMatch(/^(?:[A-Z{`]).*\.$/);
      expect(derived.some(({ operator }) => operator.name === name)).toBe(true);
    }
  });

  test('make thousands of mutants, each with a name of its own', () => {
    expect(derived.length).toBeGreaterThan(5000);
    expect(new Set(derived.map(({ name }) => name)).size).toBe(derived.length);
  });

  test('are all in a sample that has room for them, and the same seed draws the same', () => {
    const sample = sampleOf(operators.length, '7');
    expect(new Set(sample.map(({ operator }) => operator.name)).size).toBe(operators.length);
    expect(sampleOf(30, '7').map(({ name }) => name)).toEqual(sampleOf(30, '7').map(({ name }) => name));
    expect(sampleOf(30, '7').map(({ name }) => name)).not.toEqual(sampleOf(30, '8').map(({ name }) => name));
  });
});

test('the interval is Wilson’s', () => {
  const [low, high] = wilson(389, 400);
  expect(low).toBeCloseTo(0.9514, 3);
  expect(high).toBeCloseTo(0.9846, 3);
});

/** So many are judged. Of a sample of 400 94 % were found: by chance one of 60 falls under this once in two hundred times. */
const count = 60;
const bar = 0.85;

test(`the suite finds most of ${count} that the commit draws`, { timeout: 1_200_000 }, async () => {
  const judge = makeJudge();
  const all: Judged[] = [];
  for (const mutant of sampleOf(count, String(drawnSeed('mutants by operators')))) {
    const judgement = await judge.judge(mutant);
    all.push({ ...judgement, mutant, isEquivalent: await judge.isEquivalent(judgement, mutant) });
  }
  await judge.close();
  const { found, of, survivors } = scoreOf(all);
  const lost = survivors.map(({ name }) => name).join(', ');
  expect(found, `${scoreLine(all)}; survived: ${lost}`).toBeGreaterThanOrEqual(of * bar);
});
