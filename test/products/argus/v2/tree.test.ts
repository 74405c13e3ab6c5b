/** The tree of groups is the same however its combinations are numbered. */
import { test, expect } from 'vitest';
import { finished } from '../../../../src/kernel/slices.ts';
import { everything } from '../../../../src/corpus/predicate.ts';
import { levelOf } from '../../../../src/products/argus/v2/levels.ts';
import { freshOrders, eventTableOf } from '../../../../src/products/argus/events/table.ts';
import { makeTree } from '../../../../src/products/argus/v2/tree.ts';
import { worldOf } from '../../../support/worlds.ts';

test('a table, a map, and any mixture of both number combinations alike', () => {
  const world = worldOf({ events: 400 });
  const hits = (['aggregated', 'raw'] as const).map((kind) => {
    const table = eventTableOf(world, kind, freshOrders());
    return { table, bits: finished(table.scan(everything)) };
  });
  const levels = (['signature', 'severity', 'sourceIP', 'associatedCase'] as const).map((field) =>
    levelOf(world, field),
  );
  const whole = finished(makeTree(hits, levels));
  expect(whole.layers.map(({ counts }) => counts.reduce((one, other) => one + other, 0))).toEqual(
    whole.layers.map(() => whole.leafOf.length),
  );
  for (const largest of [0, 100, 10_000, 1_000_000]) {
    const { layers, leafOf } = finished(makeTree(hits, levels, largest));
    expect([largest, layers, leafOf]).toEqual([largest, whole.layers, whole.leafOf]);
  }
});
