/** The table of API keys: twice the same operations, on the caller's own keys, and, as an administrator, on those of a user. Source: docs/contract/argus.md §5.1. */

const keyHolder = { $from: 'apiKeys', member: 'user' } as const;

/** Keys of the caller need a higher security level than a key has (seed 002); those of a user an administrator besides. */
const ownKeys = {
  suffix: '',
  root: '/authentication/v1/apikey',
  whose: 'of the caller',
  paramsPrefix: 'argus/',
  facts: {
    evidence: 'observed',
    source: 'argus_api 5.0.0, authentication/v1/apikey',
    isPrivileged: true,
    refusals: [401, 403, 404, 412],
  },
  rootParams: {},
  rootValues: {},
  getEvidence: 'assumed',
  renewEvidence: 'observed',
} as const;

const keysOfUser = {
  suffix: 'ForUser',
  root: '/authentication/v1/user/{user}/apikey',
  whose: 'of a user',
  paramsPrefix: 'argus/user-',
  facts: {
    ...ownKeys.facts,
    permission: 'administrateApiKeys',
    evidence: 'documented',
    source: 'docs/contract/argus.md §5.1',
    note: 'Assumed: the name of the function.',
  },
  rootParams: { params: 'argus/user-params.schema.json', parameterSources: { user: keyHolder } },
  rootValues: { user: keyHolder },
  getEvidence: 'documented',
  renewEvidence: 'assumed',
} as const;

/** The prefix of a key is one segment with its slash escaped, or two, as clients that do not escape it send it. */
const prefixForms = [
  { form: 'ByPrefix', path: '{prefix}', params: 'prefix-params', names: ['prefix'] },
  {
    form: 'BySplitPrefix',
    path: '{prefixUser}/{prefixKey}',
    params: 'split-prefix-params',
    names: ['prefixUser', 'prefixKey'],
  },
] as const;

const listRows = ({ suffix, root, whose, facts, rootParams }: KeyOwner) => {
  const each = { ...facts, ...rootParams, path: root } as const;
  return [
    {
      ...each,
      id: `listApiKeys${suffix}`,
      method: 'GET',
      summary: `List the API keys ${whose}`,
      data: 'argus/api-keys.schema.json',
    },
    {
      ...each,
      id: `initiateApiKey${suffix}`,
      method: 'POST',
      summary: `Make an API key ${whose}; the only answer that shows it whole`,
      body: 'argus/api-key-request.schema.json',
      examples: { body: { description: 'Made by a contract test', expirationDays: 1 } },
      data: 'argus/new-api-key.schema.json',
      successes: [201],
    },
  ] as const;
};

/** What is revoked is nobody's any more: a key of its own for each operation. */
const valuesFrom = (sample: 'apiKeys' | 'spareKeys', names: readonly string[]) =>
  Object.fromEntries(names.map((member) => [member, { $from: sample, member }]));

const oneKeyRows = (owner: KeyOwner, { form, path, params, names }: (typeof prefixForms)[number]) => {
  const { suffix, whose } = owner;
  const each = {
    ...owner.facts,
    path: `${owner.root}/${path}`,
    params: `${owner.paramsPrefix}${params}.schema.json`,
    parameterSources: { ...owner.rootValues, ...valuesFrom('apiKeys', names) },
    data: 'argus/api-key.schema.json',
  } as const;
  return [
    {
      ...each,
      id: `getApiKey${form}${suffix}`,
      method: 'GET',
      summary: `Get an API key ${whose}, without its secret`,
      evidence: owner.getEvidence,
    },
    {
      ...each,
      id: `renewApiKey${form}${suffix}`,
      method: 'PUT',
      summary: `Renew an API key ${whose}`,
      evidence: owner.renewEvidence,
      body: 'argus/api-key-renewal.schema.json',
    },
    {
      ...each,
      id: `revokeApiKey${form}${suffix}`,
      method: 'DELETE',
      summary: `Revoke an API key ${whose}`,
      parameterSources: { ...owner.rootValues, ...valuesFrom('spareKeys', names) },
    },
  ] as const;
};

type KeyOwner = typeof ownKeys | typeof keysOfUser;

export const keyRows = [ownKeys, keysOfUser].flatMap((owner) => [
  ...listRows(owner),
  ...prefixForms.flatMap((form) => oneKeyRows(owner, form)),
]);
