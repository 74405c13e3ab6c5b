/** What the operations of Events v1 do. Source: docs/contract/argus.md §6. */
import { bytesFrom } from '../../../kernel/bytes.ts';
import type { Handlers, Outcome } from '../../../http/endpoint.ts';
import type { RowId } from '../../../model/event-id.ts';
import type { Principal } from '../access/access.ts';
import { semanticProblem } from '../common/invalid.ts';
import { findV1 } from '../events/find.ts';
import { linksOf } from '../events/links.ts';
import type { EventKind } from '../events/table.ts';
import { payloadAnswer, pcapAnswer } from '../events/payloads.ts';
import type { ArgusServices, SlicedReader } from '../services/services.ts';
import type { EventListQuery } from '../generated/types.ts';
import { getEventsForCase } from './case-events.ts';
import type { V1Criteria } from './criteria.ts';
import type { v1Rows, v1UpdateRows } from './rows.ts';
import { searchV1 } from './search.ts';
import { v1Statistics } from './stats.ts';
import { updateEvents, updateEventsBulk } from './updates.ts';

type Rows = typeof v1Rows | typeof v1UpdateRows;

export const v1Handlers: Handlers<Rows[number], ArgusServices, Principal> = {
  getEventByPath: (services, call) => eventOf(services, findV1(services.simulation.world, call)),
  getEventLinks: ({ simulation: { world } }, call) => ({
    kind: 'one',
    json: JSON.stringify(linksOf(world, findV1(world, call))),
  }),
  listAggregatedEvents: list('aggregated'),
  findAggregatedEvents: (services, call) => {
    const criteria = call.body as V1Criteria;
    // Only this search refuses to run without a lower bound (seed 000); the status and field are assumed (§10.11).
    if (criteria.startTimestamp === undefined)
      throw services.invalid([semanticProblem('body', ['startTimestamp'], null)]);
    return searchV1(services, call, 'aggregated', criteria);
  },
  findAggregatedEventStats: (services, { body, principal }) => v1Statistics(services, principal, body as object),
  listNIDSEvents: list('raw'),
  findNIDSEvents: (services, call) => searchV1(services, call, 'raw', call.body as V1Criteria),
  getEventsForCase,
  getPayload: ({ simulation: { world } }, call) => payloadAnswer(world, findV1(world, call)),
  getPcap: ({ simulation: { world } }, call) => pcapAnswer(world, findV1(world, call)),
  updateEvents,
  updateEventsBulk,
};

function list(kind: EventKind): SlicedReader {
  return (services, call) => {
    const simple = call.query as unknown as EventListQuery;
    return searchV1(services, call, kind, {
      ...simple,
      startTimestamp: simple.startTimestamp ?? '-24hours',
      endTimestamp: simple.endTimestamp ?? 'now',
    } as V1Criteria);
  };
}

function eventOf({ simulation, v1 }: ArgusServices, { row, ordinal }: RowId): Outcome {
  const columns = simulation.columns();
  const json = bytesFrom((sheet) =>
    ordinal === null ? v1.aggregated(sheet, columns, row, 'comma') : v1.raw(sheet, columns, row, ordinal, 'comma'),
  );
  return { kind: 'one', json };
}
