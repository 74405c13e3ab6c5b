import { readdirSync } from 'node:fs';
import { test, expect } from 'vitest';
import { violations } from '../../src/kernel/schema.ts';
import { referencesOf, schemaDocument } from '../../src/kernel/schema-walk.ts';
import { packageRoot } from '../../src/kernel/package.ts';

const files = readdirSync(new URL('schemas/', packageRoot), { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.json'));

test.each(files)('%s compiles, and every file that it names is there', (file) => {
  expect(() => violations(file, null)).not.toThrow();
  for (const reference of referencesOf(file)) expect(schemaDocument(reference)).toBeTypeOf('object');
});

test('all that is wrong is told at once, each at its place', () => {
  const wrong = violations('argus/aggregated-criteria.schema.json', {
    limit: -1,
    severity: ['low', 'loud'],
    nonsense: 1,
  });
  expect(wrong.map(({ path, keyword }) => [path.join('.'), keyword])).toEqual(
    expect.arrayContaining([
      ['limit', 'minimum'],
      ['severity.1', 'enum'],
      ['nonsense', 'additionalProperties'],
    ]),
  );
});

test('a list that repeats an item is refused without comparing every pair', () => {
  const repeated = Array.from({ length: 100_000 }, (_, index) => `SNORT-1:${index % 99_999}`);
  const keywords = violations('argus/aggregated-criteria.schema.json', { signature: repeated }).map(
    ({ keyword }) => keyword,
  );
  expect(keywords).toContain('uniqueItems');
});

test('objects in a list are told apart by all their members', () => {
  const id = { type: 'AGGR', timestamp: 1, customerID: 1, eventID: 'x' };
  expect(
    violations('argus/aggregated-criteria.schema.json', { eventIdentifier: [id, { ...id, timestamp: 2 }] }),
  ).toEqual([]);
});

test('members named like those of every object are data', () => {
  const hostile = JSON.parse('{"__proto__":{"limit":1},"constructor":{"prototype":{}}}') as unknown;
  const fields = violations('argus/aggregated-criteria.schema.json', hostile).map(({ path }) => path.join('.'));
  expect(fields.sort()).toEqual(['__proto__', 'constructor']);
});
