/** The sample product as the contract suite knows it, given by argument. */
import type { ProductAdapter } from '../../../src/contract/terms/adapter.ts';
import { listOf, member } from '../../../src/contract/terms/exchange.ts';
import { keysOf } from './keys.ts';
import { sampleTable } from './rows.ts';

const variable = 'SAMPLE_KEY';

export const sampleAdapter: ProductAdapter = {
  name: sampleTable.name,
  title: sampleTable.title,
  tables: { usual: sampleTable },
  callers: {
    kind: 'api key',
    noun: 'key',
    variables: variable,
    fromVariables: ({ [variable]: value }) =>
      value === undefined ? [] : [{ kind: 'api key', role: 'full', variable, value }],
    ofWorld: (world) => keysOf(world).map((value) => ({ kind: 'api key', role: 'full', variable, value })),
    headersOf: (credential) => (credential.kind === 'api key' ? { Authorization: `Bearer ${credential.value}` } : {}),
  },
  pageIn: ({ json }) => ({
    items: listOf(member(json, 'items')),
    count: member(json, 'total'),
    said: [
      { name: 'limit', means: 'limit', value: member(json, 'limit') },
      { name: 'offset', means: 'offset', value: member(json, 'offset') },
    ],
  }),
  refusals: { general: [400, 405, 406, 408, 413, 429, 503], invalid: 400 },
  secrets: { members: {}, headers: { authorization: variable } },
  facts: {},
  checks: {},
  rules: {},
};
