/** Path patterns match as they read, and take no time to speak of. */
import { test, expect } from 'vitest';
import { makeGlob } from '../../../src/sim/faults/glob.ts';

test.each<readonly [string, string, boolean]>([
  ['/a/b', '/a/b', true],
  ['/a/b', '/a/b/', false],
  ['/a/*', '/a/b/c', true],
  ['/a/*', '/a/', true],
  ['/a/*', '/b/a/', false],
  ['*/c', '/a/b/c', true],
  ['*', '/anything', true],
  ['/a/{id}/c', '/a/b/c', true],
  ['/a/{id}/c', '/a/b/b/c', false],
  ['/a/{id}', '/a/b', true],
  ['/a/{one}-{two}', '/a/x-y-z', true],
  ['/a/{', '/a/{', true],
  ['/a.b', '/axb', false],
  ['/(a', '/(a', true],
])('%s and %s: %s', (pattern, path, expected) => {
  expect(makeGlob(pattern)(path)).toBe(expected);
});

test('a hostile pattern on a long path ends', () => {
  const isMatch = makeGlob(`/${'*a'.repeat(120)}b`);
  expect(isMatch(`/${'a'.repeat(16_000)}`)).toBe(false);
  expect(makeGlob(`/${'{a}'.repeat(160)}`)(`/${'a'.repeat(16_000)}/`)).toBe(false);
});
