/** A command that is applied in pieces: nobody sees it half done, and whoever writes meanwhile comes after it. */
import { expect, test } from 'vitest';
import { eventKeyOf } from '../../src/model/addition.ts';
import { rawKeyOf } from '../../src/model/change.ts';
import { makeGate } from '../../src/kernel/gate.ts';
import type { Json } from '../../src/kernel/schema.ts';
import { makeScheduler, turnOver, type Sliced } from '../../src/kernel/slices.ts';
import type { Overlay } from '../../src/state/overlay.ts';
import { makeState, type Applier } from '../../src/state/state.ts';
import { worldOf } from '../support/worlds.ts';

const base = worldOf({ events: 50 });
const rows = Array.from({ length: 50 }, (_, row) => row);
const highest = 4;

/** Raises the severity of each event, in all the ways in which something can be told of an event. */
const raise: Applier = (overlay, { at, account }, seq) => {
  function* pieces(): Sliced<Json> {
    yield* overlay.unseen();
    for (const row of rows) {
      overlay.columnsAt(row).severity[row] = highest;
      overlay.override(row, 0, inherited, (own) => void (own.severity = highest));
      overlay.add(row, null, (before) => ({ ...before, uri: 'raised' }) as typeof before);
      overlay.note(row, null, {
        seq,
        at,
        account,
        type: 'assessed',
        description: '',
        comment: null,
        associated: false,
      });
      yield turnOver;
    }
    return rows.length;
  }
  return pieces();
};
const inherited = { low: 0, high: 0, severity: 0, updated: 0 };

const lower = (overlay: Overlay): Json => {
  const before = overlay.columns().severity[7] ?? 0;
  overlay.columns().severity[7] = 0;
  return before;
};

const made = () => {
  const state = makeState(base, { raise, lower }, { gate: makeGate(makeScheduler(), {}) });
  const write = (kind: string) => state.write(kind, state.nextInstant(base.end), 0, null);
  const look = () => ({
    severities: [...state.world.aggregated.severity],
    changes: rows.map((row) => state.world.changes(row, null).length),
    overrides: rows.map((row) => state.world.rawOverrides.get(rawKeyOf(row, 0))?.severity),
    additions: rows.map((row) => state.world.additions.get(eventKeyOf(row, null))),
    version: state.version(),
  });
  return { state, write, look };
};

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** Whether a promise has been settled, at each turn until it is. */
async function* turnsUntil(promise: Promise<unknown>): AsyncGenerator<void> {
  const progress = { isOver: false };
  void promise.finally(() => (progress.isOver = true));
  for (await turn(); !progress.isOver; await turn()) yield;
}

test('nothing of it is seen before all of it is', async () => {
  const { state, write, look } = made();
  const before = look();
  const written = write('raise');
  let turns = 0;
  for await (const _ of turnsUntil(written)) {
    expect(look()).toEqual(before);
    turns++;
  }
  expect([await written, turns > 20]).toEqual([50, true]);
  const after = look();
  expect(after.severities).toEqual(rows.map(() => highest));
  expect(after.changes).toEqual(rows.map(() => 1));
  expect(after.overrides).toEqual(rows.map(() => highest));
  expect(after.version).not.toBe(before.version);
  const other = made();
  other.state.restore(state.snapshot());
  expect(other.state.hash()).toBe(state.hash());
});

test('who holds what there was goes on with it, before, meanwhile and afterwards', async () => {
  const { state, write, look } = made();
  const before = look();
  const held = [state.hold()];
  const written = write('raise');
  for await (const _ of turnsUntil(written)) if (held.length < 5) held.push(state.hold());
  for (const { enter, release } of held) {
    const leave = enter();
    expect(look()).toEqual(before);
    leave();
    release();
  }
  expect(look().severities[3]).toBe(highest);
});

test('what is written meanwhile comes after it, each with its own result', async () => {
  const { write, look } = made();
  const results = await Promise.all([
    write('raise'),
    turn().then(() => write('lower')),
    write('raise'),
    write('lower'),
  ]);
  expect(results).toEqual([50, expect.any(Number), 50, highest]);
  expect([results[1] === highest || results[1] === 0, look().severities[7]]).toEqual([true, 0]);
  expect(look().changes).toEqual(rows.map(() => 2));
});

test('a reset in the midst of it leaves nothing of it', async () => {
  const { state, write, look } = made();
  const before = look();
  const written = write('raise');
  for (let turns = 0; turns < 10; turns++) await turn();
  state.reset();
  await written;
  await turn();
  const { version: _, ...fresh } = before;
  expect(look()).toMatchObject(fresh);
  expect(state.snapshot().commands).toEqual([]);
});
