/** mnemonic Argus as a product: its endpoints, its callers and its dialect. */
import { ApiError } from '../../kernel/fault.ts';
import type { Product } from '../../http/product.ts';
import type { Simulation } from '../simulation.ts';
import { accessDenied, type Principal } from './access.ts';
import { makeKeyCheck } from './auth/api-key.ts';
import { authentication } from './authentication.ts';
import { makeFailures, success } from './dialect.ts';
import { eventsV1 } from './v1/events.ts';
import { updatesV1 } from './v1/updates.ts';
import { makeWriter } from './v1/view.ts';

export function makeArgus(simulation: Simulation): Product<Principal> {
  const failures = makeFailures(simulation.clock);
  const checkKey = makeKeyCheck(simulation);
  const services = { simulation, writer: makeWriter(simulation.world), invalid: failures.invalid };
  return {
    name: 'argus',
    title: 'mnemonic Argus',
    prefixes: ['/events/', '/authentication/'],
    endpoints: [...eventsV1(services), ...updatesV1(services), ...authentication(simulation)],
    envelope: { success: 'argus/envelope.schema.json', failure: 'argus/failure.schema.json' },
    security: {
      apiKey: {
        type: 'apiKey',
        in: 'header',
        name: 'Argus-API-Key',
        description: '`user/key/secret`, such as 1/2/mysecretapikey',
      },
    },
    authenticate: ({ headers, source }) => {
      const header = headers['argus-api-key'];
      if (typeof header !== 'string')
        throw new ApiError(401, [
          { message: 'User is not authenticated', template: 'user.not.authenticated', field: null },
        ]);
      return checkKey(header, source);
    },
    authorize: (endpoint, principal) => {
      if (endpoint.permission !== null && !principal.functions.has(endpoint.permission)) throw accessDenied();
    },
    callerOf: (principal) => `${principal.account.id}/${principal.key.key}@${principal.source}`,
    success,
    ...failures,
  };
}
