/** API keys: list, make, renew and revoke. Needs a higher security level than a key has (seed 002). Source: W5.0 authentication/v1/apikey; contract/argus.md §5.1. */
import type { Call, BoundEndpoint, Outcome } from '../../../http/endpoint.ts';
import { ApiError } from '../../../kernel/fault.ts';
import type { Account } from '../../../model/world.ts';
import { accessDenied, maySee, type Principal } from '../access/access.ts';
import { accountNamed } from '../auth/accounts.ts';
import { keySecrets, keyText } from '../auth/api-key.ts';
import { keysOf } from '../auth/commands.ts';
import { prefixOf, type KeyRecord } from '../access/records.ts';
import type { ApiKeyRenewal, ApiKeyRequest } from '../generated/types.ts';
import { descriptor } from './key-model.ts';
import { checkPassword, expiryOf, keyData } from './key-request.ts';
import { problem, type AuthServices } from './services.ts';

const base = {
  params: null,
  query: null,
  body: null,
  isPrivileged: true,
  produces: ['application/json'],
  refusals: [401, 403, 404, 412],
} as const;

/** Live keys of one account; assumed. */
const mostKeys = 100;

/** The prefix is one segment with its slash escaped, or two, as clients that do not escape it send it. */
const prefixForms = [
  { path: '{prefix}', name: 'ByPrefix', file: 'prefix-params' },
  { path: '{prefixUser}/{prefixKey}', name: 'BySplitPrefix', file: 'split-prefix-params' },
] as const;

/** Twice the same operations: on the caller's own keys, and, as an administrator, on those of a user. */
export function apiKeys(services: AuthServices): readonly BoundEndpoint<Principal>[] {
  return [...operations(services, false), ...operations(services, true)];
}

function operations(services: AuthServices, ofUser: boolean): readonly BoundEndpoint<Principal>[] {
  const { simulation } = services;
  const root = ofUser ? '/authentication/v1/user/{user}/apikey' : '/authentication/v1/apikey';
  const suffix = ofUser ? 'ForUser' : '';
  const whose = ofUser ? 'of a user' : 'of the caller';
  const common = {
    ...base,
    permission: ofUser ? 'administrateApiKeys' : null,
    evidence: ofUser ? 'documented' : 'observed',
    source: ofUser ? 'contract/argus.md §5.1; the name of the function is assumed' : 'W5.0 authentication/v1/apikey',
  } as const;
  const rootParams = ofUser ? 'argus/user-params.schema.json' : null;
  return [
    {
      ...common,
      id: `listApiKeys${suffix}`,
      method: 'GET',
      path: root,
      summary: `List the API keys ${whose}`,
      params: rootParams,
      data: 'argus/api-keys.schema.json',
      handle: (call) => {
        const owner = ownerOf(services, call, ofUser);
        const keys = liveKeys(services, owner).map((record) => descriptor(simulation.world, record));
        return { kind: 'one', json: JSON.stringify({ keys }) };
      },
    },
    {
      ...common,
      id: `initiateApiKey${suffix}`,
      method: 'POST',
      path: root,
      summary: `Make an API key ${whose}; the only answer that shows it whole`,
      params: rootParams,
      body: 'argus/api-key-request.schema.json',
      data: 'argus/new-api-key.schema.json',
      handle: (call) => initiate(services, call, ownerOf(services, call, ofUser)),
    },
    ...prefixForms.flatMap(({ path, name, file }): BoundEndpoint<Principal>[] => {
      const params = `argus/${ofUser ? 'user-' : ''}${file}.schema.json`;
      const each = { ...common, path: `${root}/${path}`, params, data: 'argus/api-key.schema.json' };
      return [
        {
          ...each,
          id: `getApiKey${name}${suffix}`,
          method: 'GET',
          summary: `Get an API key ${whose}, without its secret`,
          ...(!ofUser && { evidence: 'assumed' as const }),
          handle: (call) => {
            const { record } = keyNamed(services, call, ownerOf(services, call, ofUser));
            return { kind: 'one', json: JSON.stringify(descriptor(simulation.world, record)) };
          },
        },
        {
          ...each,
          id: `renewApiKey${name}${suffix}`,
          method: 'PUT',
          summary: `Renew an API key ${whose}`,
          ...(ofUser && { evidence: 'assumed' as const }),
          body: 'argus/api-key-renewal.schema.json',
          handle: (call) => renew(services, call, ownerOf(services, call, ofUser)),
        },
        {
          ...each,
          id: `revokeApiKey${name}${suffix}`,
          method: 'DELETE',
          summary: `Revoke an API key ${whose}`,
          handle: (call) => revoke(services, call, ownerOf(services, call, ofUser)),
        },
      ];
    }),
  ];
}

