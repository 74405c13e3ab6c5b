import { expect, test } from 'vitest';
import { turnableClock } from '../../src/kernel/clock.ts';
import { UserError } from '../../src/kernel/fault.ts';
import { makeBlueprint } from '../../src/generator/generate.ts';
import { readScenario } from '../../src/generator/scenario.ts';
import { makeColumns } from '../../src/model/columns.ts';
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
  ['another format', { format: 1 }, /is of format 1, which this version does not read/],
  ['another world format', { worldFormat: 99 }, /is of a World of format 99; this one is of format 2/],
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

test.each([
  ['times out of order', { now: 5 }, /no sound times/],
  ['an instant that is none', { clock: null }, /no sound times/],
  ['a beginning after the end', { since: 9e12, now: 9e12, clock: 9e12 }, /no sound times/],
  ['a command that is none', { commands: [7] }, /no command/],
  ['a command without its time', { commands: [{ id: 'a', kind: 'set', at: 1, account: 0 }] }, /no command/],
  ['nothing at all', null, /not a snapshot/],
])('a snapshot with %s is refused and the state stays as it was', async (_, change, message) => {
  const state = makeState(worldOf({ events: 50 }), appliers);
  await state.write('set', 5, 0, { severity: 2 });
  const hash = state.hash();
  const given = change === null ? null : { ...state.snapshot(), ...change };
  expect(() => state.restore(given as never)).toThrow(message);
  expect(() => state.restore(given as never)).toThrow(UserError);
  expect(state.hash()).toBe(hash);
});

test('the hash is of what stands, not of how it came about', async () => {
  const base = worldOf({ events: 50 });
  const [one, other, third] = [makeState(base, appliers), makeState(base, appliers), makeState(base, appliers)];
  const fresh = one.hash();
  expect(other.hash()).toBe(fresh);
  await one.write('set', 5, 0, { severity: 1 });
  await one.write('set', 6, 0, { severity: 3 });
  expect(one.hash()).not.toBe(fresh);
  other.restore(one.snapshot());
  expect(other.hash()).toBe(one.hash());
  await third.write('set', 5, 0, { severity: 3 });
  expect(third.hash()).not.toBe(one.hash());
  one.reset();
  expect(one.hash()).toBe(fresh);
});

test('a command has its place in time: commands of a clock that stands do not bring the future nearer', async () => {
  const base = worldOf({ events: 500 });
  const state = makeState(base, appliers);
  for (let count = 0; count < 50; count++) await state.write('set', state.nextInstant(base.end), 0, { severity: 1 });
  expect([state.now(), state.world.aggregated.length]).toEqual([base.end, 500]);
  state.advance(base.end + 3_600_000 * 9);
  const { length } = state.world.aggregated;
  expect(length).toBeGreaterThan(500);
  await state.write('set', state.nextInstant(state.now()), 0, { severity: 2 });
  const lived = state.snapshot().commands.map((command) => command.lived);
  expect(new Set(lived)).toEqual(new Set([base.end, state.now()]));
});

test('a clock that runs when the state begins runs again after a reset, and one that was set running stands', () => {
  let real = 0;
  const base = worldOf({ events: 50 });
  const clockAt = (speed: number) => turnableClock(base.end, speed, { now: () => real });
  const [running, standing] = [10, 0].map((speed) => makeState(base, appliers, { clock: clockAt(speed) }));
  real = 1000;
  expect(running?.clock.now()).toBe(base.end + 10_000);
  standing?.clock.resume(5);
  running?.clock.freeze();
  running?.reset();
  standing?.reset();
  real = 2000;
  expect(running?.clock.now()).toBe(base.end + 10_000);
  expect(standing?.clock.now()).toBe(base.end);
});

