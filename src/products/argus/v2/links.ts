/** Links to what an event is about; which there are is assumed, v2 shows name and uri only. Source: contract/argus.md §7. */
import type { RowId } from '../../../model/event-id.ts';
import type { Detail, Sensor, World } from '../../../model/world.ts';

/** JSON text of the links. */
export function linksOf({ aggregated, details, sensors }: World, { row }: RowId): string {
  const { alarm } = details[aggregated.detail[row] ?? 0] as Detail;
  const { customer } = sensors[aggregated.sensor[row] ?? 0] as Sensor;
  return JSON.stringify([
    { name: `Alarm ${alarm.name}`, uri: `/alarms/v1/alarm/${alarm.id}` },
    { name: `Customer ${customer.name}`, uri: `/customers/v2/customer/${customer.id}` },
  ]);
}
