/** Who may see which alarms and events, and which have come to the tenant by now. */
import { codeTest, type Test } from '../../../corpus/table.ts';
import type { World } from '../../../model/world.ts';
import type { AlarmTable, RawEventTable } from '../records/record-tables.ts';
import type { ApiClient } from '../records/tenant.ts';
import type { FilterContext } from './criteria.ts';
import type { Services } from './services.ts';

/** Alarms that have come to the tenant by now, in a World that is still on its way to its end. */
export const alarmsThere = ({ disposition }: Services, { row }: AlarmTable): readonly Test<never>[] =>
  disposition.isSettled() ? [] : [{ kind: 'row', passes: (at) => disposition.isAlarmThere(row[at] ?? 0) }];

export const eventsThere = ({ disposition }: Services, { parent, ordinal }: RawEventTable): readonly Test<never>[] =>
  disposition.isSettled()
    ? []
    : [{ kind: 'row', passes: (at) => disposition.isEventThere(parent[at] ?? 0, ordinal[at] ?? 0) }];

/** Alarms and events of one customer only are all that a restricted client sees. */
export const visibleTo = ({ world }: FilterContext, { customers }: ApiClient): readonly Test<'sensor'>[] =>
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
export const isVisibleTo = ({ world }: FilterContext, { customers }: ApiClient, row: number): boolean =>
  customers === null ||
  isSeen(
    world,
    world.baseline.sensor[row] ?? 0,
    customers.map(({ index }) => index),
  );
