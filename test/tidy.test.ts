import { endpointsOf } from '../src/http/endpoint.ts';
import { controlRows } from '../src/sim/control/rows.ts';
import { test, expect } from 'vitest';
import { referencesOf, schemaDocument, type Json } from '../src/kernel/schema-walk.ts';
import { generated, typesText } from '../src/dev/types.ts';
import { tables } from './support/tables.ts';
import { banned } from './tidy/bans.ts';
import { long, unexplained } from './tidy/files.ts';
import { circles } from './tidy/circles.ts';
import { productWordsIn } from './tidy/core.ts';
import { climbing, crossing } from './tidy/floors.ts';
import { ambiguous } from './tidy/names.ts';
import { heavy, unused } from './tidy/reach.ts';
import { filesIn, handWritten, productWords, read, schemas, sources, styles } from './tidy/sources.ts';

test('imports go down, never up or sideways', () => {
  expect(climbing(sources)).toEqual([]);
});

test('folders import each other in no circle', () => {
  expect(circles(sources)).toEqual([]);
});

test('an exported name means one thing', () => {
  expect(ambiguous(handWritten)).toEqual([]);
});

test('the core names no product', () => {
  expect(
    productWordsIn(
      handWritten.filter(({ path }) => !path.startsWith('contract/')),
      productWords(),
    ),
  ).toEqual([]);
});

test('tables and the contract suite load neither World nor handlers', () => {
  expect(heavy(sources)).toEqual([]);
});

test("the suite's sides of two products do not meet", () => {
  expect(crossing(sources)).toEqual([]);
});

test('chance, time and locale come through their doors alone', () => {
  expect(banned(handWritten)).toEqual([]);
});

test('no file is longer than 250 lines', () => {
  expect(long([...handWritten, ...styles], 250)).toEqual([]);
});

test('every file opens with a sentence that says what it is for', () => {
  expect(unexplained([...sources, ...styles])).toEqual([]);
});

test('every source file is used', () => {
  const scripts = filesIn('src/dev/', '.ts').map((path) => `dev/${path}`);
  const doors = filesIn('src/fixtures/', '.ts').map((path) => `fixtures/${path}`);
  expect(
    unused(sources, [
      ...doors,
      'main.ts',
      'index.ts',
      'cli/serve-alone.ts',
      'store/memory.ts',
      'console/main.ts',
      ...scripts,
    ]),
  ).toEqual([]);
});

test('every schema is used by an endpoint, by the code or by another that is', () => {
  const named = sources.flatMap(({ text }) =>
    Array.from(text.matchAll(/'([\w/-]+\.schema\.json)'/g), ([, path = '']) => path),
  );
  const described = [...tables.map(({ rows }) => rows), controlRows.server]
    .flatMap(endpointsOf)
    .flatMap(({ params, query, body, data, readByHandler }) => [
      params,
      query,
      body,
      data,
      ...Object.values(readByHandler),
    ]);
  const wrapping = tables.flatMap(({ envelope }) => [envelope.success, envelope.failure]);
  const used = new Set<string>();
  const visit = (path: string | null): void => {
    if (path === null || used.has(path)) return;
    used.add(path);
    referencesOf(path).forEach(visit);
  };
  [...named.filter((path) => schemas.includes(path)), ...described, ...wrapping].forEach(visit);
  expect(schemas.filter((path) => !used.has(path))).toEqual([]);
});

test('every schema says what it describes, and where that is known from', () => {
  const vague = schemas.filter((path) => {
    const { description, 'x-source': source = '' } = schemaDocument(path) as {
      description?: Json;
      'x-source'?: string;
    };
    if (typeof description !== 'string') return true;
    return source === '' && !/contract\/\w+\.md|seeds? \d{3}|W\d\.\d|vendor/.test(description);
  });
  expect(vague).toEqual([]);
});

test.each(generated)('$types is what $schemas make', async (one) => {
  expect(read('', one.types).text === (await typesText(one))).toBe(true);
});

test('the contributor guide is short', () => {
  expect(long([read('src/', 'README.md')], 150)).toEqual([]);
});

test('the linter caps the length of functions, their complexity and their parameters', () => {
  const { rules, overrides } = JSON.parse(read('', '.oxlintrc.json').text) as Record<string, any>;
  expect(rules['complexity'][1].max).toBe(15);
  expect(rules['max-lines-per-function'][1].max).toBe(80);
  expect(rules['max-params'][1].max).toBe(5);
  // Exceptions are files that exist, one by one, and become fewer.
  const excepted: readonly string[] = overrides.flatMap(({ files }: { files: string[] }) => files);
  const paths = handWritten.map(({ path }) => `src/${path}`);
  expect(excepted.filter((path) => path !== 'test/**' && !paths.includes(path))).toEqual([]);
  expect(excepted.length).toBeLessThanOrEqual(25);
});
