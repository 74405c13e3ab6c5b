/** `siem-sim store`: looks at the store that replicas share, makes it smaller, and removes it. */
import { Command } from 'commander';
import { isoUtc } from '../../kernel/clock.ts';
import { UserError } from '../../kernel/fault.ts';
import type { Compacted, StoreStatus } from '../../store/postgres/maintenance.ts';
import { columnsText } from '../shared/columns.ts';

interface Flags {
  readonly json?: boolean;
  readonly yes?: boolean;
}

const load = () => import('../../store/postgres/maintenance.ts');

export function storeCommand(): Command {
  const command = new Command('store').description('look at the store that replicas share, or remove it');
  const sub = (name: string, description: string): Command =>
    command
      .command(name)
      .description(description)
      .argument('[url]', 'the store, such as postgres://user@host:5432/database (else: the variable SIEM_SIM_STORE)')
      .option('--json', 'as one JSON object');
  sub('status', 'tell how large the store is, and what its streams hold').action(
    async (url: string | undefined, { json = false }: Flags) => {
      const status = await (await load()).storeStatus(urlOf(url));
      write(status, json, statusText);
    },
  );
  sub('compact', 'remove what no replica needs any longer; replicas go on meanwhile').action(
    async (url: string | undefined, { json = false }: Flags) => {
      write(await (await load()).compactStore(urlOf(url)), json, compactedText);
    },
  );
  sub('drop', 'remove the store with all worlds in it')
    .option('--yes', 'really')
    .action(async (url: string | undefined, { json = false, yes = false }: Flags) => {
      const wanted = urlOf(url);
      if (!yes) throw new UserError('this removes all worlds that replicas have there; say --yes to do so');
      write(
        await (await load()).dropStore(wanted),
        json,
        (dropped) => `${dropped.url}: removed, schema ${dropped.schema}\n`,
      );
    });
  return command;
}

function urlOf(given: string | undefined): string {
  const url = given ?? process.env['SIEM_SIM_STORE'] ?? '';
  if (url === '') throw new UserError('say which store: its URL, or the variable SIEM_SIM_STORE');
  return url;
}

function write<Value>(value: Value, isJson: boolean, textOf: (value: Value) => string): void {
  process.stdout.write(isJson ? `${JSON.stringify(value, null, 2)}\n` : textOf(value));
}

/** So many streams are shown in words; JSON has more. */
const mostShown = 20;

function statusText(status: StoreStatus): string {
  const { streams, bytes } = status;
  const total = Object.values(bytes).reduce((sum, size) => sum + size, 0);
  const durable = status.commitWaitsFor === 'off' ? 'on' : status.commitWaitsFor;
  const facts = columnsText([
    ['store', status.url],
    ['server', `PostgreSQL ${status.server}`],
    ['schema', `${status.schema}, format ${status.format} of siem-sim ${status.madeBy}`],
    [
      'durable',
      `synchronous_commit ${durable}, ${status.standbys === '' ? 'no standby' : `standbys ${status.standbys}`}`,
    ],
    ['connections', String(status.connections)],
    ['size', `${megabytes(total)}, of which entries ${megabytes(bytes['entry'] ?? 0)}`],
    ['streams', `${streams.length}, and ${status.removedStreams} removed`],
    ['blobs', String(status.blobs)],
  ]);
  if (streams.length === 0) return facts;
  const table = columnsText(
    [
      ['STREAM', 'NEXT', 'KEPT', 'SNAPSHOT', 'LATEST'],
      ...streams
        .slice(0, mostShown)
        .map(({ stream, next, entries, snapshot, latest }) => [
          stream,
          String(next),
          String(entries),
          snapshot === null ? '-' : String(snapshot),
          isoUtc(latest),
        ]),
    ],
    [1, 2, 3],
  );
  const more = streams.length - mostShown;
  return `${facts}\n${table}${more > 0 ? `and ${more} more\n` : ''}`;
}

const compactedText = ({ url, removedEntries, entries, bytesBefore, bytes }: Compacted): string =>
  `${url}: ${removedEntries} entries removed, ${entries} left; ${megabytes(bytesBefore)} before, ${megabytes(bytes)} now\n`;

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
