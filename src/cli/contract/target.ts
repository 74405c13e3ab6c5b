/** From flags to a target: a simulator in this process, or somebody's server with credentials from the environment. */
import { createInterface } from 'node:readline/promises';
import { UserError } from '../../kernel/fault.ts';
import { credentialsFor, isAskable, liveDialects } from '../../contract/terms/credentials.ts';
import { credentialsIn } from '../../contract/terms/credentials-file.ts';
import { adapters } from '../../contract/products/index.ts';
import { simulatedTarget } from '../../contract/simulated.ts';
import { dialectsOf, type DialectFlag, type Target } from '../../contract/terms/target.ts';
import { serverOptionsIn } from '../../sim/options.ts';
import { startSimulator } from '../../sim/simulator.ts';
import type { ContractFlags } from './flags.ts';

/** A target, and what to do when nobody needs it any more. Throws UserError for a bad URL, missing credentials or ids that are none. */
export async function openTarget(flags: ContractFlags) {
  const products = flags.product === undefined ? undefined : [flags.product];
  const { target: url } = flags;
  if (url !== undefined) return { target: liveTarget(url, flags), close: async () => {} };
  if (flags.write !== undefined)
    throw new UserError('--write goes with --target; a simulator may be written to at will');
  const simulator = await startSimulator({ ...serverOptionsIn(flags), port: 0 });
  const target = simulatedTarget(simulator, { ...dialectsOf(flags), ...(products && { products }) });
  return { target, close: simulator.close };
}

/** Somebody's server, with the credentials that the environment or a file has for it. */
export function liveTarget(
  text: string,
  flags: Pick<ContractFlags, 'product' | 'credentials' | 'write' | DialectFlag>,
): Target {
  const url = baseOf(text);
  const given =
    flags.credentials === undefined ? { variables: process.env } : credentialsIn(flags.credentials, process.env);
  const credentials =
    'credentials' in given
      ? given.credentials
      : credentialsFor(adapters, ({ callers }) => callers.fromVariables(given.variables));
  const askable = adapters.filter((adapter) => isAskable(adapter, credentials)).map(({ name }) => name);
  const products = flags.product === undefined ? askable : [flags.product];
  if (products.length === 0)
    throw new UserError(
      `no credentials: set ${adapters.map(({ callers }) => callers.variables).join(', or ')}, or name a file with --credentials`,
    );
  for (const product of products) if (!askable.includes(product)) throw new UserError(`no credentials for ${product}`);
  const named = flags.write ?? [];
  const writes = named.includes('all') ? 'all' : named;
  for (const id of writes === 'all' ? [] : writes)
    if (!adapters.some(({ writable }) => writable?.isId(id)))
      throw new UserError(
        `${id} is no id of an event, such as ${adapters.flatMap(({ writable }) => writable?.example ?? []).join(' or ')}`,
      );
  return { url, isLive: true, products, ...liveDialects(adapters), ...dialectsOf(flags), credentials, writes };
}

/** The URL without slashes at its end. Throws UserError for what is no http URL, or holds a password. */
export function baseOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new UserError(`${text} is no URL such as https://api.mnemonic.no`);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new UserError('a target is an address alone, without user, query or fragment');
  return url.href.replace(/\/+$/, '');
}

/** Asks a person before anything is written to a live target. Throws UserError when the answer is no. */
export async function confirmWriting(target: Target, yes: boolean): Promise<void> {
  if (!target.isLive || target.writes.length === 0 || yes || !process.stdin.isTTY) return;
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const events = target.writes.length === 1 ? 'one event' : `${target.writes.length} events`;
  const what =
    target.writes === 'all'
      ? `cases, comments, events and keys will be made and changed at ${target.url}, and most of that stays for ever`
      : `${events} of ${target.url} will be assessed and put back; comments stay for ever`;
  const answer = await asking.question(`${what}. Go on? [y/N] `);
  asking.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new UserError('nothing was asked and nothing was written');
}
