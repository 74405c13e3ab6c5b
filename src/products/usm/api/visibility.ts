/** Who may see which alarms and events, and which have come to the tenant by now. */
import { codeTest, type Test } from '../../../corpus/table.ts';
import type { AlarmTable } from '../records/record-tables.ts';
import type { ApiClient } from '../records/tenant.ts';
import type { FilterContext } from './criteria.ts';
import type { EventSource, Services } from './services.ts';

/** Alarms that have come to the tenant by now. */
export const alarmsThere = ({ disposition }: Services, { row }: AlarmTable): readonly Test<never>[] => {
  const settled = disposition.settledRows();
  const isThere = (of: number): boolean => of < settled || disposition.isThere(of, null);
  return disposition.isSettled() ? [] : [{ kind: 'row', passes: (at) => isThere(row[at] ?? 0) }];
};

export const eventsThere = ({
  disposition,
  table: { parent, ordinal },
}: Pick<EventSource, 'disposition' | 'table'>): readonly Test<never>[] => {
  const settled = disposition.settledRows();
  const passes = (at: number): boolean => {
    const row = parent[at] ?? 0;
    return row < settled || disposition.isThere(row, ordinal[at] ?? 0);
  };
  return disposition.isSettled() ? [] : [{ kind: 'row', passes }];
};

/** What is still kept. */
export function stillKept({ world }: Pick<FilterContext, 'world'>): readonly Test<never>[] {
  const from = world.oldestKept();
  return from === -Infinity ? [] : [{ kind: 'time', from, to: Infinity }];
}

/** Alarms and events of one customer only are all that a restricted client sees. */
export const visibleTo = (context: FilterContext, client: ApiClient): readonly Test<'sensor'>[] =>
  client.customers === null
    ? []
    : [codeTest('sensor', context.world.sensors.length, (code) => seesSensor(context, client, code))];

/** Whether the client sees what happened in this row. */
export const isVisibleTo = (context: Pick<FilterContext, 'world'>, client: ApiClient, row: number): boolean =>
  seesSensor(context, client, context.world.baseline.sensor[row] ?? 0);

const seesSensor = ({ world }: Pick<FilterContext, 'world'>, { customers }: ApiClient, sensor: number): boolean =>
  customers === null || customers.some(({ index }) => index === world.sensors[sensor]?.customer.index);
