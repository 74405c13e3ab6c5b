/** One connection to the host that takes writes. */
import type pg from 'pg';
import type { Address } from './address.ts';
import { driver } from './driver.ts';
import { askedByName, type SqlRow, type Statement } from './named-query.ts';
import { Failure, postgresFailure } from './reasons.ts';

export interface Connection {
  /** One statement; it takes as long as is given, or the connection is cut. */
  readonly query: (
    statement: string | Statement,
    values: readonly unknown[],
    milliseconds: number,
  ) => Promise<readonly SqlRow[]>;
  readonly isOpen: () => boolean;
  /** Now, whatever it does. */
  readonly cut: () => void;
  readonly end: () => Promise<void>;
}

/** What each connection begins with. The server gives up a statement whose client does not wait any longer. */
const begin = `set statement_timeout = 2000;
set default_transaction_isolation = 'read committed';
set bytea_output = 'hex';
set plan_cache_mode = force_generic_plan;
select current_setting('transaction_read_only')`;

/** How much longer than for the first host that takes writes is waited for others that say the same. */
const graceMilliseconds = 500;

/** The last promotion that a client has met: a primary from before it was replaced, and is not believed again. */
export interface Met {
  timeline: string;
}

/** Asks all hosts at once, and takes the one that takes writes; of several the one that was promoted last, since a primary may come back that was replaced. */
export async function connect(
  { hosts }: Address,
  milliseconds: number,
  met: Met = { timeline: '' },
): Promise<Connection> {
  const tries = hosts.map((host) => connectTo(host, milliseconds));
  try {
    const first = await Promise.any(tries);
    if (tries.length === 1) return first;
    const { connection, timeline } = await newest(tries, first, milliseconds);
    if (timeline < met.timeline) {
      connection.cut();
      throw new Failure('25006', 'the host that takes writes was replaced by another');
    }
    met.timeline = timeline;
    return connection;
  } catch (error) {
    const failures = (error instanceof AggregateError ? error.errors : [error]).map(postgresFailure);
    // What a host says tells more than that another is away.
    throw failures.find(({ code }) => /^\d/.test(code) && code !== '25006') ?? failures[0];
  }
}

interface Ranked {
  readonly connection: Connection;
  readonly timeline: string;
}

async function newest(tries: readonly Promise<Connection>[], first: Connection, milliseconds: number): Promise<Ranked> {
  const found = new Set<Connection>();
  let best: Connection | null = null;
  const taken = tries.map((one) =>
    one.then(
      (connection) => (best === null ? void found.add(connection) : connection.cut()),
      () => undefined,
    ),
  );
  await withinTime(Promise.all(taken), graceMilliseconds).catch(() => {});
  const ranked = await Promise.all(
    [...found].map(async (connection) => ({ connection, timeline: await timelineOf(connection, milliseconds) })),
  );
  const newer = (one: Ranked, other: Ranked): Ranked => (other.timeline > one.timeline ? other : one);
  const chosen = ranked.reduce(newer, { connection: first, timeline: '' });
  best = chosen.connection;
  for (const connection of found) if (connection !== best) connection.cut();
  return chosen;
}

/** Grows with each promotion; empty where the server does not tell. */
async function timelineOf(connection: Connection, milliseconds: number): Promise<string> {
  try {
    const [row] = await connection.query(
      'select substr(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 1, 8)',
      [],
      milliseconds,
    );
    return String(row?.[0] ?? '');
  } catch {
    return '';
  }
}

async function connectTo(host: string, milliseconds: number): Promise<Connection> {
  const { Client } = driver();
  const client = new Client({
    application_name: 'siem-sim',
    connectionString: host,
    connectionTimeoutMillis: milliseconds,
    keepAlive: true,
  });
  const connection = connectionOf(client);
  try {
    await client.connect();
    const answers = (await withinTime(client.query(begin), milliseconds)) as unknown as readonly {
      readonly rows: readonly Readonly<Record<string, unknown>>[];
    }[];
    if (Object.values(answers.at(-1)?.rows[0] ?? {})[0] === 'on') throw new Failure('25006', 'no host takes writes');
    return connection;
  } catch (error) {
    connection.cut();
    throw postgresFailure(error);
  }
}

function connectionOf(client: pg.Client): Connection {
  let isOpen = true;
  let isDoubted = false;
  const close = (): void => {
    isOpen = false;
  };
  client.on('error', close);
  client.on('end', close);
  // The commit is on one machine alone: a wait for the standby was ended by hand.
  client.on('notice', ({ message }) => {
    if (/synchronous replication/.test(message ?? '')) isDoubted = true;
  });
  const cut = (): void => {
    close();
    streamOf(client).destroy();
  };
  return {
    query: async (statement, values, milliseconds) => {
      const asked =
        typeof statement === 'string' ? askedAsText(client, statement, values) : askedByName(client, statement, values);
      try {
        const rows = await withinTime(asked, milliseconds);
        if (isDoubted) throw new Failure('57P01', 'the standby may not have it');
        return rows;
      } catch (error) {
        const failure = postgresFailure(error);
        if (failure.code === 'ETIMEDOUT' || isDoubted) cut();
        throw failure;
      }
    },
    isOpen: () => isOpen,
    cut,
    end: async () => {
      close();
      await withinTime(client.end(), 500).catch(cut);
    },
  };
}

async function askedAsText(client: pg.Client, text: string, values: readonly unknown[]): Promise<readonly SqlRow[]> {
  const answer = await client.query({ text, values: [...values], rowMode: 'array' });
  // Of several statements at once the last one counts.
  return [answer].flat().at(-1)?.rows ?? [];
}

/** The socket, which the driver's types do not show. */
const streamOf = (client: pg.Client): { readonly destroy: () => void } =>
  (client as unknown as { readonly connection: { readonly stream: { readonly destroy: () => void } } }).connection
    .stream;

/** Rejects when it takes longer; what comes later is of no interest. */
async function withinTime<Value>(promise: Promise<Value>, milliseconds: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Failure('ETIMEDOUT', `it did not answer within ${milliseconds} ms`)),
      milliseconds,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
