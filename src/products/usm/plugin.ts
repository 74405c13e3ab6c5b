/** USM Anywhere, as the rest of the program knows it. */
import type { Product } from '../../http/product.ts';
import { dialectNames } from '../../model/tenant.ts';
import type { FlagValues, Plugin } from '../shared/plugin.ts';
import { credentials, worldTagOf, type KnownClient } from './credentials.ts';
import { storyCommands, usmAppliers } from './labels.ts';
import { libraryApi } from './library-api.ts';
import { makeUsm, prefixes, realSeconds, title } from './product.ts';
import { scenarioSection } from './scenario-section.ts';
import { tenantOf } from './tenant.ts';
import { vendorFaults } from './vendor-faults.ts';

const flags = [
  {
    name: 'usmDialect',
    scope: 'world',
    description: 'how USM Anywhere speaks',
    choices: dialectNames,
    usual: { text: "the scenario's choice", of: (world) => tenantOf(world).dialect },
  },
  {
    name: 'usmRateLimit',
    scope: 'server',
    description: 'refuse more than 100 reads and 50 writes a second of one API client with 429',
  },
] as const satisfies Plugin['flags'];

const optionsOf = ({ usmDialect, usmRateLimit }: FlagValues) => {
  const dialect = dialectNames.find((name) => name === usmDialect);
  return { ...(dialect !== undefined && { dialect }), rateClock: usmRateLimit === true ? realSeconds : null };
};

export const usm = {
  name: 'usm',
  title,
  prefixes,
  tables: {},
  serve: (simulation, options) => makeUsm(simulation, optionsOf(options.flags)) as Product,
  appliers: usmAppliers,
  storyCommands,
  scenarioSection,
  credentials,
  worldTagOf,
  vendorFaults,
  libraryApi,
  flags,
  greeting: (world, url) => {
    const clients = (credentials(world).listed['clients'] ?? []) as readonly KnownClient[];
    const [first] = clients.map(({ id, secret }) => `${id}:${secret}`);
    if (first === undefined) return { credentials: [], examples: [] };
    const width = Math.max(...clients.map(({ id, secret }) => `${id}:${secret}`.length));
    return {
      credentials: [
        'USM Anywhere API clients (id:secret):',
        ...clients.map(({ label, id, secret }) => `  ${`${id}:${secret}`.padEnd(width)}  ${label}`),
      ],
      examples: [`-u ${first} -X POST '${url}/api/2.0/oauth/token?grant_type=client_credentials'`],
    };
  },
  secrets: [],
} as const satisfies Plugin;
