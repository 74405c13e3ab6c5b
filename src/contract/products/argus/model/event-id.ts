/** Ids of events, `<type>/<timestamp>/<customerID>/<eventID>`, and the requests that name them. */
import type { Json } from '../../../../kernel/schema.ts';
import { listOf, member, type Ask } from '../../../terms/exchange.ts';

/** An event by the parts of its id. */
export type EventId = {
  readonly id: string;
  readonly type: string;
  readonly timestamp: string;
  readonly customerID: string;
  readonly eventID: string;
};

/** Parses an id; null for anything else. */
export function eventIdOf(id: Json | undefined): EventId | null {
  if (typeof id !== 'string') return null;
  const [type, timestamp, customerID, eventID, ...rest] = id.split('/');
  if (type === undefined || timestamp === undefined || customerID === undefined || eventID === undefined) return null;
  return rest.length > 0 ? null : { id, type, timestamp, customerID, eventID };
}

/** The parameters of a path that names an event; those that the path has not are passed over. */
export const eventParams = ({ type, timestamp, customerID, eventID }: EventId): NonNullable<Ask['params']> => ({
  type,
  timestamp,
  customerID,
  eventID,
});

/** Ids of all events that a request is about; a bulk request by criteria is about nobody knows which. */
export function eventsOf(ask: Ask): readonly string[] {
  const { timestamp, customerID, eventID } = ask.params ?? {};
  const named = [...listOf(member(ask.body, 'eventIdentifiers')), ...listOf(member(ask.body, 'eventID'))];
  const inPath = eventID === undefined ? [] : [`AGGR/${timestamp}/${customerID}/${eventID}`];
  return [...inPath, ...named.map((id) => eventIdOf(id)?.id ?? '')];
}
