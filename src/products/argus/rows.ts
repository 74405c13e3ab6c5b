/** The table of mnemonic Argus: facts only, which are read without a World. */
import type { Table } from '../../http/product.ts';
import { caseRows, caseWriteRows } from './cases/rows.ts';
import { caseSearchRows } from './cases/search/rows.ts';
import { identityRows } from './identity/rows.ts';
import { lookupRows } from './lookups/rows.ts';
import { intelligenceRows } from './intelligence/rows.ts';
import { taskRows } from './tasks/rows.ts';
import { v1Rows, v1UpdateRows } from './v1/rows.ts';
import { v2Rows } from './v2/rows.ts';

export const argusTable = {
  name: 'argus',
  title: 'mnemonic Argus',
  prefixes: [
    '/events/',
    '/authentication/',
    '/currentuser/',
    '/customers/',
    '/alarms/',
    '/cases/',
    '/world/',
    '/pdns/',
    '/reputation/',
  ],
  rows: [
    ...v1Rows,
    ...v2Rows,
    ...v1UpdateRows,
    ...identityRows,
    ...lookupRows,
    ...caseSearchRows,
    ...caseRows,
    ...taskRows,
    ...intelligenceRows,
    // Last, so that a suite that goes by the table has read what these change.
    ...caseWriteRows,
  ],
  envelope: { success: 'argus/envelope.schema.json', failure: 'argus/failure.schema.json' },
  security: {
    apiKey: {
      type: 'apiKey',
      in: 'header',
      name: 'Argus-API-Key',
      description: '`user/key/secret`, such as 1/2/mysecretapikey',
    },
    signature: {
      type: 'apiKey',
      in: 'header',
      name: 'Argus-Signature',
      description: '`domain/user/key:JWT`, signed with ES256 or RS256 for this request alone',
    },
    session: { type: 'http', scheme: 'bearer', description: 'A session token' },
    cookie: {
      type: 'apiKey',
      in: 'cookie',
      name: 'argus_session',
      description: 'A session token; whatever is no GET needs the header Argus-CSRF-Token as well',
    },
  },
} as const satisfies Table;
