import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeWorld } from '../../src/generator/generate.ts';
import { readScenario, shippedScenarios } from '../../src/generator/scenario.ts';
import { stream } from '../../src/kernel/random.ts';
import type { World } from '../../src/model/world.ts';
import { captureOf, eventPayload } from '../../src/products/shared/captures.ts';
import { drawn } from '../support/drawn.ts';

const whole = 20_000;
const many = 2000;

/** All rows of a small World; of a large one so many, drawn by the seed. CI draws a share of them. */
function rowsOf(name: string, world: World): readonly number[] {
  const { length } = world.aggregated;
  const chance = stream('captures', name);
  const all =
    length < whole
      ? Array.from({ length }, (_, row) => row)
      : [...new Set(Array.from({ length: many }, () => chance.below(length)))];
  return drawn(`events of ${name} whose captures are made twice`, all, 50);
}

/** Runs with buffers that hold what some other use may have left in them: a byte that is not written shows. */
function onDirtied<Result>(byte: number, run: () => Result): Result {
  const { allocUnsafe, allocUnsafeSlow } = Buffer;
  const dirtied = (size: number): Buffer => Buffer.alloc(size, byte);
  Object.assign(Buffer, { allocUnsafe: dirtied, allocUnsafeSlow: dirtied });
  try {
    return run();
  } finally {
    Object.assign(Buffer, { allocUnsafe, allocUnsafeSlow });
  }
}

/** Hashes of all that is made of the packets of these rows, by row. */
function hashes(world: World, rows: readonly number[]): ReadonlyMap<number, string> {
  const hashOf = (row: number): string => {
    const hash = createHash('sha256');
    for (const ordinal of [null, ...((world.aggregated.count[row] ?? 0) > 1 ? [1] : [])]) {
      hash.update(captureOf(world, row, ordinal) ?? 'none');
      hash.update(JSON.stringify(eventPayload(world, row, ordinal)));
    }
    return hash.digest('hex');
  };
  return new Map(rows.map((row) => [row, hashOf(row)]));
}

test.each(shippedScenarios())(
  'captures and payloads of %s are the same in any order and on any buffer',
  { timeout: 7_200_000 },
  (name) => {
    const world = makeWorld({ seed: '1', scenario: readScenario(name) });
    const rows = rowsOf(name, world);
    const one = onDirtied(0x00, () => hashes(world, rows));
    const other = onDirtied(0xa5, () => hashes(world, rows.toReversed()));
    expect(rows.filter((row) => one.get(row) !== other.get(row))).toEqual([]);
    expect(one.size).toBe(rows.length);
  },
);
