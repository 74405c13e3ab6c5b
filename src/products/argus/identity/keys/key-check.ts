/** API keys: the header `Argus-API-Key: user/key/secret`. Source: docs/contract/argus.md §5.1, seed 002. */
import type { ApiKey, World } from '../../../../model/world.ts';
import type { Simulation } from '../../../shared/simulation.ts';
import { narrowed, rightsOf, type Principal } from '../../access/access.ts';
import { clientAddress, constraintOf, isAllowedFrom, rangesOf } from '../../access/narrow.ts';
import { keyTable, keyPrefix, type KeyRecord } from '../../access/records.ts';
import { unauthenticated } from '../../access/refusals.ts';
import { digestOf, isSecret, noSecret, issuedSecretsOf } from '../store/secret.ts';

/** The whole value of the header for a key of the scenario. */
export const keyText = ({ account, key, secret }: Pick<ApiKey, 'account' | 'key' | 'secret'>): string =>
  `${keyPrefix(account.id, key)}/${secret}`;

/** Makes the secret part of the key that the log's command `number` created. */
export function keySecrets(world: Pick<World, 'seed' | 'worldTag' | 'epoch'>): (number: number) => string {
  const secretOf = issuedSecretsOf(world, 'keys');
  return (number) => secretOf(number, 32);
}

interface Known {
  readonly key: ApiKey;
  readonly digest: Buffer;
  readonly principals: Map<string, Principal>;
}

const mostSources = 256;

/** Finds the caller of a key, or throws 401; an expired key and a wrong source address are said to be that (seed 002). */
export function makeKeyCheck({ world, clock, state }: Simulation): (header: string, source: string) => Principal {
  const declared = new Map(world.keys.map((key) => [keyPrefix(key.account.id, key.key), key]));
  const secretOf = keySecrets(world);
  const knownAs = new WeakMap<object, Known>();

  const fromRecord = (record: KeyRecord, prefix: string): ApiKey | null => {
    const account = world.accounts[record.account];
    const secret = record.secret === null ? declared.get(prefix)?.secret : secretOf(record.secret);
    if (account === undefined || secret === undefined || record.isDeleted) return null;
    const { key, description: label, expires } = record;
    return { label, account, key, secret, expires, sources: rangesOf(record.sources), ...constraintOf(world, record) };
  };
  const find = (prefix: string): Known | null => {
    const record = keyTable(state).get(prefix);
    const handle = record ?? declared.get(prefix);
    if (handle === undefined) return null;
    const known = knownAs.get(handle);
    if (known !== undefined) return known;
    const key = record === undefined ? (declared.get(prefix) ?? null) : fromRecord(record, prefix);
    if (key === null) return null;
    const made = { key, digest: digestOf(key.secret), principals: new Map<string, Principal>() };
    knownAs.set(handle, made);
    return made;
  };
  return (header, source) => {
    const [user = '', number = '', secret = '', ...rest] = header.trim().split('/');
    const known = rest.length === 0 ? find(`${user}/${number}`) : null;
    // An unknown key is compared too, so that the time taken tells nothing.
    const isOwn = isSecret(secret, known?.digest ?? noSecret);
    if (known === null || !isOwn) throw unauthenticated('api.key.invalid');
    const { key, principals } = known;
    if (key.expires !== null && clock.now() >= key.expires) throw unauthenticated('api.key.expired');
    const found = principals.get(source);
    if (found !== undefined) return found;
    if (!isAllowedFrom(key.sources, source)) throw unauthenticated('api.key.invalid.source');
    const principal: Principal = {
      ...narrowed(rightsOf(key.account), key),
      account: key.account,
      method: 'APIKEY',
      level: 'EXTERNAL',
      source: clientAddress(source),
      caller: `${keyPrefix(key.account.id, key.key)}@${source}`,
      session: null,
    };
    if (principals.size < mostSources) principals.set(source, principal);
    return principal;
  };
}
