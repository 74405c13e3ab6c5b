/** What a reader sees who goes on reading while others write: the World as it was when it began. */
import { expect, test } from 'vitest';
import type { World } from '../../src/model/world.ts';
import { eventKeyOf } from '../../src/model/addition.ts';
import { rawKeyOf } from '../../src/model/change.ts';
import { makeState, type Applier } from '../../src/state/state.ts';
import { worldOf } from '../support/worlds.ts';

const base = worldOf({ events: 50 });

const change: Applier = (overlay, { at, account }, seq) => {
  const columns = overlay.columns();
  columns.severity[3] = ((columns.severity[3] ?? 0) + 1) % 5;
  columns.updated[3] = at;
  const inherited = { low: 0, high: 0, severity: 0, updated: 0 };
  overlay.override(3, 0, inherited, (own) => void (own.severity = seq));
  overlay.add(3, null, (before) => ({ ...before, uri: `${seq}` }) as typeof before);
  overlay.note(3, null, { seq, at, account, type: 'assessed', description: '', comment: null, associated: false });
  const { length: row } = columns;
  overlay.append({
    ...Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, (values as number[])[0]])),
    uuid: `${seq}`,
    isRaw: false,
    subEvents: 0,
    payload: null,
  } as unknown as Parameters<typeof overlay.append>[0]);
  return row;
};

/** All that a reader could look at of what was written. */
const shown = (world: World) => ({
  events: world.aggregated.length,
  severity: world.aggregated.severity[3],
  updated: world.aggregated.updated[3],
  baseline: world.baseline.length,
  changes: world.changes(3, null).map(({ seq }) => seq),
  override: world.rawOverrides.get(rawKeyOf(3, 0))?.severity,
  addition: world.additions.get(eventKeyOf(3, null)),
  raw: world.raw().length >= world.aggregated.length,
});

function made() {
  const state = makeState(base, { change });
  const write = () => state.write('change', state.nextInstant(base.end), 0, null);
  return { state, write, look: () => ({ ...shown(state.world), version: state.version(), now: state.now() }) };
}

test('what is held shows nothing of later writes, and the present all of them', async () => {
  const { state, write, look } = made();
  await write();
  const before = look();
  const { enter } = state.hold();
  await write();
  await write();
  const after = look();
  const leave = enter();
  expect(look()).toEqual(before);
  leave();
  expect(look()).toEqual(after);
  expect(after.events).toBe(before.events + 2);
});

test('several hold what they saw, each its own', async () => {
  const { state, write, look } = made();
  const seen = [];
  const held = [];
  for (let time = 0; time < 4; time++) {
    seen.push(look());
    held.push(state.hold());
    await write();
  }
  for (const [at, { enter }] of [...held.entries()].reverse()) {
    const leave = enter();
    expect(look()).toEqual(seen[at]);
    leave();
  }
});

test('a reset leaves what is held as it was', async () => {
  const { state, write, look } = made();
  await write();
  const before = look();
  const { enter } = state.hold();
  state.reset();
  const leave = enter();
  expect(look()).toEqual(before);
  leave();
  expect(look().events).toBe(base.aggregated.length);
});

test('what nobody holds any more is written to in its place, and what somebody does is copied once', async () => {
  const { state, write } = made();
  const parts = () => [state.world.aggregated.severity, state.world.baseline.severity, state.world.additions];
  await write();
  const begun = parts();
  const [one, other] = [state.hold(), state.hold()];
  one.release();
  one.release();
  await write();
  const copies = parts();
  for (const [at, copy] of copies.entries()) expect(copy === begun[at]).toBe(false);
  other.release();
  state.hold().release();
  await write();
  for (const [at, part] of parts().entries()) expect(part === copies[at]).toBe(true);
});
