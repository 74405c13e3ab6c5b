/** API keys: list, make, renew and revoke. Needs a higher security level than a key has (seed 002). Source: W5.0 authentication/v1/apikey; docs/contract/argus.md §5.1. */
import type { Call, Handler } from '../../../../http/endpoint.ts';
import type { Account } from '../../../../model/world.ts';
import { notThere, oneAnswer } from '../../common/answers.ts';
import { semanticProblem } from '../../common/invalid.ts';
import { limitExceeded, writeCommand } from '../../common/write-command.ts';
import type { ApiKeyRenewal, ApiKeyRequest } from '../../generated/types.ts';
import { accountNamed } from '../store/accounts.ts';
import { keysOf } from '../store/commands.ts';
import { keyPrefix, keyTable, type KeyRecord } from '../../access/records.ts';
import { accessDenied, maySee, type Principal } from '../../access/access.ts';
import { keySecrets, keyText } from './key-check.ts';
import { descriptor } from './key-model.ts';
import { checkConfirmation, expiryOf, keyData, type KeyServices } from './key-request.ts';

type KeyHandler = Handler<KeyServices, Principal>;

/** Live keys of one account; assumed. */
const mostKeys = 100;

/** The caller, or, where the path names one, a user that the caller may administrate. */
function ownerOf({ simulation }: KeyServices, { principal, params }: Call<Principal>): Account {
  if (params['user'] === undefined) return principal.account;
  const owner = accountNamed(simulation.world, params['user']);
  if (owner === undefined) throw notThere('User');
  if (!maySee(principal, owner.customer)) throw accessDenied();
  return owner;
}

const liveKeys = ({ simulation: { world, state } }: KeyServices, owner: Account): readonly KeyRecord[] =>
  keysOf({ world, table: state.table }, owner.index).filter((record) => !record.isDeleted);

/** The key that the path names: by prefix, or by number alone (W5.0 renewApiKeyById). */
function keyNamed(services: KeyServices, call: Call<Principal>): { record: KeyRecord; prefix: string } {
  const owner = ownerOf(services, call);
  const { prefix: whole = '', prefixUser, prefixKey } = call.params;
  const name = prefixUser === undefined ? whole : `${prefixUser}/${prefixKey}`;
  const prefix = /^\d+$/.test(name) ? keyPrefix(owner.id, Number(name)) : name.toLowerCase();
  const record = liveKeys(services, owner).find(({ key }) => keyPrefix(owner.id, key) === prefix);
  if (record === undefined) throw notThere('API key');
  return { record, prefix };
}

export const listKeys: KeyHandler = (services, call) =>
  oneAnswer({
    keys: liveKeys(services, ownerOf(services, call)).map((record) => descriptor(services.simulation.world, record)),
  });

export const initiateKey: KeyHandler = async (services, call) => {
  const { world } = services.simulation;
  const { account } = call.principal;
  const owner = ownerOf(services, call);
  const request = call.body as unknown as ApiKeyRequest;
  checkConfirmation(services, call.principal, request, 'apikey.create');
  if (liveKeys(services, owner).length >= mostKeys)
    throw services.invalid([semanticProblem('body', ['description'], 'too many keys')]);
  const { state } = services.simulation;
  if (keyTable(state).size >= state.quota.most('api-keys')) throw limitExceeded();
  const data = { owner: owner.index, ...keyData(services, call.principal, request) };
  const { prefix } = (await writeCommand(services.simulation, account, 'argus/key/create', data)) as {
    readonly prefix: string;
  };
  const record = liveKeys(services, owner).find(({ key }) => keyPrefix(owner.id, key) === prefix);
  if (record === undefined || record.secret === null) throw new Error(`the key ${prefix} is gone`);
  const apiKeyString = keyText({ account: owner, key: record.key, secret: keySecrets(world)(record.secret) });
  const json = JSON.stringify({ apiKeyString, keyDescriptor: descriptor(world, record) });
  return { kind: 'one', status: 201, json, headers: { 'Cache-Control': 'no-store' } };
};

export const getKey: KeyHandler = (services, call) =>
  oneAnswer(descriptor(services.simulation.world, keyNamed(services, call).record));

export const renewKey: KeyHandler = async (services, call) => {
  const { simulation } = services;
  const request = call.body as ApiKeyRenewal;
  const { record, prefix } = keyNamed(services, call);
  checkConfirmation(services, call.principal, request, 'apikey.renew');
  const expires = expiryOf(services, call.principal, request);
  await writeCommand(simulation, call.principal.account, 'argus/key/renew', { prefix, expires });
  return oneAnswer(descriptor(simulation.world, { ...record, expires }));
};

export const revokeKey: KeyHandler = async (services, call) => {
  const { simulation } = services;
  const { record, prefix } = keyNamed(services, call);
  await writeCommand(simulation, call.principal.account, 'argus/key/delete', { prefix });
  return oneAnswer(descriptor(simulation.world, record));
};
