/** mnemonic Argus as a product: its endpoints, its callers and its dialect. */
import { wallClock, type Clock } from '../../kernel/clock.ts';
import type { Product } from '../../http/product.ts';
import type { Simulation } from '../shared/simulation.ts';
import { authorize, type Principal } from './access.ts';
import { makeIdentify } from './auth/identify.ts';
import { sessionSecrets } from './auth/session.ts';
import { authentication } from './authentication/endpoints.ts';
import { makeFailures, success } from './dialect.ts';
import { lookups } from './lookups/endpoints.ts';
import { argusFaults } from './vendor-faults.ts';
import { keptV1, keptV2, makeKeep } from './text-cache.ts';
import { eventsV1 } from './v1/events.ts';
import { payloadsV1 } from './v1/payloads.ts';
import { updatesV1 } from './v1/updates.ts';
import { makeWriter } from './v1/view.ts';
import { assessV2 } from './v2/assess.ts';
import { eventsV2 } from './v2/events.ts';
import { historyV2 } from './v2/history.ts';
import { payloadsV2 } from './v2/payloads.ts';
import { submitV2 } from './v2/submit.ts';
import { makeWriter as makeWriterV2 } from './v2/view.ts';

export const title = 'mnemonic Argus';
export const prefixes = [
  '/events/',
  '/authentication/',
  '/currentuser/',
  '/customers/',
  '/alarms/',
  '/cases/',
  '/world/',
];

/** `clientClock` judges what clients say of their own time; it is the machine's unless a test says otherwise. */
export function makeArgus(simulation: Simulation, clientClock: Clock = wallClock): Product<Principal> {
  const failures = makeFailures(simulation.clock);
  const services = {
    simulation,
    writer: keptV1(makeWriter(simulation.world), simulation.world, makeKeep(simulation.state)),
    invalid: failures.invalid,
  };
  const servicesV2 = { ...services, writer: keptV2(makeWriterV2(simulation.world), makeKeep(simulation.state)) };
  return {
    name: 'argus',
    title,
    prefixes,
    rows: [
      ...eventsV1(services),
      ...payloadsV1(simulation),
      ...eventsV2(servicesV2),
      ...assessV2(servicesV2),
      ...historyV2(servicesV2),
      ...submitV2(servicesV2),
      ...payloadsV2(simulation),
      ...updatesV1(services),
      ...authentication({ ...services, clientClock, secrets: sessionSecrets(simulation.world) }),
      ...lookups(services),
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
        description: 'A session token; writes need the header Argus-CSRF-Token as well',
      },
    },
    authenticate: makeIdentify(simulation, clientClock),
    authorize,
    // Public operations have no caller.
    callerOf: (principal: Principal | null) => principal?.caller ?? '',
    success,
    vendorFaults: argusFaults,
    ...failures,
  };
}
