/** USM Anywhere, as the rest of the program knows it. */
import type { Product } from '../../http/product.ts';
import type { FlagValues, Plugin } from '../shared/plugin.ts';
import { apiClients, worldTagOfClient, type KnownClient } from './credentials.ts';
import { labellingsOf, usmAppliers } from './records/labels.ts';
import { usmLibraryApi } from './library-api.ts';
import { wallClock, type Clock } from '../../kernel/clock.ts';
import { makeUsm, type UsmOptions } from './product.ts';
import { usmTables } from './rows.ts';
import { dialectNames, tenantOf, type DialectName } from './records/tenant.ts';
import { usmFaults } from './api/vendor-faults.ts';
import { usmTruths } from './truth/truths.ts';

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
  {
    name: 'tokenClock',
    scope: 'server',
    description:
      'which time the tokens of USM Anywhere live by: with wall, a client can be shown at many times the speed of life',
    choices: ['simulated', 'wall'],
    usual: { text: 'simulated', of: () => 'simulated' },
  },
] as const satisfies Plugin['flags'];

const isDialect = (value: unknown): value is DialectName => dialectNames.some((name) => name === value);

const optionsOf = ({ usmDialect, usmRateLimit, tokenClock }: FlagValues, wall: Clock): UsmOptions => ({
  ...(isDialect(usmDialect) && { dialect: usmDialect }),
  // The limit is one of real seconds, whatever the simulated time does.
  rateClock: usmRateLimit === true ? wall : null,
  ...(tokenClock === 'wall' && { tokenClock: wall }),
});

export const usmPlugin = {
  name: 'usm',
  tables: usmTables,
  serve: (simulation, options) => makeUsm(simulation, optionsOf(options.flags, options.wall ?? wallClock)) as Product,
  appliers: usmAppliers,
  storyCommands: labellingsOf,
  credentials: apiClients,
  worldTagOf: worldTagOfClient,
  vendorFaults: usmFaults,
  truths: usmTruths,
  libraryApi: usmLibraryApi,
  flags,
  greeting: (world, url) => {
    const clients = (apiClients(world).listed['clients'] ?? []) as readonly KnownClient[];
    const texts = clients.map(({ id, secret, label }) => [`${id}:${secret}`, label] as const);
    return {
      heading: texts.length === 0 ? null : 'USM Anywhere API clients (id:secret):',
      credentials: texts,
      examples: texts
        .slice(0, 1)
        .map(([text]) => `-u ${text} -X POST '${url}/api/2.0/oauth/token?grant_type=client_credentials'`),
    };
  },
  secrets: ['access_token'],
} as const satisfies Plugin;
