/** What may be sent to somebody's real tenant: reading, and writing to the events that were named, and nothing else. */
import type { Json } from '../kernel/schema.ts';
import type { Ask } from './exchange.ts';
import { listOf, member } from './exchange.ts';
import { isSafe, type Operation } from './operation.ts';
import { eventIdOf } from './sample/sample.ts';
import type { Target } from './target.ts';

const harmless = ['GET', 'HEAD', 'OPTIONS'];

/** Why a request must not be sent; null when it may. */
export function refusalToSend(target: Target, operation: Operation, ask: Ask): string | null {
  if (!target.isLive) return null;
  const method = ask.method ?? operation.method;
  const isOwn = method === operation.method;
  if (isOwn ? isSafe(operation) || operation.schemes.includes('basic') : harmless.includes(method)) return null;
  if (!isOwn) return `${method} might change a live target`;
  const events = eventsOf(ask);
  const isAllowed = events.length > 0 && events.every((event) => target.writes.includes(event));
  return isAllowed ? null : 'it might change a live target; --write names the events that may be changed';
}

/** Ids of all events that a request is about; a bulk request by criteria is about nobody knows which. */
function eventsOf(ask: Ask): readonly string[] {
  const { timestamp, customerID, eventID } = ask.params ?? {};
  const named = [...listOf(member(ask.body, 'eventIdentifiers')), ...listOf(member(ask.body, 'eventID'))];
  const inPath = eventID === undefined ? [] : [`AGGR/${timestamp}/${customerID}/${eventID}`];
  return [...inPath, ...named.map((id: Json) => eventIdOf(id)?.id ?? '')];
}
