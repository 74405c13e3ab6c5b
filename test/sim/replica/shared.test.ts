import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { memoryStore, StoreMemory } from '../../../src/store/memory.ts';
import { replica, sweepWorlds } from '../../support/replicas.ts';

/** Reads a stream of events until it has told so many. */
async function followed(url: string, count: number): Promise<readonly any[]> {
  const response = await fetch(`${url}/_sim/journal/stream`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) throw new Error('there is no stream');
  let text = '';
  while (text.split('event: request').length <= count) text += (await reader.read()).value ?? '';
  await reader.cancel();
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data));
}

test('who follows the journal at one hears of requests at the other', async () => {
  const memory = new StoreMemory();
  const one = await replica(memoryStore(memory), { scenario: 'empty' });
  const other = await replica(memoryStore(memory), { scenario: 'empty' });
  const hearing = new AbortController();
  const heard = followed(one.url, 2).finally(() => hearing.abort());
  // Until it is known that somebody follows, and while nothing has been heard.
  while (!hearing.signal.aborted) await Promise.all([other.ask('/events/v1/aggregated?limit=1'), sleep(100)]);
  const entries = await heard;
  expect(entries.slice(0, 2).map(({ path, status }) => [path, status])).toEqual([
    ['/events/v1/aggregated', 200],
    ['/events/v1/aggregated', 200],
  ]);
});

test('a scenario file is played as it was where the server began', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'siem-sim-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'mine.yaml');
  const scenario = (title: string): string => `title: ${title}\nextends: empty\n`;
  writeFileSync(file, scenario('Mine'));
  const memory = new StoreMemory();
  const one = await replica(memoryStore(memory), { scenario: file });
  const other = await replica(memoryStore(memory), { scenario: file });
  expect((await other.control('GET /_sim')).body).toEqual((await one.control('GET /_sim')).body);
  writeFileSync(file, scenario('Another'));
  await expect(replica(memoryStore(memory), { scenario: file })).rejects.toThrow(
    'the store is of a server with scenario',
  );
  expect((await other.control('PUT /_sim/worlds/more')).body.title).toBe('Mine');
  // Who does not join leaves nothing behind.
  expect(memory.blobs.size).toBe(1);
});

test('answers carry the time of the store, whatever the clock of a replica shows', async () => {
  const memory = new StoreMemory({ now: () => Date.UTC(2031, 4, 6, 7, 8, 9) });
  const one = await replica(memoryStore(memory), { scenario: 'empty' });
  const dates = [
    await one.ask('/events/v1/aggregated?limit=1'),
    await one.control('POST /_sim/reset'),
    await one.control('GET /_sim/clock'),
  ].map(({ headers }) => headers.get('date'));
  expect(new Set(dates)).toEqual(new Set(['Tue, 06 May 2031 07:08:09 GMT']));
});

test('a world that nobody asks for is removed by the time of the store', async () => {
  let now = 1_000_000;
  const memory = new StoreMemory({ now: () => now });
  const options = { scenario: 'empty', worldIdleMs: 60_000 } as const;
  const one = await replica(memoryStore(memory), options);
  await one.control('PUT /_sim/worlds/used');
  await one.control('PUT /_sim/worlds/left');
  now += 40_000;
  await one.ask('/w/used/events/v1/aggregated?limit=1');
  now += 40_000;
  await sweepWorlds(memory);
  const other = await replica(memoryStore(memory), options);
  const { body } = await other.control('GET /_sim/worlds');
  expect(body.worlds.map(({ name }: { name: string }) => name)).toEqual(['used']);
  expect((await one.ask('/w/left/events/v1/aggregated?limit=1')).status).toBe(404);
});
