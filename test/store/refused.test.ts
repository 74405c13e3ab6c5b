import { spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { UserError } from '../../src/kernel/fault.ts';
import { openStore } from '../../src/store/postgres/open.ts';
import { steps } from '../../src/store/postgres/tables.ts';
import { postgresStore, type PostgresOptions } from '../../src/store/postgres/store.ts';
import { StoreUnavailable } from '../../src/store/port.ts';
import { freePort, isWithoutPostgres, startPostgres, type PostgresServer } from '../support/postgres.ts';

/** The one line that a store is refused with. */
async function refusal(url: string, options: PostgresOptions = {}): Promise<string> {
  const opened = Object.keys(options).length === 0 ? openStore(url) : postgresStore(url, options);
  const error: unknown = await opened.then(
    (store) => store.close(),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UserError);
  const { message } = error as UserError;
  expect(message).not.toMatch(/\n|secret/);
  return message;
}

test.each([
  ['mysql://a/b', 'not mysql:'],
  ['/tmp/file', 'not /tmp/file'],
  ['', 'a store has a URL'],
  ['postgres:/a/b', 'a store has a URL'],
  ['postgres://u:secret@a:99999/b', 'not postgres://u:***@a:99999/b'],
  ['postgres://u:sec/ret@a/b', 'not postgres://u:***@a/b'],
  ['postgres://a/b?password=secret&shema=x', 'has no option shema: did you mean schema?'],
  ['postgres://a/b?schema=Other;drop', 'a name of small letters'],
  ['postgres://u@a:5432,b:x/c', 'a store has a URL'],
])('%s is no URL of a store', async (url, why) => {
  expect(await refusal(url)).toContain(why);
});

test('a place where nobody listens, or nobody answers, is told in time', async () => {
  const port = await freePort();
  expect(await refusal(`postgres://u:secret@127.0.0.1:${port}/d`)).toBe(
    `the store postgres://u:***@127.0.0.1:${port}/d cannot be used: nobody listens there`,
  );
  expect(await refusal('postgres://u@no-such-host.invalid/d')).toMatch(/no such host|cannot be looked up/);
  expect(await refusal('postgres://u@/d?host=/nowhere')).toContain('there is no such socket');
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  expect(await refusal(`postgres://u@127.0.0.1:${(silent.address() as AddressInfo).port}/d`)).toMatch(
    /does not answer|did not answer|timeout|terminated/,
  );
  silent.close();
  const web = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1');
  await once(web, 'listening');
  expect(await refusal(`postgres://u@127.0.0.1:${(web.address() as AddressInfo).port}/d`)).toContain('cannot be used');
  web.close();
});

describe.skipIf(isWithoutPostgres)('PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres({ rules: 'host all locked 127.0.0.1/32 scram-sha-256\n' });
    await server.query("create role locked login password 'right'; create role guest login");
    for (const name of ['closed', 'other', 'newer', 'rights', 'crowd']) await server.query(`create database ${name}`);
  });
  afterAll(() => server.stop());

  test('that refuses the password', async () => {
    const url = server.url('', 'locked').replace('locked@', 'locked:secret@');
    expect(await refusal(url)).toContain('it refuses the user or the password');
    expect(await refusal(server.url('', 'locked'))).toContain('cannot be used');
    expect(await refusal(server.url('', 'nobody_at_all'))).toContain('it refuses the user or the password');
  });

  test('without such a database', async () => {
    expect(await refusal(server.url('', undefined, 'missing'))).toContain('there is no such database');
  });

  test('where the user may make no schema, or not write', async () => {
    expect(await refusal(server.url('', 'guest', 'closed'))).toContain('the user has no right to do this');
    await (await postgresStore(server.url('', undefined, 'rights'))).close();
    expect(await refusal(server.url('', 'guest', 'rights'))).toContain('no right to do this');
    await server.query(
      'grant usage on schema siem_sim to guest; grant select on all tables in schema siem_sim to guest',
      server.url('', undefined, 'rights'),
    );
    expect(await refusal(server.url('', 'guest', 'rights'))).toContain('no right to do this');
  });

  test('that somebody prepared: a schema is enough', async () => {
    await server.query('create schema siem_sim authorization guest', server.url('', undefined, 'closed'));
    const store = await postgresStore(server.url('', 'guest', 'closed'));
    expect((await store.heads([])).now).toBeGreaterThan(1_700_000_000_000);
    await store.close();
  });

  test("whose schema is another application's", async () => {
    await server.query(
      'create schema siem_sim; create table siem_sim.entry (n int)',
      server.url('', undefined, 'other'),
    );
    expect(await refusal(server.url('', undefined, 'other'))).toContain(
      'its schema siem_sim holds tables of something else (entry); name another one: ?schema=name',
    );
    await (await postgresStore(server.url('?schema=ours', undefined, 'other'))).close();
  });

  test('that a newer version has written to, and one that an older version made', async () => {
    const url = server.url('', undefined, 'newer');
    const more = [...steps, (schema: string) => `alter table ${schema}.blob add column kind text;`];
    await (await postgresStore(url)).close();
    await Promise.all([1, 2, 3].map(async () => (await postgresStore(url, { known: more })).close()));
    expect(await server.query('select number from siem_sim.step order by number', url)).toEqual([
      { number: 1 },
      { number: 2 },
    ]);
    expect(await refusal(url)).toMatch(/a newer siem-sim made it \(its format is 2, and \S+ knows up to 1\)/);
  });

  test('that is too old, or takes no writes', async () => {
    expect(await refusal(server.url(), { oldestServer: 990_000 })).toMatch(/its PostgreSQL is \d+.*, and 99 or newer/);
    await server.query("alter role guest set default_transaction_read_only = 'on'");
    expect(await refusal(server.url('?schema=guests', 'guest', 'rights'))).toContain('it takes no writes');
    await server.query('alter role guest reset all');
  });

  test('made by many at once is one', async () => {
    const url = server.url('', undefined, 'crowd');
    const stores = await Promise.all(Array.from({ length: 12 }, () => postgresStore(url)));
    const seqs = await Promise.all(
      stores.map((store, at) => store.append('a', [{ id: `${at}`, body: new Uint8Array() }], 'durable')),
    );
    expect(seqs.map(({ seqs: [seq] }) => seq).toSorted((a, b) => a! - b!)).toEqual(stores.map((_, at) => at));
    await Promise.all(stores.map((store) => store.close()));
  });

  test('by a socket, by several hosts, and with settings that would break it', async () => {
    await server.query(`alter role guest set synchronous_commit = 'off';
      alter role guest set default_transaction_isolation = 'serializable'; alter role guest set bytea_output = 'escape'`);
    for (const url of [
      server.socketUrl('&schema=by_socket'),
      server.url('?schema=hosts&target_session_attrs=read-write').replace('@', `@127.0.0.1:${await freePort()},`),
      server.url('?application_name=x', 'guest', 'closed'),
    ]) {
      const [store, other] = [await openStore(url), await openStore(url)];
      const body = Uint8Array.from([0, 92, 255]);
      await Promise.all(
        [store, other].flatMap((one, at) =>
          ['a', 'b'].map((id) => one.append('s', [{ id: `${id}${at}`, body }], 'durable')),
        ),
      );
      const read = await store.read('s', 0, 10);
      expect(read.map((entry) => [entry.seq, ...entry.body])).toEqual([0, 1, 2, 3].map((seq) => [seq, 0, 92, 255]));
      await Promise.all([store.close(), other.close()]);
    }
    await server.query('alter role guest reset all');
  });
});

