/** What the endpoints of USM Anywhere work with: the World as it stands, its tables on first use, and who may see what. */
import { makeOrderCache } from '../../corpus/page.ts';
import { codeTest, type Test } from '../../corpus/table.ts';
import type { DialectName } from '../../model/tenant.ts';
import type { ApiClient } from '../../model/tenant.ts';
import type { World } from '../../model/world.ts';
import type { Simulation } from '../shared/simulation.ts';
import type { Scope } from './criteria.ts';
import { makeIds } from './usm-id.ts';
import { makeKinds } from './kinds.ts';
import { makeLabels, type Labels } from './labels.ts';
import { once } from './once.ts';
import type { Searched } from './search.ts';
import { alarmFields, eventFields } from './sorting.ts';
import { makeStanding, type Standing } from './standing.ts';
import {
  eachVersion,
  makeTables,
  type AlarmColumn,
  type AlarmTable,
  type EventColumn,
  type EventTable,
} from './tables.ts';
import { makeWriter, type Writer } from './writer.ts';

export interface Services extends Scope {
  readonly simulation: Simulation;
  readonly standing: Standing;
  readonly labels: Labels;
  readonly writer: Writer;
  readonly alarms: () => Searched<AlarmColumn> & { readonly table: AlarmTable };
  readonly events: () => Searched<EventColumn> & { readonly table: EventTable };
}

export function makeServices(simulation: Simulation, dialect: DialectName): Services {
  const { world, base, state } = simulation;
  const ids = makeIds(world);
  const standing = makeStanding(world, base, state.now);
  const kinds = makeKinds(world);
  const parts = { world, ids, kinds, standing };
  const writer = once(() => makeWriter(parts, base, dialect));
  const tables = makeTables(simulation, standing);
  return {
    simulation,
    dialect,
    world,
    ids,
    standing,
    get kinds() {
      return kinds();
    },
    // What most starts of a server never need is made when somebody asks.
    get writer() {
      return writer();
    },
    labels: makeLabels(world, state, standing),
    alarms: eachVersion(state.version, () => {
      const table = tables.alarms();
      return { table, fields: alarmFields(parts, table), orders: makeOrderCache() };
    }),
    events: eachVersion(state.version, () => {
      const table = tables.events();
      return { table, fields: eventFields(parts, table), orders: makeOrderCache() };
    }),
  };
}

/** Alarms that have come to the tenant by now, in a World that is still on its way to its end. */
export const alarmsThere = ({ standing }: Services, { row }: AlarmTable): readonly Test<never>[] =>
  standing.isSettled() ? [] : [{ kind: 'row', passes: (at) => standing.isAlarmThere(row[at] ?? 0) }];

export const eventsThere = ({ standing }: Services, { parent, ordinal }: EventTable): readonly Test<never>[] =>
  standing.isSettled()
    ? []
    : [{ kind: 'row', passes: (at) => standing.isEventThere(parent[at] ?? 0, ordinal[at] ?? 0) }];

/** Alarms and events of one customer only are all that a restricted client sees. */
export const visible = ({ world }: Scope, { customers }: ApiClient): readonly Test<'sensor'>[] =>
  customers === null
    ? []
    : [
        codeTest('sensor', world.sensors.length, (code) =>
          isSeen(
            world,
            code,
            customers.map(({ index }) => index),
          ),
        ),
      ];

const isSeen = (world: World, sensor: number, customers: readonly number[]): boolean =>
  customers.includes(world.sensors[sensor]?.customer.index ?? -1);

/** Whether the client sees what happened in this row. */
export const maySee = ({ world }: Scope, { customers }: ApiClient, row: number): boolean =>
  customers === null ||
  isSeen(
    world,
    world.baseline.sensor[row] ?? 0,
    customers.map(({ index }) => index),
  );
