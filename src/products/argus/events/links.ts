/** Links to what an event is about; which there are is assumed. Source: docs/contract/argus.md §6, §7. */
import type { RowId } from '../../../model/event-id.ts';
import type { Detail, Sensor, World } from '../../../model/world.ts';

/** As v1 shows them; v2 leaves the type out. */
export function linksOf({ aggregated, details, sensors }: World, { row }: RowId) {
  const { alarm } = details[aggregated.detail[row] ?? 0] as Detail;
  const { customer } = sensors[aggregated.sensor[row] ?? 0] as Sensor;
  return [
    { name: `Alarm ${alarm.name}`, type: 'generic', uri: `/alarms/v1/alarm/${alarm.id}` },
    { name: `Customer ${customer.name}`, type: 'specific', uri: `/customers/v2/customer/${customer.id}` },
  ] as const;
}
