import { expect, test } from 'vitest';
import { makeShownCases } from '../../src/state/shown-cases.ts';
import type { Mutable } from '../../src/state/rows.ts';
import type { Case, World } from '../../src/model/world.ts';
import { worldOf } from '../support/worlds.ts';

/** A World of which a case is still open, and how its course will go on. */
function openCase() {
  const base = worldOf({ events: 50 });
  const [first] = base.cases;
  if (first === undefined) throw new Error('there is no case');
  const open: Case = { ...first, status: 'workingSoc', closed: null, mergedInto: null };
  const world: Mutable<World> = { ...base, cases: [open] };
  const shown = makeShownCases(world, { ...base, cases: [open] });
  const closed: Case = { ...open, status: 'closed', closed: open.opened + 1000 };
  return { world, shown, open, closed, now: (): Case | undefined => world.cases[0] };
}

test('the World’s own course closes a case, and leaves what somebody wrote of it', () => {
  const { shown, open, closed, now } = openCase();
  shown.set({ ...open, subject: 'Renamed' });
  shown.come(closed);
  expect(now()).toMatchObject({ subject: 'Renamed', status: 'closed', closed: closed.closed });
});

test('a case whose status somebody has changed is no longer the course’s', () => {
  const { shown, open, closed, now } = openCase();
  shown.set({ ...open, status: 'pendingCustomer' });
  shown.come(closed);
  expect(now()).toMatchObject({ status: 'pendingCustomer', closed: null });
});

test('a case that was not there yet comes as it is', () => {
  const { world, shown, open } = openCase();
  const other: Case = { ...open, index: 77, id: 77 };
  shown.come(other);
  expect(world.cases.map(({ id }) => id)).toEqual([open.id, 77]);
});
