/** Public keys that signatures are checked against: those of the scenario, and those that are added while it runs. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { UserError } from '../../../../kernel/fault.ts';
import { parseRange } from '../../../../kernel/net.ts';
import type { Account, PublicKey, World } from '../../../../model/world.ts';
import type { Simulation } from '../../../shared/simulation.ts';
import type { AddPublicKey } from '../store/commands.ts';
import { constraintOf, rangesOf } from '../../access/narrow.ts';
import { publicKeyTable } from '../../access/records.ts';
import { accountNamed } from '../store/accounts.ts';
import { namedCustomer } from '../../access/access.ts';
import { writeCommand } from '../../common/write-command.ts';

export interface KnownPublicKey {
  readonly account: Account;
  readonly declared: PublicKey;
  readonly key: KeyObject;
  readonly algorithm: 'ES256' | 'RS256';
}

export interface NewPublicKey {
  /** Name or id of the user. */
  readonly user: string;
  /** SubjectPublicKeyInfo in PEM: an EC key on P-256, or an RSA key of 2048 bits or more. */
  readonly pem: string;
  /** The next free one, from 1, when left out. */
  readonly index?: number;
  readonly sources?: readonly string[];
  readonly functions?: readonly string[];
  /** Short names or ids. */
  readonly customers?: readonly string[];
  readonly readOnly?: boolean;
}

/** What a key index of four digits can name. */
const mostIndex = 9999;

/** Adds a public key of a user and resolves with its id, `<domain>/<user>/<index>`. Throws UserError for what it cannot use. */
export async function addPublicKey(simulation: Simulation, given: NewPublicKey): Promise<string> {
  const { world } = simulation;
  const account = accountNamed(world, given.user);
  if (account === undefined) throw new UserError(`no user ${given.user}`);
  parsePublicKey(given.pem);
  if (given.index !== undefined && !(Number.isInteger(given.index) && given.index >= 0 && given.index <= mostIndex))
    throw new UserError(`the index of a key is a whole number from 0 to ${mostIndex}`);
  for (const text of given.sources ?? []) if (parseRange(text) === null) throw new UserError(`not a network: ${text}`);
  const data: AddPublicKey = {
    account: account.index,
    index: given.index ?? null,
    pem: given.pem,
    sources: given.sources ?? null,
    functions: given.functions ?? null,
    customers: given.customers?.map((name) => customerIndex(world, name)) ?? null,
    readOnly: given.readOnly ?? false,
  };
  const { index } = (await writeCommand(simulation, account, 'argus/public-key/add', data)) as {
    readonly index: number;
  };
  const user = account.userName ?? world.users()[account.index]?.userName;
  return `${world.domain.name}/${user}/${index}`;
}

function customerIndex(world: World, name: string): number {
  const customer = namedCustomer(world, name);
  if (customer === undefined) throw new UserError(`no customer ${name}`);
  return customer.index;
}

/** Reads a key and tells which algorithm goes with it. Throws UserError. */
export function parsePublicKey(pem: string): Pick<KnownPublicKey, 'key' | 'algorithm'> {
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    throw new UserError('not a public key in PEM');
  }
  const { namedCurve, modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'ec' && namedCurve === 'prime256v1') return { key, algorithm: 'ES256' };
  if (key.asymmetricKeyType === 'rsa' && modulusLength >= 2048) return { key, algorithm: 'RS256' };
  throw new UserError('a public key must be an EC key on P-256, or an RSA key of 2048 bits or more');
}

/** Finds public keys by `<domain>/<user>/<index>`; each is parsed once. */
export function makeKeyFinder({ world, state }: Simulation): (id: string) => KnownPublicKey | null {
  const parsed = new WeakMap<object, KnownPublicKey>();
  return (id) => {
    const [domain, user = '', indexText = '', ...rest] = id.split('/');
    if (domain !== world.domain.name || rest.length > 0 || !/^\d{1,4}$/.test(indexText)) return null;
    const account = accountNamed(world, user);
    if (account === undefined) return null;
    const index = Number(indexText);
    const record = publicKeyTable(state).get(`${account.index}/${index}`);
    const handle = record ?? account.credentials.publicKeys.find((key) => key.index === index);
    if (handle === undefined) return null;
    const known = parsed.get(handle);
    if (known !== undefined) return known;
    const declared =
      record === undefined
        ? (handle as PublicKey)
        : { index, pem: record.pem, sources: rangesOf(record.sources), ...constraintOf(world, record) };
    const made = { account, declared, ...parsePublicKey(declared.pem) };
    parsed.set(handle, made);
    return made;
  };
}
