/** mnemonic Argus as a product: its endpoints, its callers and its dialect. */
import { wallClock, type Clock } from '../../kernel/clock.ts';
import type { Product } from '../../http/product.ts';
import type { Simulation } from '../shared/simulation.ts';
import { authorize, type Principal } from './access/access.ts';
import { makeIdentify } from './auth/identify.ts';
import { sessionSecrets } from './auth/session.ts';
import { authentication } from './authentication/endpoints.ts';
import { makeFailures, success } from './dialect.ts';
import { argusHandlers } from './handlers.ts';
import { lookups } from './lookups/endpoints.ts';
import { argusTable } from './rows.ts';
import type { ArgusServices } from './services/services.ts';
import { keptV1, keptV2, makeKeep } from './services/text-cache.ts';
import { makeV1Writer } from './v1/view.ts';
import { makeV2Writer } from './v2/view.ts';
import { argusFaults } from './vendor-faults.ts';

/** `clientClock` judges what clients say of their own time; it is the machine's unless a test says otherwise. */
export function makeArgus(simulation: Simulation, clientClock: Clock = wallClock): Product<Principal, ArgusServices> {
  const { world, state } = simulation;
  const failures = makeFailures(simulation.clock);
  const services: ArgusServices = {
    simulation,
    clientClock,
    secrets: sessionSecrets(world),
    v1: keptV1(makeV1Writer(world), world, makeKeep(state)),
    v2: keptV2(makeV2Writer(world), makeKeep(state)),
    invalid: failures.invalid,
  };
  return {
    ...argusTable,
    rows: [...argusTable.rows, ...authentication(services), ...lookups(services)],
    services,
    handlers: argusHandlers,
    authenticate: makeIdentify(simulation, clientClock),
    authorize,
    // Public operations have no caller.
    callerOf: (principal: Principal | null) => principal?.caller ?? '',
    success,
    vendorFaults: argusFaults,
    ...failures,
  };
}
