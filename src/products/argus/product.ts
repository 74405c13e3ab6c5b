/** mnemonic Argus as a product: its endpoints, its callers and its dialect. */
import { wallClock, type Clock } from '../../kernel/clock.ts';
import type { Product } from '../../http/product.ts';
import type { Simulation } from '../simulation.ts';
import { authorize, type Principal } from './access.ts';
import { makeIdentify } from './auth/identify.ts';
import { authentication } from './authentication.ts';
import { makeFailures, success } from './dialect.ts';
import { eventsV1 } from './v1/events.ts';
import { updatesV1 } from './v1/updates.ts';
import { makeWriter } from './v1/view.ts';

/** `clientClock` judges what clients say of their own time; it is the machine's unless a test says otherwise. */
export function makeArgus(simulation: Simulation, clientClock: Clock = wallClock): Product<Principal> {
  const failures = makeFailures(simulation.clock);
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
    authenticate: makeIdentify(simulation, clientClock),
    authorize,
    // Public operations have no caller.
    callerOf: (principal: Principal | null) => principal?.caller ?? '',
    success,
    ...failures,
  };
}
