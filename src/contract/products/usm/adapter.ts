/** USM Anywhere, as the suite knows it. */
import { tenantOf } from '../../../products/usm/records/tenant.ts';
import type { ProductAdapter } from '../../terms/adapter.ts';
import { usmTables } from '../../../products/usm/rows.ts';
import { checks, rules } from './checks/index.ts';
import { callers } from './credentials.ts';
import { facts } from './facts.ts';
import { models } from './models.ts';
import { usmPageIn, usmPlaced } from './sample/page.ts';
import { makeUsmSample } from './sample/sample.ts';

export const usm: ProductAdapter = {
  name: 'usm',
  title: 'USM Anywhere',
  liveDialect: 'live',
  tables: usmTables,
  dialectOf: (world) => tenantOf(world).dialect,
  callers,
  probe: { operation: 'getToken', ask: { query: { grant_type: 'client_credentials' } } },
  placed: usmPlaced,
  pageIn: usmPageIn,
  models,
  sample: makeUsmSample,
  refusals: { general: [400, 405, 406, 408, 413, 429, 503], invalid: 400 },
  secrets: { members: { access_token: 'USM_TOKEN' }, headers: {}, basic: 'USM_CLIENT_BASIC' },
  facts,
  twinSection: [
    'usm:',
    '  clients:',
    '    - { label: client, id: siem-sim, secret: siem-sim-siem-sim-siem-sim-siem-sim }',
  ],
  checks,
  rules,
};
