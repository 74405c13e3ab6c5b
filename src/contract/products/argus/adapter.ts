/** mnemonic Argus, as the suite knows it. */
import type { ProductAdapter } from '../../terms/adapter.ts';
import { listOf, member } from '../../terms/exchange.ts';
import { argusTable } from '../../../products/argus/rows.ts';
import { checks, rules } from './checks/index.ts';
import { callers } from './credentials.ts';
import { facts } from './facts.ts';
import { eventIdOf, eventParams } from './model/event-id.ts';
import { filters } from './model/filters.ts';
import { models, otherKeys } from './model/index.ts';
import { measure } from './measure.ts';
import { makeArgusSample } from './sample/sample.ts';
import { changeableEvents } from './writing/restore.ts';

export const argus: ProductAdapter = {
  name: 'argus',
  title: 'mnemonic Argus',
  tables: { usual: argusTable },
  callers,
  probe: { operation: 'getSession', ask: {} },
  placed: ({ limit, offset, order }) => ({ limit, offset, sortBy: order }),
  pageIn: ({ json, data }) => ({
    items: listOf(data),
    count: member(json, 'count'),
    said: [
      { name: 'limit', means: 'limit', value: member(json, 'limit') },
      { name: 'offset', means: 'offset', value: member(json, 'offset') },
      { name: 'size', means: 'items', value: member(json, 'size') },
    ],
  }),
  models,
  filters,
  sortKeys: otherKeys,
  sample: makeArgusSample,
  paramsOf: (item, path) => {
    const event = eventIdOf(member(item, 'id'));
    return event !== null && path.includes('{eventID}') ? eventParams(event) : null;
  },
  refusals: { general: [400, 402, 405, 408, 413, 429, 503], invalid: 412 },
  secrets: {
    members: {
      requestCredentialsData: 'ARGUS_SESSION',
      sessionKey: 'ARGUS_SESSION_KEY',
      cookie: 'ARGUS_SESSION',
      authorization: 'ARGUS_AUTHORIZATION',
      seedBase32: 'ARGUS_TOTP_SEED',
      seedBase64: 'ARGUS_TOTP_SEED',
      apiKey: 'ARGUS_NEW_API_KEY',
      apiKeyString: 'ARGUS_NEW_API_KEY',
      key: 'ARGUS_NEW_API_KEY',
    },
    headers: {
      'argus-api-key': 'ARGUS_API_KEY',
      'argus-signature': 'ARGUS_SIGNATURE',
      'argus-csrf-token': 'ARGUS_CSRF_TOKEN',
      cookie: 'COOKIE',
    },
  },
  writable: changeableEvents,
  measure,
  facts,
  checks,
  rules,
};
