import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isWithoutPostgres, startPostgres, startPostgresPair } from './postgres.ts';

describe.skipIf(isWithoutPostgres)('PostgreSQL of the tests', () => {
  test('answers by port and by socket, and leaves nothing', async () => {
    const server = await startPostgres();
    expect(await server.query('select 1 as one')).toEqual([{ one: 1 }]);
    expect(await server.query('select 2 as two', server.socketUrl())).toEqual([{ two: 2 }]);
    await server.stop();
    expect(existsSync(server.folder)).toBe(false);
  });

  test('loses nothing when its primary is killed and the standby promoted', async () => {
    const { primary, standby, stop } = await startPostgresPair();
    await primary.query('create table t (n int); insert into t values (1)');
    await primary.kill();
    await standby.promote();
    expect(await standby.query('insert into t values (2); select 1')).toEqual([]);
    expect(await standby.query('select n from t order by n')).toEqual([{ n: 1 }, { n: 2 }]);
    await stop();
  });
});
