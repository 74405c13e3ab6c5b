/** Commands of the repository tell how they are used, and of an option that there is not. */
import { spawnSync } from 'node:child_process';
import { afterEach, expect, test, vi } from 'vitest';
import { valuesGiven } from './options.ts';

afterEach(() => void vi.restoreAllMocks());

const options = {
  sample: { type: 'string' },
  seed: { type: 'string', default: '1' },
  write: { type: 'boolean' },
} as const;

/** What a command says before it ends, and with which code. */
function ended(file: string, ...words: readonly string[]): readonly [code: unknown, text: unknown] {
  const said = (['log', 'error'] as const).map((where) => vi.spyOn(console, where).mockImplementation(() => {}));
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => {
    throw new Error('ended');
  });
  expect(() => valuesGiven(file, options, words)).toThrow('ended');
  return [
    exit.mock.lastCall?.[0],
    said
      .flatMap(({ mock }) => mock.calls)
      .flat()
      .at(-1),
  ];
}

test('values are those that were given, and else the usual ones', () => {
  expect(valuesGiven(import.meta.url, options, ['--sample', '5'])).toEqual({ sample: '5', seed: '1' });
});

test('help is what the file says of itself, without the stars', () => {
  expect(ended(import.meta.url, '--sample', '5', '--help')).toEqual([
    0,
    'Commands of the repository tell how they are used, and of an option that there is not.',
  ]);
});

test('an option that is not known ends the command, with the one that may have been meant', () => {
  expect(ended(import.meta.url, '--sampel', '5')).toEqual([2, '--sampel is no option; did you mean --sample?']);
});

test('a value where none is taken, and one that is left out, end it in a line', () => {
  expect(ended(import.meta.url, '--write=yes')).toEqual([2, expect.stringMatching(/^Option '--write' [^\n]+$/)]);
  expect(ended(import.meta.url, '--sample')).toEqual([2, expect.stringMatching(/^Option '--sample <value>' [^\n]+$/)]);
});

test('the mutants are not judged by who asks how', () => {
  const { status, stdout } = spawnSync(process.execPath, ['--import', 'tsx', 'test/mutants/run.ts', '--help']);
  expect([status, stdout.toString()]).toEqual([0, expect.stringContaining('--profile quick')]);
});