const missing = (message: string, template: string): ApiError =>
  new ApiError(404, [{ message, template, field: null }]);

function ownerOf({ simulation }: AuthServices, { principal, params }: Call<Principal>, ofUser: boolean): Account {
  if (!ofUser) return principal.account;
  const owner = accountNamed(simulation.world, params['user'] ?? '');
  if (owner === undefined) throw missing('User not found', 'user.not.found');
  if (!maySee(principal, owner.customer)) throw accessDenied();
  return owner;
}

const liveKeys = ({ simulation: { world, state } }: AuthServices, owner: Account): readonly KeyRecord[] =>
  keysOf({ world, table: state.table }, owner.index).filter((record) => !record.isDeleted);

/** The key of the owner that the path names: by prefix, or by number alone (W5.0 renewApiKeyById). */
function keyNamed(
  services: AuthServices,
  { params }: Call<Principal>,
  owner: Account,
): { record: KeyRecord; prefix: string } {
  const { prefix: whole = '', prefixUser, prefixKey } = params;
  const asked = prefixUser === undefined ? whole : `${prefixUser}/${prefixKey}`;
  const prefix = /^\d+$/.test(asked) ? prefixOf(owner.id, Number(asked)) : asked.toLowerCase();
  const record = liveKeys(services, owner).find(({ key }) => prefixOf(owner.id, key) === prefix);
  if (record === undefined) throw missing('API key not found', 'api.key.not.found');
  return { record, prefix };
}

async function write(
  { simulation: { state, clock } }: AuthServices,
  writer: Account,
  kind: string,
  data: object,
): Promise<unknown> {
  return state.write(kind, state.nextInstant(clock.now()), writer.index, { ...data });
}

async function initiate(
  services: AuthServices,
  { principal, body }: Call<Principal>,
  owner: Account,
): Promise<Outcome> {
  const { world } = services.simulation;
  const given = body as unknown as ApiKeyRequest;
  checkPassword(services, principal, given.password);
  if (liveKeys(services, owner).length >= mostKeys) throw services.invalid([problem('description', 'too many keys')]);
  const data = { owner: owner.index, ...keyData(services, principal, given) };
  const { prefix } = (await write(services, principal.account, 'argus/key/create', data)) as {
    readonly prefix: string;
  };
  const record = liveKeys(services, owner).find(({ key }) => prefixOf(owner.id, key) === prefix);
  if (record === undefined || record.secret === null) throw new Error(`the key ${prefix} is gone`);
  const apiKeyString = keyText({ account: owner, key: record.key, secret: keySecrets(world)(record.secret) });
  const json = JSON.stringify({ apiKeyString, keyDescriptor: descriptor(world, record) });
  return { kind: 'one', status: 201, json, headers: { 'Cache-Control': 'no-store' } };
}

async function renew(services: AuthServices, call: Call<Principal>, owner: Account): Promise<Outcome> {
  const given = call.body as ApiKeyRenewal;
  const { record, prefix } = keyNamed(services, call, owner);
  checkPassword(services, call.principal, given.password);
  const expires = expiryOf(services, call.principal, given);
  await write(services, call.principal.account, 'argus/key/renew', { prefix, expires });
  return { kind: 'one', json: JSON.stringify(descriptor(services.simulation.world, { ...record, expires })) };
}

async function revoke(services: AuthServices, call: Call<Principal>, owner: Account): Promise<Outcome> {
  const { record, prefix } = keyNamed(services, call, owner);
  await write(services, call.principal.account, 'argus/key/delete', { prefix });
  return { kind: 'one', json: JSON.stringify(descriptor(services.simulation.world, record)) };
}
