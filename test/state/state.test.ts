import { expect, test } from 'vitest';
import { makeState, type Applier } from '../../src/state/state.ts';
import { memoryLog } from '../../src/state/log.ts';
import { worldOf } from '../support/worlds.ts';

/** Writes the severity of row 0; enough to see what the fold does. */
const setSeverity: Applier = (overlay, command) => {
  const { severity } = command.data as { severity: number };
  overlay.columns().severity[0] = severity;
  overlay.table<number>('seen').set(command.id, command.at);
  return { severity };
};
const appliers = { set: setSeverity };

test('a write resolves with what its command returned, and the World shows it', async () => {
  const state = makeState(worldOf({ events: 50 }), appliers);
  const result = await state.write('set', state.nextInstant(0), 0, { severity: 3 });
  expect(result).toEqual({ severity: 3 });
  expect(state.world.aggregated.severity[0]).toBe(3);
});

test('the frozen World is never written to', async () => {
  const base = worldOf({ events: 50 });
  const before = base.aggregated.severity[0];
  const state = makeState(base, appliers);
  await state.write('set', 1, 0, { severity: before === 3 ? 0 : 3 });
  expect(base.aggregated.severity[0]).toBe(before);
  expect(state.world.baseline.severity[0]).toBe(before);
});

test('the World that is shown stays one object through writes and resets', async () => {
  const state = makeState(worldOf({ events: 50 }), appliers);
  const { world } = state;
  await state.write('set', 1, 0, { severity: 3 });
  state.reset();
  expect(state.world).toBe(world);
});

test('a reset forgets every write and every table', async () => {
  const base = worldOf({ events: 50 });
  const state = makeState(base, appliers);
  await state.write('set', 1, 0, { severity: 3 });
  state.reset();
  expect(state.world.aggregated).toBe(base.aggregated);
  expect(state.table('seen').size).toBe(0);
  expect(state.snapshot().commands).toEqual([]);
});

test('instants of commands grow even when the clock stands still', () => {
  const state = makeState(worldOf({ events: 50 }), appliers);
  const { end } = state.world;
  expect([state.nextInstant(end), state.nextInstant(end), state.nextInstant(end + 10)]).toEqual([
    end + 1,
    end + 2,
    end + 10,
  ]);
});

test('every write and every reset makes another version', async () => {
  const state = makeState(worldOf({ events: 50 }), appliers);
  const versions = [state.version()];
  await state.write('set', 1, 0, { severity: 1 });
  versions.push(state.version());
  state.reset();
  versions.push(state.version());
  expect(new Set(versions).size).toBe(3);
});

test('a restored snapshot shows the same World, and survives a round through JSON', async () => {
  const state = makeState(worldOf({ events: 50 }), appliers);
  await state.write('set', 5, 0, { severity: 2 });
  const snapshot = JSON.parse(JSON.stringify(state.snapshot()));
  const other = makeState(worldOf({ events: 50 }), appliers);
  other.restore(snapshot);
  expect(other.world.aggregated.severity).toEqual(state.world.aggregated.severity);
  expect(other.snapshot()).toEqual(state.snapshot());
});

test.each([
  ['another seed', { seed: 'other' }, /the snapshot is of scenario/],
  ['another format', { format: 1 }, /not a snapshot/],
  ['commands missing', { commands: undefined }, /not a snapshot/],
  [
    'an unknown command',
    { commands: [{ id: 'a', kind: 'fly', at: 1, lived: 1, account: 0, data: null }] },
    /unknown command "fly"/,
  ],
  [
    'a command that cannot be applied',
    { commands: [{ id: 'a', kind: 'set', at: 1, lived: 1, account: 0, data: null }] },
    /cannot be applied/,
  ],
])('a snapshot of %s is refused and the state stays as it was', async (_, change, message) => {
  const state = makeState(worldOf({ events: 50 }), appliers);
  await state.write('set', 5, 0, { severity: 2 });
  const before = state.snapshot();
  expect(() => state.restore({ ...before, ...change } as never)).toThrow(message);
  expect(state.snapshot()).toEqual(before);
  expect(state.world.aggregated.severity[0]).toBe(2);
});

test('appending a command again keeps the place it has', async () => {
  const log = memoryLog();
  const command = { id: 'one', kind: 'set', at: 1, lived: 1, account: 0, data: { severity: 1 } };
  await log.append([command, { ...command, id: 'two' }]);
  await log.append([command]);
  expect((await log.readFrom(0)).map(({ seq, command: { id } }) => [seq, id])).toEqual([
    [0, 'one'],
    [1, 'two'],
  ]);
  expect((await log.readFrom(1)).map(({ seq }) => seq)).toEqual([1]);
});

test('two hundred writes at once are applied one after another, and each is told its own result', async () => {
  const state = makeState(worldOf({ events: 50 }), appliers);
  const results = await Promise.all(
    Array.from({ length: 200 }, (_, at) => state.write('set', at, 0, { severity: at % 4 })),
  );
  expect(results).toEqual(Array.from({ length: 200 }, (_, at) => ({ severity: at % 4 })));
  expect(state.snapshot().commands).toHaveLength(200);
});
