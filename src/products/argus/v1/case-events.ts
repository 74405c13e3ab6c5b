/** Events of a case, those of cases merged into it included. Source: contract/argus.md §6 getEventsForCase. */
import { eachRow } from '../../../corpus/group.ts';
import { codes } from '../../../corpus/predicate.ts';
import { scan } from '../../../corpus/scan.ts';
import type { Outcome } from '../../../http/endpoint.ts';
import { ApiError } from '../../../kernel/fault.ts';
import { eventNumberOf } from '../../../model/event-number.ts';
import { keptDetails } from '../../../model/submitted.ts';
import { triggerTime } from '../../../model/trigger.ts';
import type { Case, World } from '../../../model/world.ts';
import { accessDenied, mayReadCase, type Principal } from '../access/access.ts';
import type { CaseQuery } from '../generated/types.ts';
import { isTrue } from '../common/booleans.ts';
import type { ArgusServices } from '../services/services.ts';
import { mostRows } from './search.ts';

interface Entry {
  readonly row: number;
  readonly ordinal: number | null;
  readonly timestamp: number;
}

/** Lists them by time. An unknown case is 412, one of a customer that the caller may not see 403; the operation declares no 404. */
export function caseEvents(
  { simulation, v1, invalid }: ArgusServices,
  principal: Principal,
  id: number,
  query: CaseQuery,
): Outcome {
  const { world } = simulation;
  const wanted = world.cases.find((entry) => entry.id === id);
  if (wanted === undefined)
    throw new ApiError(412, [
      { message: 'Case does not exist', template: 'case.not.exist', field: 'caseID', parameter: String(id) },
    ]);
  if (!mayReadCase(principal, wanted)) throw accessDenied();
  const limit = Number(query.limit ?? 25);
  const offset = Number(query.offset ?? 0);
  const tooMany = invalid([
    { where: 'query', path: ['limit'], keyword: 'maximum', message: 'too large', value: query.limit },
  ]);
  if (limit > mostRows) throw tooMany;
  const entries = entriesOf(
    simulation.columns(),
    world,
    wanted,
    isTrue(query.includeRawEvents as boolean | string | undefined, false),
  );
  if (limit === 0 && entries.length > mostRows) throw tooMany;
  if ((query.sortBy?.[0] ?? '-timestamp').startsWith('-')) entries.reverse();
  const shown = entries.slice(offset, limit === 0 ? entries.length : offset + limit);
  const columns = simulation.columns();
  const items = shown.map(({ row, ordinal }) =>
    ordinal === null ? v1.aggregated(columns, row, 'comma') : v1.raw(columns, row, ordinal, 'comma'),
  );
  return { kind: 'list', items, limit, offset, count: entries.length };
}

function entriesOf(columns: World['aggregated'], world: World, wanted: Case, withRaw: boolean): Entry[] {
  const isWanted = (entry: Case): boolean =>
    entry === wanted || (entry.mergedInto !== null && isWanted(entry.mergedInto));
  const bits = scan(
    columns,
    codes('cases', world.caseSets.length, (code) => (world.caseSets[code] ?? []).some(isWanted)),
  );
  const entries: Entry[] = [];
  eachRow(bits, (row) => {
    const timestamp = columns.timestamp[row] ?? 0;
    const count = columns.count[row] ?? 1;
    if (count > 0) entries.push({ row, ordinal: null, timestamp });
    if (!withRaw) return;
    for (let ordinal = 0; ordinal < keptDetails(world, row, count); ordinal++) {
      entries.push({
        row,
        ordinal,
        timestamp: triggerTime(
          world.rowKey,
          eventNumberOf(world, row),
          timestamp,
          columns.duration[row] ?? 0,
          count,
          ordinal,
        ),
      });
    }
  });
  return entries.sort(
    (one, other) =>
      one.timestamp - other.timestamp || one.row - other.row || (one.ordinal ?? -1) - (other.ordinal ?? -1),
  );
}