describe.skipIf(isWithoutPostgres)('PostgreSQL whose disk is full', () => {
  test('is refused at the start, and unavailable after it until there is space', async ({ skip }) => {
    const server = await startPostgres();
    onTestFinished(() => server.stop());
    const folder = `${server.folder}/small`;
    mkdirSync(folder);
    // Only who may mount can have a disk that is full.
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'none', folder]);
    skip(mounted.status !== 0, 'nothing can be mounted here: a full disk is NOT TESTED');
    onTestFinished(() => void spawnSync('umount', ['-l', folder]));
    const { uid, gid } = statSync(server.folder);
    chownSync(folder, uid, gid);
    await server.query(`create tablespace small location '${folder}'`);
    await server.query('create database small tablespace small');
    const url = server.url('', undefined, 'small');
    const store = await postgresStore(url);
    await store.append('a', [{ id: 'x', body: new Uint8Array() }], 'durable');
    const fill = (): Promise<unknown> =>
      server.query('insert into filler select repeat(md5(random()::text), 200) from generate_series(1, 20)', url);
    await server.query('create table filler (t text); alter table filler alter column t set storage external', url);
    let isFull = false;
    while (!isFull)
      isFull = await fill().then(
        () => false,
        () => true,
      );
    const large = { id: 'large', body: new Uint8Array(3_000_000).map((_, at) => (at * at) % 251) };
    await expect(store.append('a', [large], 'durable')).rejects.toThrow(StoreUnavailable);
    await expect(store.append('a', [large], 'durable')).rejects.toThrow(/its disk is full/);
    expect(await refusal(`${url}?schema=another`)).toContain('its disk is full');
    await server.query('drop table filler', url);
    await server.query('checkpoint', url);
    expect((await store.append('a', [large], 'durable')).seqs).toEqual([1]);
    await store.close();
  });
});
