/** Events of a case by time, raw ones among them when they are asked for. Source: docs/contract/argus.md §6 getEventsForCase. */
import { bytesFrom } from '../../../kernel/bytes.ts';
import { eachRow } from '../../../corpus/group.ts';
import { scan } from '../../../corpus/scan.ts';
import type { Predicate } from '../../../corpus/predicate.ts';
import { eventNumberOf } from '../../../model/event-number.ts';
import { keptDetails } from '../../../model/submitted.ts';
import { triggerTime } from '../../../model/trigger.ts';
import type { World } from '../../../model/world.ts';
import { isTrue } from '../common/booleans.ts';
import { pageOfList } from '../common/paging.ts';
import { aggregatesOfCase } from '../events/case.ts';
import type { CaseQuery } from '../generated/types.ts';
import type { ArgusReader } from '../services/services.ts';

interface Entry {
  readonly row: number;
  readonly ordinal: number | null;
  readonly timestamp: number;
}

export const getEventsForCase: ArgusReader = ({ simulation, v1, invalid }, { params, query, principal }) => {
  const request: CaseQuery = query;
  const { world } = simulation;
  const isOfCase = aggregatesOfCase(world, principal, Number(params['caseID']));
  const entries = entriesOf(world, isOfCase, isTrue(request.includeRawEvents as boolean | string | undefined, false));
  if ((request.sortBy?.[0] ?? '-timestamp').startsWith('-')) entries.reverse();
  const columns = simulation.columns();
  return pageOfList(invalid, request, entries, ({ row, ordinal }) =>
    bytesFrom((sheet) =>
      ordinal === null ? v1.aggregated(sheet, columns, row, 'comma') : v1.raw(sheet, columns, row, ordinal, 'comma'),
    ),
  );
};

function entriesOf(world: World, isOfCase: Predicate, withRaw: boolean): Entry[] {
  const columns = world.aggregated;
  const entries: Entry[] = [];
  eachRow(scan(columns, isOfCase), (row) => {
    const timestamp = columns.timestamp[row] ?? 0;
    const duration = columns.duration[row] ?? 0;
    const count = columns.count[row] ?? 1;
    if (count > 0) entries.push({ row, ordinal: null, timestamp });
    if (!withRaw) return;
    const eventNumber = eventNumberOf(world, row);
    for (let ordinal = 0; ordinal < keptDetails(world, row, count); ordinal++) {
      const time = triggerTime(world.rowKey, eventNumber, timestamp, duration, count, ordinal);
      entries.push({ row, ordinal, timestamp: time });
    }
  });
  return entries.sort(
    (one, other) =>
      one.timestamp - other.timestamp || one.row - other.row || (one.ordinal ?? -1) - (other.ordinal ?? -1),
  );
}
