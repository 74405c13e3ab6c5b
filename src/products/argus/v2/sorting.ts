/** What v2 sorts by. Source: docs/contract/argus.md §7.4. */
import type { SortKey } from '../../../corpus/page.ts';
import { uuidKey, type EventTable } from '../events/table.ts';
import type { V2Criteria } from '../generated/types.ts';

export type SortBy = NonNullable<V2Criteria['sortBy']>[number];

/** Sort keys of a table; `eventID` needs two numbers to tell all ids apart. Raw events sort by their own time where they have no other. */
function keysOf(table: EventTable, name: string): readonly Omit<SortKey, 'descending'>[] {
  const created = table.time('created');
  switch (name) {
    case 'customerID': {
      const sensor = table.code('sensor');
      return [{ name: 'customer', key: (row) => table.world.sensors[sensor(row)]?.customer.id ?? 0 }];
    }
    case 'eventID':
      return [
        { name: 'uuidHigh', key: (row) => uuidKey(table, row).high },
        { name: 'uuidLow', key: (row) => uuidKey(table, row).low },
      ];
    case 'lastUpdatedTimestamp':
      return [{ name: 'lastUpdated', key: table.time('lastUpdated') }];
    case 'lastEventTimestamp':
      return [{ name: 'end', key: table.kind === 'raw' ? created : table.time('lastEvent') }];
    default:
      return [{ name: 'timestamp', key: created }];
  }
}

/** The chain of sort keys of each table. */
export const chainOf =
  (sortBy: readonly SortBy[]) =>
  (table: EventTable): readonly SortKey[] =>
    sortBy.flatMap((text) => {
      const descending = text.startsWith('-');
      return keysOf(table, descending ? text.slice(1) : text).map((key) => ({ ...key, descending }));
    });
