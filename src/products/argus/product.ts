/** mnemonic Argus as a product: its endpoints, its callers and its dialect. */
import type { Clock } from '../../kernel/clock.ts';
import type { Product } from '../../http/product.ts';
import type { Simulation } from '../shared/simulation.ts';
import { authorize, type Principal } from './access.ts';
import { makeIdentify } from './auth/identify.ts';
import { authentication } from './authentication/endpoints.ts';
import { makeFailures, success } from './dialect.ts';
import { argusHandlers } from './handlers.ts';
import { lookups } from './lookups/endpoints.ts';
import { argusTable } from './rows.ts';
import { makeArgusServices, type ArgusServices } from './services.ts';
import { argusFaults } from './vendor-faults.ts';

/** `clientClock` judges what clients say of their own time; it is the machine's unless a test says otherwise. */
export function makeArgus(simulation: Simulation, clientClock?: Clock): Product<Principal, ArgusServices> {
  const services = makeArgusServices(simulation, clientClock);
  return {
    ...argusTable,
    rows: [...argusTable.rows, ...authentication(services), ...lookups(services)],
    services,
    handlers: argusHandlers,
    authenticate: makeIdentify(simulation, services.clientClock),
    authorize,
    // Public operations have no caller.
    callerOf: (principal: Principal | null) => principal?.caller ?? '',
    success,
    vendorFaults: argusFaults,
    ...makeFailures(simulation.clock),
  };
}
