/** Commands that are put off: each comes in its time, or with the next command where the clock stands. */
import { expect, test } from 'vitest';
import { turnableClock } from '../../src/kernel/clock.ts';
import { makeState, type Applier } from '../../src/state/state.ts';
import { worldOf } from '../support/worlds.ts';

const base = worldOf({ events: 20 });
const { end } = base;

/** Puts off an echo of itself. */
const call: Applier = (overlay, { at, account, data }) => {
  const { name, after, stands } = data as { name: string; after: number; stands: boolean };
  overlay.deferred.add({ due: at + after, stands, kind: 'echo', account, data: { name } });
  return null;
};
const echo: Applier = (overlay, { at, data }) => {
  overlay.table<number>('heard').set((data as { name: string }).name, at - end);
  return null;
};

function made() {
  const clock = turnableClock(end);
  const state = makeState(base, { call, echo }, { clock });
  return {
    state,
    call: (name: string, after: number, stands = false) =>
      state.write('call', state.nextInstant(clock.now()), 0, { name, after, stands }),
    to: (after: number) => {
      clock.set(end + after);
      state.advance(end + after);
    },
    heard: () => Object.fromEntries(state.table<number>('heard')),
  };
}

test('what is put off comes when it is due, the soonest first', async () => {
  const { call: put, to, heard } = made();
  await put('late', 500);
  await put('soon', 100);
  to(101);
  expect(heard()).toEqual({});
  to(1000);
  expect(Object.entries(heard())).toEqual([
    ['soon', 102],
    ['late', 501],
  ]);
});

test('where the clock stands the next command brings it on, and only the next', async () => {
  const { call: put, heard } = made();
  await put('standing', 500, true);
  await put('moving', 500);
  expect(heard()).toEqual({ standing: 3 });
  await put('other', 500, true);
  expect(heard()).toEqual({ standing: 3 });
});

test('a snapshot holds what is still to come, and a reset forgets it', async () => {
  const one = made();
  await one.call('later', 500);
  const snapshot = JSON.parse(JSON.stringify(one.state.snapshot()));
  const other = made();
  other.state.restore(snapshot);
  for (const { to, heard } of [one, other]) {
    to(600);
    expect(heard()).toEqual({ later: 501 });
  }
  one.state.restore(snapshot);
  one.state.reset();
  one.to(600);
  expect(one.heard()).toEqual({});
});
