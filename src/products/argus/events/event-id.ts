/** Event ids of v1: `<TYPE>/<timestamp>/<customerID>/<uuid>`. Source: docs/contract/argus.md §6. */
import { additionTo } from '../../../model/addition.ts';
import { withRows } from '../../../model/late-columns.ts';
import type { RowId } from '../../../model/event-id.ts';
import { findUuid, keptDetails, submittedAt, uuidAt } from '../../../model/submitted.ts';
import type { Columns } from '../../../model/columns.ts';
import type { World } from '../../../model/world.ts';
import { rawTime } from './event-times.ts';

const aggregatedTypes = new Set(['AGGR', 'AGGRATTACK']);
const rawTypes = new Set(['NIDS', 'RAW']);

/** Prints the id of an aggregate. */
export const aggregatedId = (world: World, columns: Columns, row: number): string =>
  `AGGR/${columns.timestamp[row] ?? 0}/${customerOf(world, columns, row)}/${uuidAt(world, row, null)}`;

/** Prints the id of a raw event of that aggregate; raw ones are shown as NIDS (docs/contract/argus.md §10.5). */
export function rawId(world: World, columns: Columns, row: number, ordinal: number): string {
  const time = rawTime(world, columns, row, ordinal);
  return `NIDS/${time}/${customerOf(world, columns, row)}/${uuidAt(world, row, ordinal)}`;
}

/** Prints the id of any event as it stands. */
export function eventId(world: World, row: number, ordinal: number | null): string {
  const columns = withRows(world.aggregated, row);
  return ordinal === null ? aggregatedId(world, columns, row) : rawId(world, columns, row, ordinal);
}

const customerOf = (world: World, columns: Columns, row: number): number =>
  world.sensors[columns.sensor[row] ?? 0]?.customer.id ?? 0;

/** The event with this id; every part must agree. Null when there is none. */
export function parseEventId(world: World, id: string): RowId | null {
  const [type = '', timestamp = '', customer = '', uuid = '', ...rest] = id.split('/');
  if (rest.length > 0) return null;
  const event = findUuid(world, uuid);
  if (event === null) return null;
  const { row, ordinal } = event;
  if (!(ordinal === null ? aggregatedTypes : rawTypes).has(type)) return null;
  const [, time, owner] = eventId(world, row, ordinal).split('/');
  return time === String(Number(timestamp)) && owner === String(Number(customer)) ? event : null;
}

/** Ids of the events that an aggregate was made of: those it keeps, or those that its submitter named. */
export function subEventIds(world: World, row: number): readonly string[] {
  const named = namedSubEvents(world, row);
  const kept = keptDetails(world, row, withRows(world.aggregated, row).count[row] ?? 0);
  return named.length > 0 ? named : Array.from({ length: kept }, (_, ordinal) => eventId(world, row, ordinal));
}

/** Ids of events that the submitters of an aggregate said it is made of. */
export const namedSubEvents = (world: World, row: number): readonly string[] => [
  ...(submittedAt(world, row)?.subEvents ?? []),
  ...additionTo(world, row, null).subEvents,
];
