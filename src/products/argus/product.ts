/** mnemonic Argus as a product: its endpoints, its callers and its dialect. */
import { wallClock, type Clock } from '../../kernel/clock.ts';
import type { Product } from '../../http/product.ts';
import { areRowsMade, makingRows } from '../../model/late-columns.ts';
import type { World } from '../../model/world.ts';
import type { State } from '../../state/state.ts';
import type { Simulation } from '../shared/simulation.ts';
import { authorize, type Principal } from './access/access.ts';
import { makeIdentify } from './identity/identify.ts';
import { makeIdentityServices } from './identity/services.ts';
import { makeFailures, success } from './dialect.ts';
import { argusHandlers } from './handlers.ts';
import { argusTable } from './rows.ts';
import { makeFoundCache } from './services/found-cache.ts';
import type { ArgusServices } from './services/services.ts';
import { makeSight, sighted } from './services/sight.ts';
import { keptV1, keptV2, makeKeep } from './services/text-cache.ts';
import { makeV1Writer } from './v1/view.ts';
import { makeV2Writer } from './v2/view.ts';
import { argusFaults } from './vendor-faults.ts';

/** Operations that look through raw events, which are laid out when somebody first does. */
const showRawEvents: ReadonlySet<string> = new Set([
  'listNIDSEvents',
  'findNIDSEvents',
  'listEvents',
  'searchEvents',
  'getEventStatistics',
] satisfies (keyof typeof argusHandlers)[]);

/** Cases and tasks tell of their events, and names of alarms and signatures of where they were seen. */
const looksAtAllEvents = (path: string): boolean => /^\/(?:cases|tasks|alarms)\//.test(path);

/** Writers of a World's events. */
function writersOf(world: World, state: State): Pick<ArgusServices, 'v1' | 'v2' | 'unkept'> {
  const unkept = { v1: makeV1Writer(world), v2: makeV2Writer(world) };
  return { v1: keptV1(unkept.v1, world, makeKeep(state)), v2: keptV2(unkept.v2, makeKeep(state)), unkept };
}

/** Bytes of what searches found. */
const mostFound = { alone: 8_388_608, amongMany: 131_072 } as const;

function foundCachesOf({ world, moment }: Simulation): ArgusServices['found'] {
  const most = world.worldTag === undefined ? mostFound.alone : mostFound.amongMany;
  return { v1: makeFoundCache(most, moment), v2: makeFoundCache(most, moment) };
}

/** `clientClock` judges what clients say of their own time; it is the machine's unless a test says otherwise. */
export function makeArgus(simulation: Simulation, clientClock: Clock = wallClock): Product<Principal, ArgusServices> {
  const { world, state } = simulation;
  const failures = makeFailures(simulation.clock);
  const services: ArgusServices = {
    simulation,
    ...makeIdentityServices(simulation, clientClock),
    ...writersOf(world, state),
    found: foundCachesOf(simulation),
    invalid: failures.invalid,
  };
  const sight = makeSight(services, (seen) => writersOf(seen, state));
  return {
    ...argusTable,
    services,
    handlers: sighted(argusHandlers, sight),
    authenticate: makeIdentify(services),
    // A signature is good once.
    countsCaller: ({ headers }) => headers['argus-signature'] !== undefined && headers['argus-api-key'] === undefined,
    authorize,
    // Public operations have no caller.
    callerOf: (principal: Principal | null) => principal?.caller ?? '',
    success,
    prepare: ({ id, path }) => {
      if (showRawEvents.has(id)) return world.layingOutRaw();
      return looksAtAllEvents(path) && !areRowsMade(world.baseline) ? makingRows(world.baseline) : null;
    },
    vendorFaults: argusFaults,
    ...failures,
  };
}
