import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { hunt } from '../../src/index.ts';
import { canPreload, faketimeLibrary } from '../../src/hunt/run/faketime.ts';

/** Delivers what was updated in the last ten minutes of its own clock, which it tells with the time of its zone. */
const client = `
  const { HUNT_URL: url, HUNT_ARGUS_KEY: key, HUNT_SINK: sink } = process.env;
  const headers = { 'Content-Type': 'application/json', 'Argus-API-Key': key };
  const since = Date.now() - 600_000;
  const body = JSON.stringify({ startTimestamp: 0, lastUpdatedTimestamp: since, limit: 1000 });
  const answer = await fetch(url + '/events/v1/aggregated/search', { method: 'POST', headers, body });
  const { data } = await answer.json();
  if (data.length > 0) await fetch(sink, { method: 'POST', headers, body: JSON.stringify(data) });
  console.log(new Date().toISOString(), new Date().getHours());
`;

const place = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'faketime-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
};

// With CI set it is installed: a missing library is a failure then.
const isThere = faketimeLibrary() !== null || process.env['CI'] !== undefined;

test.skipIf(!isThere)("a command has the World's clock", async () => {
  const file = join(place(), 'client.mjs');
  writeFileSync(file, client);
  const { plain, ended } = await hunt({
    client: [process.execPath, file],
    schedule: {
      seed: '1',
      scenario: 'empty',
      start: '2026-10-14T10:00:00Z',
      every: '5m',
      events: [1],
      disturbances: [{ kind: 'zone', zone: 'Asia/Kolkata' }],
    },
  });
  expect(ended).toBe('all');
  expect(plain.rounds.map(({ output }) => output.slice(0, 16))).toEqual(
    ['10:00', '10:05', '10:10', '10:15', '10:20', '10:25'].map((time) => `2026-10-14T${time}`),
  );
});

test('a static program is told from one that can be given another clock', () => {
  const [path, elf] = [place(), Buffer.alloc(64 + 2 * 56)];
  elf.write('\u007fELF', 'latin1');
  elf[4] = 2;
  elf.writeBigUInt64LE(64n, 32);
  elf.writeUInt16LE(56, 54);
  elf.writeUInt16LE(2, 56);
  elf.writeUInt32LE(1, 64);
  const file = join(path, 'program');
  writeFileSync(file, elf);
  expect(canPreload(file)).toBe(false);
  elf.writeUInt32LE(3, 64 + 56);
  writeFileSync(file, elf);
  expect(canPreload(file)).toBe(true);
  writeFileSync(file, '#!/bin/sh\n');
  expect(canPreload(file)).toBe(true);
});
