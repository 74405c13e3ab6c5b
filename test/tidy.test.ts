import { endpointsOf } from '../src/http/endpoint.ts';
import { test, expect } from 'vitest';
import { referencesOf, schemaDocument, type Json } from '../src/kernel/schema-walk.ts';
import { generated, typesOf } from '../src/dev/types.ts';
import { otherDialects, products } from './support/tables.ts';
import { banned, climbing, importsOf, long, unexplained, unused, type Source } from './tidy/rules.ts';
import { filesIn, handWritten, read, schemas, sources } from './tidy/sources.ts';

test('imports go down, never up or sideways', () => {
  expect(climbing(sources)).toEqual([]);
});

test('chance, time and locale come through their doors alone', () => {
  expect(banned(handWritten)).toEqual([]);
});

test('no file is longer than 250 lines', () => {
  expect(long(handWritten, 250)).toEqual([]);
});

test('every file opens with a sentence that says what it is for', () => {
  expect(unexplained(sources)).toEqual([]);
});

test('every source file is used', () => {
  const scripts = filesIn('src/dev/', '.ts').map((path) => `dev/${path}`);
  expect(unused(sources, ['main.ts', 'index.ts', ...scripts])).toEqual([]);
});

test('every schema is used by an endpoint, by the code or by another that is', () => {
  const named = sources.flatMap(({ text }) =>
    Array.from(text.matchAll(/'([\w/-]+\.schema\.json)'/g), ([, path = '']) => path),
  );
  const tables = [...products(), ...otherDialects()].flatMap(({ rows, envelope }) => [
    ...endpointsOf(rows).flatMap(({ params, query, body, data }) => [params, query, body, data]),
    envelope.success,
    envelope.failure,
  ]);
  const used = new Set<string>();
  const visit = (path: string | null): void => {
    if (path === null || used.has(path)) return;
    used.add(path);
    referencesOf(path).forEach(visit);
  };
  [...named.filter((path) => schemas.includes(path)), ...tables].forEach(visit);
  expect(schemas.filter((path) => !used.has(path))).toEqual([]);
});

test('every schema says what it describes, and where that is known from', () => {
  const vague = schemas.filter((path) => {
    const { description } = schemaDocument(path) as { description?: Json };
    return typeof description !== 'string' || !/contract\/\w+\.md|seeds? \d{3}|W\d\.\d|vendor/.test(description);
  });
  expect(vague).toEqual([]);
});

test.each(generated)('$types is what $schemas make', async (one) => {
  expect(read('', one.types).text === (await typesOf(one))).toBe(true);
});

test('the contributor guide is short', () => {
  expect(long([read('src/', 'README.md')], 120)).toEqual([]);
});

test('the linter caps functions and their complexity', () => {
  const { rules } = JSON.parse(read('', '.oxlintrc.json').text) as { rules: Record<string, any> };
  expect(rules['complexity'][1].max).toBeLessThanOrEqual(19);
  expect(rules['max-lines-per-function'][1].max).toBeLessThanOrEqual(80);
});

const file = (path: string, text: string): Source => ({ path, text });

test.each([
  ['kernel/a.ts', '../model/b.ts', 'upwards'],
  ['generator/a.ts', '../pcap/b.ts', 'sideways'],
  ['products/argus/v1/a.ts', '../../usm/b.ts', 'sideways'],
  ['products/shared/a.ts', '../argus/b.ts', 'upwards'],
  ['products/usm/a.ts', '../index.ts', 'upwards'],
  ['http/a.ts', '../products/argus/b.ts', 'upwards'],
  ['sim/a.ts', '../contract/b.ts', 'sideways'],
  ['attic/a.ts', '../kernel/b.ts', 'no floor'],
])('%s may not import %s', (path, target, why) => {
  expect(climbing([file(path, `import { b } from '${target}';`)])).toEqual([expect.stringContaining(why)]);
});

test.each([
  ['model/a.ts', '../kernel/b.ts'],
  ['generator/detections/a.ts', './shared/b.ts'],
  ['products/argus/v2/a.ts', '../v1/b.ts'],
  ['products/usm/a.ts', '../shared/simulation.ts'],
  ['products/index.ts', './usm/plugin.ts'],
  ['cli/a.ts', '../index.ts'],
])('%s may import %s', (path, target) => {
  expect(climbing([file(path, `import type { b } from '${target}';`)])).toEqual([]);
});

test.each([
  ['corpus/a.ts', 'const x = Math.random();'],
  ['http/a.ts', 'const x = Date.now();'],
  ['http/a.ts', 'const x = new Date().getTime();'],
  ['http/a.ts', "import { randomUUID } from 'node:crypto';"],
  ['http/a.ts', 'names.sort((a, b) => a.localeCompare(b));'],
  ['http/a.ts', 'const x = text.toLocaleLowerCase();'],
  ['http/a.ts', 'const x = new Intl.DateTimeFormat();'],
  ['generator/a.ts', 'const x = Math.pow(2, 0.5);'],
  ['generator/a.ts', 'const x = rank ** 2;'],
  ['generator/a.ts', "import { parse } from 'yaml';"],
  ['http/a.ts', "console.log('here');"],
])('%s may not say %s', (path, text) => {
  expect(banned([file(path, text)])).toEqual([expect.stringContaining('; use ')]);
});

test.each([
  ['kernel/clock.ts', 'const x = Date.now();'],
  ['corpus/a.ts', 'const x = 2 ** spare;'],
  ['http/a.ts', '// Math.random is not for us.\nconst x = 1;'],
  ['generator/a.ts', "import type { Document } from 'yaml';"],
  ['cli/a.ts', "console.log('served');"],
])('%s may say %s', (path, text) => {
  expect(banned([file(path, text)])).toEqual([]);
});

test('rules see what is too long, unexplained or unused', () => {
  expect(long([file('a.ts', 'x\n'.repeat(3))], 2)).toHaveLength(1);
  expect(
    unexplained([
      file('a.ts', 'const x = 1;\n'),
      file('b.ts', '/** Says it. */\n'),
      file('c.ts', '#!/usr/bin/env node\n/** Says it. */\n'),
    ]),
  ).toEqual(['a.ts does not say what it is for']);
  expect(
    unused(
      [file('main.ts', "import './a.ts'; import { b } from './b.ts';"), file('b.ts', ''), file('c.ts', '')],
      ['main.ts'],
    ),
  ).toEqual(['c.ts is used by nothing']);
  expect(importsOf(file('a/b.ts', "export * from '../c/d.ts'; const e = import('./e.ts');"))).toEqual([
    'c/d.ts',
    'a/e.ts',
  ]);
});
