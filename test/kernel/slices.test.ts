/** Work in slices: what it comes to, who has turns, and what ends it. */
import { setImmediate as afterPoll } from 'node:timers/promises';
import { expect, test } from 'vitest';
import {
  finished,
  finishedInTurns,
  inPieces,
  makeScheduler,
  OverBudget,
  pieceOfWork,
  turnOver,
  within,
  type Sliced,
  type Waiting,
} from '../../src/kernel/slices.ts';

/** Work of so many pieces, which notes each of them. */
function* work(name: string, pieces: number, seen: string[]): Sliced<string> {
  for (let piece = 0; piece < pieces; piece++) {
    seen.push(name);
    yield 1;
  }
  return name;
}

/** Takes longer than a slice, so that whoever shares it has one piece of it. */
function* slow(name: string, pieces: number, seen: string[]): Sliced<string> {
  for (let piece = 0; piece < pieces; piece++) {
    seen.push(name);
    const begin = performance.now();
    while (performance.now() - begin < 6);
    yield 1;
  }
  return name;
}

/** Runs work and resolves with what it comes to. */
const ended = <Result>(
  scheduler: ReturnType<typeof makeScheduler>,
  given: Waiting<Result>,
  owner: Parameters<typeof scheduler.run>[1],
): Promise<Result> => new Promise((resolve, reject) => scheduler.run(given, owner, resolve, reject));

test('work comes to the same at once and in slices', async () => {
  const scheduler = makeScheduler();
  expect(finished(work('a', 3, []))).toBe('a');
  expect(await ended(scheduler, slow('a', 3, []), { world: {}, caller: '' })).toBe('a');
});

test('what fits into a slice is done before anything else happens', () => {
  const done: string[] = [];
  makeScheduler().run(
    work('a', 20, []),
    { world: {}, caller: '' },
    (name) => done.push(name),
    () => {},
  );
  expect(done).toEqual(['a']);
});

test('a step that cannot be cut has a turn of its own', async () => {
  const scheduler = makeScheduler();
  const seen: string[] = [];
  function* large(): Sliced<void> {
    seen.push('before');
    yield turnOver;
    seen.push('large');
  }
  const done = ended(scheduler, large(), { world: {}, caller: '' });
  expect(seen).toEqual(['before']);
  await done;
  expect(seen).toEqual(['before', 'large']);
});

test('worlds take turns, and callers within a world', async () => {
  const scheduler = makeScheduler();
  const seen: string[] = [];
  const [one, other] = [{}, {}];
  await Promise.all([
    ended(scheduler, slow('one/a/1', 4, seen), { world: one, caller: 'a' }),
    ended(scheduler, slow('one/a/2', 4, seen), { world: one, caller: 'a' }),
    ended(scheduler, slow('one/b', 4, seen), { world: one, caller: 'b' }),
    ended(scheduler, slow('other', 4, seen), { world: other, caller: 'a' }),
  ]);
  // Each has a first slice when it comes; then the world with one piece of work has every second turn.
  expect(seen.slice(4, 10).filter((name) => name === 'other')).toHaveLength(3);
  expect(seen.slice(4, 10).filter((name) => name === 'one/b').length).toBeGreaterThanOrEqual(1);
  expect(seen).toHaveLength(16);
});

test('others have their turn between slices', async () => {
  const scheduler = makeScheduler();
  let isDone = false;
  const long = ended(scheduler, slow('a', 5, []), { world: {}, caller: '' }).then(() => (isDone = true));
  await afterPoll();
  await afterPoll();
  expect(isDone).toBe(false);
  await long;
});

test('work that nobody wants ends with its finally blocks, and tells nobody', async () => {
  const scheduler = makeScheduler();
  const told: string[] = [];
  let isUnwanted = false;
  function* tidy(): Sliced<void> {
    try {
      yield* slow('a', 100, told);
    } finally {
      told.push('tidied');
    }
  }
  scheduler.run(
    tidy(),
    { world: {}, caller: '', isUnwanted: () => isUnwanted },
    () => told.push('done'),
    () => told.push('failed'),
  );
  isUnwanted = true;
  while (scheduler.waiting() > 0) await afterPoll();
  expect(told).toEqual(['a', 'tidied']);
});

test('what work throws is told, at once and later', async () => {
  const scheduler = makeScheduler();
  function* wrong(pieces: number): Sliced<void> {
    yield* slow('a', pieces, []);
    throw new Error('wrong');
  }
  await expect(ended(scheduler, wrong(0), { world: {}, caller: '' })).rejects.toThrow('wrong');
  await expect(ended(scheduler, wrong(2), { world: {}, caller: '' })).rejects.toThrow('wrong');
});

test('work waits for a promise while others go on', async () => {
  const scheduler = makeScheduler();
  const seen: string[] = [];
  let open = (): void => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  function* waiting(): Waiting<string> {
    yield gate;
    seen.push('waited');
    return 'a';
  }
  const waited = ended(scheduler, waiting(), { world: {}, caller: '' });
  await ended(scheduler, slow('b', 2, seen), { world: {}, caller: '' });
  open();
  await waited;
  expect(seen).toEqual(['b', 'b', 'waited']);
});

test('an interrupted piece of work finds its surroundings as they were', async () => {
  const scheduler = makeScheduler();
  let shown = 'before';
  let isReleased = false;
  const seen: string[] = [];
  function* reader(): Sliced<void> {
    for (let piece = 0; piece < 3; piece++) {
      seen.push(shown);
      yield* slow('', 1, []);
    }
  }
  const read = ended(scheduler, reader(), {
    world: {},
    caller: '',
    interrupted: () => {
      const held = shown;
      const enter = (): (() => void) => {
        const now = shown;
        shown = held;
        return () => void (shown = now);
      };
      return { enter, release: () => void (isReleased = true) };
    },
  });
  shown = 'after';
  expect(isReleased).toBe(false);
  await read;
  expect([seen, shown, isReleased]).toEqual([['before', 'before', 'before'], 'after', true]);
});

test('who waits for it lets others have their turns', async () => {
  const seen: string[] = [];
  const done = finishedInTurns(slow('a', 3, seen));
  for (let turn = 0; turn < 2; turn++) {
    await afterPoll();
    seen.push('other');
  }
  expect([await done, seen]).toEqual(['a', ['a', 'a', 'other', 'a', 'other']]);
});

test('a budget is judged by what work says, not by time', () => {
  expect(finished(within(3, work('a', 3, [])))).toBe('a');
  expect(() => finished(within(2, work('a', 3, [])))).toThrow(OverBudget);
  expect(finished(within(1, slow('a', 1, [])))).toBe('a');
});

test('a list is gone through in pieces of a bounded size', () => {
  const pieces = [...inPieces(Array(1000).keys(), 1000, () => {})];
  expect(pieces.reduce((sum, piece) => sum + piece, 0)).toBe(1_000_000);
  expect(Math.max(...pieces)).toBeLessThan(pieceOfWork + 1000);
});
