/** The events that a request is about, by their ids: in the path, or named in the body. */
import { listOf, member, type Ask } from '../../exchange.ts';
import { eventIdOf } from '../../sample/sample.ts';

/** Ids of all events that a request is about; a bulk request by criteria is about nobody knows which. */
export function eventsOf(ask: Ask): readonly string[] {
  const { timestamp, customerID, eventID } = ask.params ?? {};
  const named = [...listOf(member(ask.body, 'eventIdentifiers')), ...listOf(member(ask.body, 'eventID'))];
  const inPath = eventID === undefined ? [] : [`AGGR/${timestamp}/${customerID}/${eventID}`];
  return [...inPath, ...named.map((id) => eventIdOf(id)?.id ?? '')];
}
