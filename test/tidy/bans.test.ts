import { expect, test } from 'vitest';
import { banned } from './bans.ts';

const file = (path: string, text: string) => ({ path, text });

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
  ['contract/checks/a.ts', 'const found = await Promise.all(kinds.map(ask));'],
  ['contract/checks/a.ts', 'context.violation({ expected, seen: JSON.stringify(member), answer });'],
])('%s may not say %s', (path, text) => {
  expect(banned([file(path, text)])).toEqual([expect.stringContaining('; use ')]);
});

test.each([
  ['kernel/clock.ts', 'const x = Date.now();'],
  ['corpus/a.ts', 'const x = 2 ** spare;'],
  ['http/a.ts', '// Math.random is not for us.\nconst x = 1;'],
  ['generator/a.ts', "import type { Document } from 'yaml';"],
  ['cli/a.ts', "console.log('served');"],
  ['contract/products/usm/checks/laws/rate-limit.ts', 'const answers = await Promise.all(asks);'],
  ['http/a.ts', 'await Promise.all(servers.map(close));'],
])('%s may say %s', (path, text) => {
  expect(banned([file(path, text)])).toEqual([]);
});
