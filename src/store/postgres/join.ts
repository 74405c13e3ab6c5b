/** The first contact with a store: whether it is one, and ours, and of a format that we know; made and brought up to date where it is not. */
import { UserError } from '../../kernel/fault.ts';
import { packageVersion } from '../../kernel/package.ts';
import { StoreUnavailable } from '../port.ts';
import type { Address } from './address.ts';
import { waiting, type RunStatement, type Lanes } from './lanes.ts';
import { Failure } from './reasons.ts';
import { clockOf, steps, type StoreTables } from './tables.ts';

/** Older versions of PostgreSQL lack what the statements are made of. */
const oldest = 120_000;

export interface JoinOptions {
  /** Steps of the format that are known here. */
  readonly known?: readonly ((schema: string) => string)[];
  /** The oldest version of PostgreSQL that serves. */
  readonly oldestServer?: number;
}

/** What is found where the tables should be. */
interface Found {
  readonly hasSchema: boolean;
  readonly tables: readonly string[];
}

/** Throws a `UserError` of one line where the store cannot be used. */
export async function joinStore(lanes: Lanes, { schema, shown }: Address, options: JoinOptions = {}): Promise<void> {
  const { known = steps, oldestServer = oldest } = options;
  try {
    await lanes.run(async (ask) => {
      await checkServer(ask, oldestServer);
      await bringUpToDate(ask, { schema }, known);
      // A disk that is full, or rights that are missing, show now and not at the first request.
      await ask(`update ${schema}.step set seen = ${clockOf} where number = 1`, []);
    }, waiting());
  } catch (error) {
    const isTold = error instanceof StoreUnavailable || error instanceof UserError;
    throw isTold ? new UserError(`the store ${shown} cannot be used: ${error.message}`) : error;
  }
}

async function checkServer(ask: RunStatement, oldestServer: number): Promise<void> {
  const [row] = await ask(`select current_setting('server_version_num'), current_setting('server_version')`, []);
  if (Number(row?.[0]) < oldestServer)
    throw new UserError(
      `its PostgreSQL is ${String(row?.[1])}, and ${Math.floor(oldestServer / 10_000)} or newer is needed`,
    );
}

/** What is at the place of the tables, and how many steps they were made by. */
export async function storeFormat(ask: RunStatement, { schema }: StoreTables): Promise<number | null> {
  const found = await findTables(ask, schema);
  if (!found.hasSchema || found.tables.length === 0) return null;
  if (!found.tables.includes('step') || !found.tables.includes('head')) {
    const first = found.tables.slice(0, 3).join(', ');
    throw new UserError(
      `its schema ${schema} holds tables of something else (${first}); name another one: ?schema=name`,
    );
  }
  const [row] = await ask(`select max(number) from ${schema}.step`, []);
  return Number(row?.[0] ?? 0);
}

async function findTables(ask: RunStatement, schema: string): Promise<Found> {
  const found = await ask(
    `select c.relname from pg_catalog.pg_namespace n left join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relkind in ('r', 'p', 'v', 'm', 'f')
where n.nspname = $1 order by c.relname`,
    [schema],
  );
  return {
    hasSchema: found.length > 0,
    tables: found.flatMap(([name]) => (typeof name === 'string' ? [name] : [])),
  };
}

/** Each step in a transaction of its own that first takes its number: of several who do so at once one goes on, and the others look again. */
async function bringUpToDate(
  ask: RunStatement,
  tables: StoreTables,
  known: readonly ((schema: string) => string)[],
): Promise<void> {
  for (let tries = 0; ; tries++) {
    const format = await storeFormat(ask, tables);
    if (format !== null && format > known.length)
      throw new UserError(
        `a newer siem-sim made it (its format is ${format}, and ${packageVersion()} knows up to ${known.length})`,
      );
    if (format === known.length) return;
    try {
      await takeStep(ask, tables, known, format);
    } catch (error) {
      if (!(error instanceof Failure && isOfAnother(error)) || tries === 50) throw error;
    }
  }
}

/** Somebody else made the schema, a table or the step at this moment. */
const isOfAnother = ({ code }: Failure): boolean => ['23505', '40001', '42P06', '42P07', 'XX000'].includes(code);

async function takeStep(
  ask: RunStatement,
  { schema }: StoreTables,
  known: readonly ((schema: string) => string)[],
  format: number | null,
): Promise<void> {
  const number = (format ?? 0) + 1;
  const found = await findTables(ask, schema);
  const begin =
    format !== null
      ? ''
      : `${found.hasSchema ? '' : `create schema ${schema};`}
create table ${schema}.step (number int primary key, version text not null, seen bigint not null);`;
  const version = packageVersion().replaceAll(/[^\w.+-]/g, '');
  // Without values it is one message, and so one transaction.
  await ask(
    `${begin}
insert into ${schema}.step (number, version, seen) values (${number}, '${version}', ${clockOf});
${known[number - 1]?.(schema) ?? ''}`,
    [],
  );
}