test('background ends after a year, or with the day that would bring more than two million events', () => {
  const few = makeState(worldOf({ events: 7 }), appliers);
  few.advance(few.world.end + 800 * 86_400_000);
  const after = few.world.aggregated.length;
  expect(Math.abs(after - 7 - 366)).toBeLessThan(3);
  few.advance(few.world.end + 8000 * 86_400_000);
  expect(few.world.aggregated.length).toBe(after);
  const many = makeBlueprint({ seed: '1', scenario: readScenario('default'), events: 4_000_000 });
  const { arrivals } = many.part({ columns: makeColumns(0), eventNumbers: null });
  expect([0, 1, 2].map((day) => Number.isFinite(arrivals.dayBegins(day)))).toEqual([true, true, false]);
  expect(worldOf({ scenario: 'empty' }).arrivals.dayBegins(0)).toBe(Infinity);
});

test('days have the mean rate of the scenario, and its rhythm', () => {
  const base = worldOf({ events: 7000 });
  const counts = Array.from({ length: 14 }, (_, day) => base.arrivals.day(day).columns.length);
  const sum = (from: number): number => counts.slice(from, from + 7).reduce((total, count) => total + count, 0);
  expect([sum(0), sum(7)]).toEqual([7000, 7000]);
  // The World ends on a Monday at midnight: the sixth and seventh days are a weekend.
  expect(Math.max(counts[5] ?? 0, counts[6] ?? 0)).toBeLessThan(Math.min(...counts.slice(0, 5)));
  const { columns, known, eventNumbers: origins } = base.arrivals.day(3);
  const late = known.filter((at, row) => at - (columns.timestamp[row] ?? 0) - (columns.duration[row] ?? 0) > 90_000);
  expect(late.length).toBeGreaterThan(2);
  expect(late.length).toBeLessThan(30);
  expect(new Set(origins).size).toBe(columns.length);
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

test('a state that is restored in pieces is seen by nobody before it is whole, whatever happens meanwhile', async () => {
  const base = worldOf({ events: 50 });
  const [from, into] = [makeState(base, appliers), makeState(base, appliers)];
  for (let severity = 0; severity < 200; severity++) await from.write('set', severity, 0, { severity: severity % 4 });
  await from.write('set', 300, 0, { severity: 2 });
  await into.write('set', 1, 0, { severity: 1 });
  const restored = from.snapshot();
  const work = into.restoring(restored);
  expect(work.next().done).toBe(false);
  expect([into.world.aggregated.severity[0], into.snapshot().commands.length]).toEqual([1, 1]);
  await into.write('set', 2, 0, { severity: 3 });
  into.reset();
  await into.write('set', 1, 0, { severity: 0 });
  expect([into.world.aggregated.severity[0], into.snapshot().commands.length]).toEqual([0, 1]);
  while (work.next().done !== true);
  expect([into.hash(), into.snapshot().commands]).toEqual([from.hash(), restored.commands]);
  const given = into.restoring({
    ...restored,
    commands: [...restored.commands, { ...restored.commands[0], data: null } as never],
  });
  expect(() => {
    while (given.next().done !== true);
  }).toThrow(/cannot be applied/);
  expect(into.hash()).toBe(from.hash());
});

test('who gives up a restore half way leaves the state as it is', async () => {
  const state = makeState(worldOf({ events: 50 }), appliers);
  for (let severity = 0; severity < 200; severity++) await state.write('set', severity, 0, { severity: severity % 4 });
  const snapshot = state.snapshot();
  await state.write('set', 300, 0, { severity: 2 });
  const [hash, version] = [state.hash(), state.version()];
  const work = state.restoring(snapshot);
  work.next();
  work.return();
  expect([state.hash(), state.version()]).toEqual([hash, version]);
});

test('a write that began before a reset is no part of what comes after', async () => {
  const state = makeState(worldOf({ events: 50 }), appliers);
  const fresh = state.hash();
  const late = state.write('set', 1, 0, { severity: 3 });
  state.reset();
  await late;
  expect([state.hash(), state.snapshot().commands]).toEqual([fresh, []]);
});
