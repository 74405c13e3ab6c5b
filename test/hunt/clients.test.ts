import { readdirSync, readFileSync } from 'node:fs';
import { test, expect } from 'vitest';
import { clientFile, faultyClients, rightClients } from './support/hunted.ts';

test('there are twenty faulty clients and five right ones, each short, in two languages', () => {
  const files = [...faultyClients.map(({ file }) => file), ...rightClients];
  const there = readdirSync(clientFile('')).filter((name) => /\.(py|mjs)$/.test(name) && !name.startsWith('common.'));
  expect(there.toSorted()).toEqual(files.toSorted());
  expect([faultyClients.length, rightClients.length]).toEqual([20, 5]);
  expect(files.filter((file) => readFileSync(clientFile(file), 'utf8').split('\n').length > 51)).toEqual([]);
  expect(files.filter((file) => file.endsWith('.py')).length).toBeGreaterThanOrEqual(10);
});
