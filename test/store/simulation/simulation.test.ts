/** The core of a replica in simulated time: right under all trouble, for every seed, and each deliberate bug is found. */
import { describe, expect, test } from 'vitest';
import { bugs } from './bugs.ts';
import { run } from './run.ts';

const isFull = process.env['FULL'] !== undefined && process.env['FULL'] !== '';
const numbered = (most: number, first = 0): readonly string[] =>
  Array.from({ length: most }, (_, place) => String(first + place));
/** SIMULATION_SEED=n plays one seed alone, such as one that a failure named. */
const only = process.env['SIMULATION_SEED'];
/** So many seeds each. */
const piece = 250;
/** Beyond the first thousand: what they found was mended. */
const onceWrong = ['3664', '7968'];
const pieces =
  only === undefined
    ? [...Array.from({ length: (isFull ? 10_000 : 1000) / piece }, (_, at) => numbered(piece, at * piece)), onceWrong]
    : [[only]];
/** Seeds within which a bug must be found. */
const seedsForBugs = numbered(200);

async function firstWrong(bug: Parameters<typeof run>[1], among: readonly string[]): Promise<string | null> {
  for (const seed of among) {
    const [fault] = await run(seed, bug);
    if (fault !== undefined) return `SIMULATION_SEED=${seed}: ${fault.wrong}: ${fault.object}: ${fault.text}`;
  }
  return null;
}

test.each(pieces.map((seeds) => ({ first: seeds[0], last: seeds.at(-1), seeds })))(
  'a replica is right for the seeds $first to $last',
  async ({ seeds }) => {
    expect(await firstWrong({}, seeds)).toBeNull();
  },
);

test('a run is the same each time', async () => {
  const times: unknown[] = [];
  const noting = {
    newId:
      (newId: () => string, { scheduler }: { scheduler: { now: () => number } }) =>
      () => {
        times.push(scheduler.now());
        return newId();
      },
  };
  await run('7', noting);
  const first = times.splice(0);
  await run('7', noting);
  expect(times).toEqual(first);
  expect(first.length).toBeGreaterThan(50);
});

describe('it is found that', () => {
  test.each(Object.entries(bugs))('%s', async (_, bug) => {
    expect(await firstWrong(bug, seedsForBugs)).not.toBeNull();
  });
});
