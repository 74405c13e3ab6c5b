/** What the endpoints of USM Anywhere work with: one shape for all, which says what lasts how long. */
import { makeOrderCache } from '../../../corpus/page.ts';
import { lazy } from '../../../kernel/lazy.ts';
import type { Simulation } from '../../shared/simulation.ts';
import { makeRecordWriter, type RecordWriter } from '../json/record-writer.ts';
import type { Style } from '../json/style.ts';
import { makeDisposition, type Disposition } from '../records/disposition.ts';
import { makeKinds } from '../records/kinds.ts';
import { makeRecords } from '../records/record-stores.ts';
import { makeLabels, type Labels } from '../records/labels.ts';
import {
  alarmTable,
  eachVersion,
  eventTable,
  type AlarmColumn,
  type AlarmTable,
  type EventColumn,
  type RawEventTable,
} from '../records/record-tables.ts';
import { tenantOf, type Tenant } from '../records/tenant.ts';
import { makeIds } from '../records/usm-id.ts';
import type { FilterContext } from './criteria.ts';
import { noRateLimit, type RateCount } from './rate-limit.ts';
import type { SearchTable } from './search.ts';
import { alarmFields, eventFields } from './sorting.ts';
import { makeTokens, type Tokens } from './token.ts';

/** Reads the World as it stands: all of it follows from scenario, seed, clock and log, so that a snapshot of the simulation is whole. */
interface OfWorld extends FilterContext {
  readonly simulation: Simulation;
  readonly tenant: Tenant;
  readonly disposition: Disposition;
  readonly labels: Labels;
  readonly writer: RecordWriter;
  readonly alarms: () => SearchTable<AlarmColumn> & { readonly table: AlarmTable };
  readonly events: () => SearchTable<EventColumn> & { readonly table: RawEventTable };
}

/** Begins anew when a server does, or plays another World; reset and restore leave it alone, and no answer about alarms or events depends on it. */
interface OfServer {
  /** Counts requests for the vendor's limit. */
  readonly count: RateCount;
  /** Counts the tokens that it issued, each of which says all there is to know of it. */
  readonly tokens: Tokens;
}

export interface Services extends OfWorld, OfServer {}

export function makeServices(simulation: Simulation, style: Style, count: RateCount = noRateLimit): Services {
  const { world, base, state } = simulation;
  const ids = makeIds(world);
  const tenant = tenantOf(world);
  const disposition = makeDisposition(world, base, state.now);
  const kinds = makeKinds(world);
  const context = { world, ids, kinds, disposition };
  const writer = lazy(() => makeRecordWriter(context, base, style));
  const records = makeRecords(base, world, disposition);
  return {
    simulation,
    style,
    world,
    tenant,
    ids,
    disposition,
    get kinds() {
      return kinds();
    },
    // What most starts of a server never need is made when somebody asks.
    get writer() {
      return writer();
    },
    labels: makeLabels(tenant.labels, state, disposition),
    alarms: eachVersion(state.version, () => {
      const table = alarmTable(records.alarms(), disposition);
      return { table, fields: alarmFields(context, table), orders: makeOrderCache() };
    }),
    events: eachVersion(state.version, () => {
      const table = eventTable(records.events(), disposition);
      return { table, fields: eventFields(context, table), orders: makeOrderCache() };
    }),
    count,
    tokens: makeTokens(world, tenant.clients, simulation.clock, ids),
  };
}
