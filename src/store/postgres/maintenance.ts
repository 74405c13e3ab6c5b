/** What people do to a store from the command line: look at it, make it smaller, and remove it. */
import { UserError } from '../../kernel/fault.ts';
import { ReadWitness } from '../witness.ts';
import { storeAddress, type Address } from './address.ts';
import { connect } from './connection.ts';
import type { SqlRow } from './named-query.ts';
import { driver } from './driver.ts';
import { storeFormat } from './join.ts';
import type { RunStatement } from './lanes.ts';
import { Failure, reasonOf } from './reasons.ts';
import { Snapshots } from './snapshots.ts';
import { clockOf, tableNames } from './tables.ts';

export interface StreamStatus {
  readonly stream: string;
  /** Seq that the next entry gets. */
  readonly next: number;
  /** Entries that are kept. */
  readonly entries: number;
  /** Where its newest snapshot stands; null where there is none. */
  readonly snapshot: number | null;
  /** When its last entry came, in epoch milliseconds. */
  readonly latest: number;
}

export interface StoreStatus {
  readonly url: string;
  readonly schema: string;
  /** Version of PostgreSQL. */
  readonly server: string;
  readonly format: number;
  /** Which release of siem-sim made that format. */
  readonly madeBy: string;
  readonly now: number;
  /** What a commit waits for, and for which standbys; none for the primary's own disk alone. */
  readonly commitWaitsFor: string;
  readonly standbys: string;
  /** Connections of replicas, and of other commands such as this one. */
  readonly connections: number;
  readonly bytes: Readonly<Record<string, number>>;
  readonly blobs: number;
  readonly removedStreams: number;
  /** Those with the most entries first. */
  readonly streams: readonly StreamStatus[];
}

/** So many streams are told of. */
const mostStreams = 10_000;

const minutes = 60_000;

/** Works on a store that is there, over one connection, for as long as it takes. */
async function worked<Value>(
  url: string,
  work: (ask: RunStatement, address: Address) => Promise<Value>,
): Promise<Value> {
  const address = storeAddress(url);
  driver();
  try {
    const connection = await connect(address, 5000);
    const ask: RunStatement = (statement, values) => connection.query(statement, values, 60 * minutes);
    try {
      await ask('set statement_timeout = 0', []);
      if ((await storeFormat(ask, address)) === null)
        throw new UserError(`there is none in the schema ${address.schema}: the first replica makes it`);
      return await work(ask, address);
    } finally {
      await connection.end();
    }
  } catch (error) {
    const said = error instanceof Failure ? reasonOf(error) : error instanceof UserError ? error.message : null;
    throw said === null ? error : new UserError(`the store ${address.shown}: ${said}`);
  }
}

/** How a store is. */
export const storeStatus = (url: string): Promise<StoreStatus> =>
  worked(url, async (ask, { schema, shown }) => {
    const [facts] = await ask(
      `select current_setting('server_version'), current_setting('synchronous_commit'), current_setting('synchronous_standby_names'), ${clockOf},
(select max(number) from ${schema}.step), (select version from ${schema}.step order by number desc limit 1),
(select count(*) from ${schema}.blob), (select count(*) from ${schema}.head where removed),
(select count(*) from pg_catalog.pg_stat_activity where application_name = 'siem-sim' and datname = current_database())`,
      [],
    );
    const streams = await ask(
      `select h.stream, h.next, h.next - h.first, (select max(s.seq) from ${schema}.snapshot s where s.stream = h.stream and s.is_whole), h.at
from ${schema}.head h where not h.removed order by h.next - h.first desc, h.stream limit ${mostStreams}`,
      [],
    );
    const [server, commitWaitsFor, standbys, now, format, madeBy, blobs, removed, connections] = facts ?? [];
    return {
      url: shown,
      schema,
      server: String(server),
      format: Number(format),
      madeBy: String(madeBy),
      now: Number(now),
      commitWaitsFor: String(commitWaitsFor),
      standbys: String(standbys),
      connections: Number(connections),
      bytes: await sizes(ask, schema),
      blobs: Number(blobs),
      removedStreams: Number(removed),
      streams: streams.map(streamStatus),
    };
  });

const streamStatus = ([stream, next, entries, snapshot, latest]: SqlRow): StreamStatus => ({
  stream: String(stream),
  next: Number(next),
  entries: Number(entries),
  snapshot: snapshot === null ? null : Number(snapshot),
  latest: Number(latest),
});

/** Bytes of each table with its indexes. */
async function sizes(ask: RunStatement, schema: string): Promise<Readonly<Record<string, number>>> {
  const rows = await ask(
    `select c.relname, pg_catalog.pg_total_relation_size(c.oid) from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind = 'r' order by c.relname`,
    [schema],
  );
  const found = new Map(rows.map(([name, size]) => [name, Number(size)]));
  return Object.fromEntries(tableNames.map((name) => [name, found.get(name) ?? 0]));
}

export interface Compacted {
  readonly url: string;
  /** Entries behind snapshots that went, and those that are left. */
  readonly removedEntries: number;
  readonly entries: number;
  readonly bytesBefore: number;
  readonly bytes: number;
}

/** Removes what no replica needs any longer, and lets PostgreSQL use the space again. Replicas go on meanwhile. */
export const compactStore = (url: string): Promise<Compacted> =>
  worked(url, async (ask, address) => {
    const { schema, shown } = address;
    const measured = async (): Promise<readonly [number, number]> => {
      const [row] = await ask(`select count(*) from ${schema}.entry`, []);
      return [Number(row?.[0]), Object.values(await sizes(ask, schema)).reduce((sum, size) => sum + size, 0)];
    };
    const [entriesBefore, bytesBefore] = await measured();
    const snapshots = new Snapshots(ask, address, new ReadWitness());
    for (const [stream, removed] of await ask(`select stream, removed from ${schema}.head order by stream`, []))
      await (removed === true ? snapshots.clear(String(stream)) : snapshots.tidy(String(stream)));
    for (const name of tableNames) await ask(`vacuum (analyze) ${schema}.${name}`, []);
    const [entries, bytes] = await measured();
    return { url: shown, removedEntries: Math.max(0, entriesBefore - entries), entries, bytesBefore, bytes };
  });

/** Removes the store with all that is in it; a schema that holds more than that stays. Gives the schema's name. */
export const dropStore = (url: string): Promise<{ readonly url: string; readonly schema: string }> =>
  worked(url, async (ask, { schema, shown }) => {
    const tables = tableNames.map((name) => `drop table if exists ${schema}.${name};`);
    // One message, and so one transaction.
    await ask(tables.join('\n'), []);
    try {
      await ask(`drop schema ${schema}`, []);
    } catch (error) {
      // It is not ours, or holds more.
      if (!(error instanceof Failure)) throw error;
    }
    return { url: shown, schema };
  });
