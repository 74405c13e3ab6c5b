/** What v1 sorts by. Source: docs/contract/argus.md §6.5. */
import type { SortKey } from '../../../corpus/page.ts';
import type { Problem } from '../../../http/product.ts';
import { semanticProblem } from '../common/invalid.ts';
import type { EventTable } from '../events/table.ts';

/** Fields that sortBy knows; both spellings of the last change occur (docs/contract/argus.md §6.5). The rest is assumed. */
const sortFields = {
  timestamp: 'timestamp',
  startTimestamp: 'timestamp',
  endTimestamp: 'end',
  lastUpdated: 'updated',
  lastUpdatedTimestamp: 'updated',
  customerID: 'customer',
  severity: 'severity',
  count: 'count',
} as const;

type SortField = (typeof sortFields)[keyof typeof sortFields];

/** The chain of sort keys that `sortBy` asks for; what it does not know is added to `problems`. */
export function sortOf(sortBy: readonly string[], table: EventTable, problems: Problem[]): readonly SortKey[] {
  const names = sortBy.length === 0 ? ['-timestamp'] : sortBy;
  return names.flatMap((text) => {
    const name = text.startsWith('-') ? text.slice(1) : text;
    if (!Object.hasOwn(sortFields, name)) {
      problems.push(semanticProblem('body', ['sortBy'], text));
      return [];
    }
    const field = sortFields[name as keyof typeof sortFields];
    return [{ name: field, descending: text.startsWith('-'), key: keyOf(table, field) }];
  });
}

/** Raw events sort by what their aggregate says where they have no time of their own. */
function keyOf(table: EventTable, field: SortField): (row: number) => number {
  const { world, parent } = table;
  const columns = world.aggregated;
  const ofAggregate = (values: Readonly<Record<number, number>>): ((row: number) => number) =>
    parent === null ? (row) => values[row] ?? 0 : (row) => values[parent[row] ?? 0] ?? 0;
  switch (field) {
    case 'timestamp':
      return table.time('created');
    case 'end':
      return table.time(table.kind === 'raw' ? 'created' : 'lastEvent');
    case 'updated':
      return ofAggregate(columns.updated);
    case 'customer': {
      const sensor = ofAggregate(columns.sensor);
      return (row) => world.sensors[sensor(row)]?.customer.id ?? 0;
    }
    case 'severity':
      return ofAggregate(columns.severity);
    case 'count':
      return table.weight;
  }
}
