import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresStore } from '../../src/store/postgres/store.ts';
import { isWithoutPostgres, startPostgres, type PostgresServer } from '../support/postgres.ts';

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

async function printed(words: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [program, 'store', ...words], { env: { ...process.env, ...env } });
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { status: status as number, stdout, stderr };
}

test.each([
  [['status'], 'say which store'],
  [['status', 'mysql://a'], 'a store has a URL such as'],
  [['status', 'postgres://u:secret@127.0.0.1:1/d'], 'postgres://u:***@127.0.0.1:1/d: nobody listens there'],
  [['drop', 'postgres://u@127.0.0.1:1/d'], 'say --yes'],
])('siem-sim store %s is one line and exit 2', async (words, why) => {
  const { status, stderr } = await printed(words, { SIEM_SIM_STORE: '' });
  expect([status, stderr.trim().split('\n').length]).toEqual([2, 1]);
  expect(stderr).toContain(why);
  expect(stderr).not.toContain('secret');
});

describe.skipIf(isWithoutPostgres)('siem-sim store', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  test('tells of a store, compacts it and drops it', async () => {
    const url = server.url('?schema=shop');
    expect((await printed(['status', url])).stderr).toContain('there is none in the schema shop');
    const store = await postgresStore(url);
    const entries = Array.from({ length: 50 }, (_, at) => ({ id: `${at}`, body: new Uint8Array(100) }));
    await store.append('server', entries.slice(0, 3), 'durable');
    await store.append('w/a#1', entries, 'durable');
    await store.saveSnapshot('w/a#1', 40, new Uint8Array(10));
    await store.append('w/b#2', entries, 'durable');
    await store.remove('w/b#2');
    await store.putBlob(new Uint8Array(5));

    const env = { SIEM_SIM_STORE: url };
    const told = JSON.parse((await printed(['status', '--json'], env)).stdout);
    expect(told).toMatchObject({ schema: 'shop', format: 1, blobs: 1, removedStreams: 1, standbys: '' });
    expect(told.streams).toMatchObject([
      { stream: 'w/a#1', next: 50, entries: 50, snapshot: 40 },
      { stream: 'server', next: 3, entries: 3, snapshot: null },
    ]);
    const { stdout } = await printed(['status', url]);
    expect(stdout).toMatch(/schema +shop, format 1 of siem-sim \d/);
    expect(stdout).toMatch(/w\/a#1 +50 +50 +40 +2\d{3}-/);

    await server.query("update shop.entry set at = at - 3600000 where stream = 'w/a#1'");
    await server.query("insert into shop.entry values ('w/b#2', 0, 'left', 0, '')");
    const compacted = JSON.parse((await printed(['compact', '--json'], env)).stdout);
    expect(compacted).toMatchObject({ removedEntries: 41, entries: 13 });
    expect((await store.read('w/a#1', 40, 100)).map(({ id }) => id)).toEqual(entries.slice(40).map(({ id }) => id));
    await store.close();

    expect((await printed(['drop'], { ...env, SIEM_SIM_STORE_DROP_YES: '1' })).status).toBe(2);
    await server.query('create table shop.other (n int)');
    expect((await printed(['drop', '--yes'], env)).stdout).toContain('removed, schema shop');
    expect(await server.query("select relname from pg_class where relnamespace = 'shop'::regnamespace")).toEqual([
      { relname: 'other' },
    ]);
    const gone = await printed(['drop', '--yes'], env);
    expect([gone.status, gone.stderr]).toEqual([2, expect.stringContaining('something else (other)')]);
  });
});
