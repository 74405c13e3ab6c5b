import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { endpointsOf } from '../../src/http/endpoint.ts';
import { placeInTable } from '../../src/http/finder.ts';
import { makePathTree } from '../../src/http/path-tree.ts';
import { plugins } from '../../src/products/index.ts';

const tree = (paths: readonly string[], ignoresTrailingSlash = false) => {
  const find = makePathTree(
    paths.map((path, place) => ({ path, place })),
    { ignoresTrailingSlash },
  );
  return (path: string) => {
    const found = find(path);
    return found === null ? null : [paths[found.place], found.params];
  };
};

describe('a tree of paths', () => {
  const find = tree([
    '/a/b',
    '/a/:id',
    '/a/:kind(^[a-z]+$)/x',
    '/a/:id/:part',
    '/a/b/:part/y',
    '/a/:id(^(?!b)(?:(?!/).)+$)/z',
  ]);

  test('prefers a name to a pattern, and a pattern to whatever is there', () => {
    expect(find('/a/b')).toEqual(['/a/b', {}]);
    expect(find('/a/c')).toEqual(['/a/:id', { id: 'c' }]);
    expect(find('/a/c/x')).toEqual(['/a/:kind(^[a-z]+$)/x', { kind: 'c' }]);
    expect(find('/a/7/x')).toEqual(['/a/:id/:part', { id: '7', part: 'x' }]);
    expect(find('/a/c/z')).toEqual(['/a/:id(^(?!b)(?:(?!/).)+$)/z', { id: 'c' }]);
  });

  test('goes back where a preferred branch leads nowhere', () => {
    expect(find('/a/b/y')).toEqual(['/a/:id/:part', { id: 'b', part: 'y' }]);
    expect(find('/a/b/c/y')).toEqual(['/a/b/:part/y', { part: 'c' }]);
    expect(find('/a/b/c/d')).toBeNull();
  });

  test('takes an empty segment for one, and a missing one for none', () => {
    expect(find('/a/')).toEqual(['/a/:id', { id: '' }]);
    expect(find('/a')).toBeNull();
    expect(find('/')).toBeNull();
    expect(find('a/b')).toBeNull();
  });

  test('overlooks a slash at the end where it is told to', () => {
    expect(tree(['/a/b'])('/a/b/')).toBeNull();
    expect(tree(['/a/b'], true)('/a/b/')).toEqual(['/a/b', {}]);
    expect(tree(['/a/b'], true)('/a/b//')).toBeNull();
  });

  test('decodes parameters, never divides at an encoded slash, and finds nothing for what is no text', () => {
    expect(find('/a/1%2F2')).toEqual(['/a/:id', { id: '1/2' }]);
    expect(find('/%61/%C3%A9')).toEqual(['/a/:id', { id: 'é' }]);
    expect(find('/a/%252F')).toEqual(['/a/:id', { id: '%2F' }]);
    for (const broken of ['/a/%', '/a/%zz', '/a/%E0%A4']) expect(find(broken)).toBeNull();
  });

  test('tells names apart as they are written where a character is reserved', () => {
    expect(tree(['/a:b'])('/a:b')).not.toBeNull();
    expect(tree(['/a:b'])('/a%3Ab')).toBeNull();
  });

  test('leaves query and fragment alone', () => {
    expect(find('/a/c?x=/%zz')).toEqual(['/a/:id', { id: 'c' }]);
    expect(find('/a/c#d/e')).toEqual(['/a/:id', { id: 'c' }]);
  });

  test('takes parameters of up to 4,096 characters', () => {
    expect(find(`/a/${'x'.repeat(4096)}`)).not.toBeNull();
    expect(find(`/a/${'x'.repeat(4097)}`)).toBeNull();
  });

  test('refuses two paths that nothing tells apart', () => {
    expect(() => tree(['/a/:one', '/a/:other'])).toThrow('/a/:other');
  });
});

/** What a table means: of the rows that match, segment by segment, the one that says most, and the earlier pattern of two. */
function meant(
  rows: readonly (readonly [path: string, patterns: Readonly<Record<string, string>>])[],
  path: string,
): number {
  const given = path.split('/');
  let best = -1;
  let bestRank = '';
  rows.forEach(([written, patterns], place) => {
    const segments = written.split('/');
    if (segments.length !== given.length) return;
    let rank = '';
    for (const [at, segment] of segments.entries()) {
      const name = /^\{(\w+)\}$/.exec(segment)?.[1];
      const pattern = name === undefined ? undefined : patterns[name];
      const value = given[at] ?? '';
      if (
        name === undefined ? segment !== value : pattern !== undefined && !new RegExp(pattern.slice(1, -1)).test(value)
      )
        return;
      rank += name === undefined ? '0' : pattern !== undefined ? '1' : '2';
    }
    if (best < 0 || rank < bestRank) [best, bestRank] = [place, rank];
  });
  return best;
}

test('every table finds the row that a judge who reads all of them finds', () => {
  for (const table of plugins.flatMap(({ tables }) => Object.values(tables))) {
    const endpoints = endpointsOf(table.rows);
    const words = [...new Set(endpoints.flatMap(({ path }) => path.split('/')))].filter((word) => !word.includes('{'));
    const segment = fc.constantFrom(...words, '7', 'searching', 'x');
    const asked = fc.tuple(fc.constantFrom(...endpoints), fc.infiniteStream(segment), fc.nat({ max: 12 }));
    fc.assert(
      fc.property(asked, ([{ method, path }, drawn, at]) => {
        const values = path.split('/').map((part, place) => {
          const next = drawn.next().value;
          return part.includes('{') || (place === at && place > 0) ? next : part;
        });
        const rows = endpoints.map(
          (one) => [one.method === method ? one.path : '', { ...table.patterns, ...one.patterns }] as const,
        );
        const wanted = values.join('/');
        const ending = table.ignoresTrailingSlash === true && wanted.endsWith('/');
        fc.pre(!ending);
        expect(placeInTable(table, method, wanted)).toBe(meant(rows, wanted));
      }),
    );
  }
});
