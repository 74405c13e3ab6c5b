/** mnemonic Argus, as the rest of the program knows it. */
import type { Product } from '../../http/product.ts';
import type { Plugin } from '../shared/plugin.ts';
import { argusAppliers } from './appliers.ts';
import { apiKeys, worldTagOfSecret, type KnownKey } from './credentials.ts';
import { argusLibraryApi } from './library-api.ts';
import { makeArgus } from './product.ts';
import { argusTable } from './rows.ts';
import { assessmentsOf } from './story-commands.ts';
import { argusFaults } from './vendor-faults.ts';
import { argusTruths } from './truth/truths.ts';

export const argusPlugin = {
  name: argusTable.name,
  tables: { documented: argusTable },
  serve: (simulation, { clientClock }) => makeArgus(simulation, clientClock) as Product,
  appliers: argusAppliers,
  storyCommands: assessmentsOf,
  credentials: apiKeys,
  worldTagOf: worldTagOfSecret,
  vendorFaults: argusFaults,
  truths: argusTruths,
  libraryApi: argusLibraryApi,
  flags: [],
  greeting: (world, url) => {
    const keys = (apiKeys(world).listed['keys'] ?? []) as readonly KnownKey[];
    return {
      heading: 'Argus API keys:',
      credentials: keys.map(({ value, label }) => [value, label]),
      examples: [`-H 'Argus-API-Key: ${keys[0]?.value ?? ''}' '${url}/events/v1/aggregated?limit=1'`],
    };
  },
  exports: async () => (await import('./exports.ts')).exports,
  secrets: [
    'argus-api-key',
    'tokencode',
    'oldpassword',
    'verificationcode',
    'seedbase32',
    'seedbase64',
    'sessionkey',
    'apikeystring',
    'requestcredentialsdata',
  ],
} as const satisfies Plugin;
