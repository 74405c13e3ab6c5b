/** Path patterns match as they read, and take no time to speak of. */
import fc from 'fast-check';
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

/** The same by trying every way, for short texts. */
function looksLike(pattern: string, path: string): boolean {
  if (pattern === '') return path === '';
  const [part = ''] = /^(?:\*|\{\w+\}|[^])/.exec(pattern) ?? [];
  const rest = pattern.slice(part.length);
  if (part !== '*' && part.length === 1) return path.startsWith(part) && looksLike(rest, path.slice(1));
  for (let taken = 0; taken <= path.length; taken++) {
    if (part !== '*' && path.slice(0, taken).includes('/')) return false;
    if (looksLike(rest, path.slice(taken))) return true;
  }
  return false;
}

test('patterns and paths of every kind match as trying all ways says', () => {
  const pattern = fc.array(fc.constantFrom('a', 'b', '/', '*', '{x}', 'ab/', '{', 'a'.repeat(31)), { maxLength: 7 });
  const path = fc.array(fc.constantFrom('a', 'b', '/', '{', 'x}', 'a'.repeat(31)), { maxLength: 8 });
  fc.assert(
    fc.property(pattern, path, (parts, places) => {
      const [one, other] = [parts.join(''), places.join('')];
      expect(makeGlob(one)(other)).toBe(looksLike(one, other));
    }),
    { numRuns: 2000 },
  );
});
