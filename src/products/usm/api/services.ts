/** What the endpoints of USM Anywhere work with: one shape for all, which says what lasts how long. */
import { makeOrderCache } from '../../../corpus/page.ts';
import type { ColumnStore } from '../../../corpus/store.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { lazy } from '../../../kernel/lazy.ts';
import type { World } from '../../../model/world.ts';
import type { Simulation } from '../../shared/simulation.ts';
import { makeRecordWriter, type RecordWriter } from '../json/record-writer.ts';
import type { Style } from '../json/style.ts';
import { makeDisposition, type Disposition } from '../records/disposition.ts';
import { makeKinds } from '../records/kinds.ts';
import { inFlight } from '../records/in-flight.ts';
import { eventStoreOf, makeRecords, type EventFixed, type Follower } from '../records/record-stores.ts';
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
import { makeIds, type Ids } from '../records/usm-id.ts';
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
  readonly events: () => EventSource;
  /** Catches up with the World in pieces, before a list is asked for; null when there is nothing to do. */
  readonly catchUp: Readonly<Record<'alarms' | 'events', Follower<string>['catchUp']>>;
  /** The events of rows that are still going on; null when there are none. */
  readonly inFlight: () => EventSource | null;
}

/** Events as a table, with what is needed to tell who sees them and to write them. */
export interface EventSource extends SearchTable<EventColumn> {
  readonly table: RawEventTable;
  readonly world: World;
  readonly ids: Ids;
  readonly disposition: Disposition;
  readonly writer: () => RecordWriter;
}

/** Begins anew when a server does, or plays another World; reset and restore leave it alone, and no answer about alarms or events depends on it. */
interface OfServer {
  /** Counts requests for the vendor's limit. */
  readonly count: RateCount;
  /** Counts the tokens that it issued, each of which says all there is to know of it. */
  readonly tokens: Tokens;
}

export interface Services extends OfWorld, OfServer {}

/** What a server has of its own. */
interface Counters {
  readonly count?: RateCount;
  /** The clock that tokens live by; the simulated one when left out. */
  readonly tokenClock?: Clock;
}

export function makeServices(
  simulation: Simulation,
  style: Style,
  { count = noRateLimit, tokenClock = simulation.clock }: Counters = {},
): Services {
  const { world, base, state } = simulation;
  const ids = makeIds(world);
  const tenant = tenantOf(world);
  const disposition = makeDisposition(world, base, state.now);
  const kinds = makeKinds(world);
  const context = { world, ids, kinds, disposition };
  const writer = lazy(() => makeRecordWriter(context, base, style));
  const records = makeRecords(base, world, disposition);
  state.whenHeld(() => {
    records.alarms.share();
    records.events.share();
  });
  const sourceOf = (
    of: Omit<EventSource, 'fields' | 'orders' | 'table'>,
    store: ColumnStore<EventFixed>,
  ): EventSource => {
    const table = eventTable(store, of.disposition);
    return { ...of, table, fields: eventFields({ ...of, kinds }, table), orders: makeOrderCache() };
  };
  const begun = (now: number): EventSource | null => {
    const shown = inFlight(world, now);
    if (shown === null) return null;
    const of = { world: shown, ids: makeIds(shown), disposition: makeDisposition(shown, base, state.now) };
    const own = lazy(() => makeRecordWriter({ ...of, kinds }, base, style));
    return sourceOf({ ...of, writer: own }, eventStoreOf(shown, of.disposition));
  };
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
      const table = alarmTable(records.alarms.store(), disposition);
      return { table, fields: alarmFields(context, table), orders: makeOrderCache() };
    }),
    events: eachVersion(state.version, () => sourceOf({ world, ids, disposition, writer }, records.events.store())),
    catchUp: { alarms: records.alarms.catchUp, events: records.events.catchUp },
    inFlight: eachVersion(simulation.moment, () => begun(state.now())),
    count,
    tokens: makeTokens(world, tenant.clients, tokenClock, ids),
  };
}
