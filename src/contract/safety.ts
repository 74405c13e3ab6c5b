/** What may be sent to somebody's real tenant: reading, and writing to the events that were named, and nothing else. */
import type { Ask } from './terms/exchange.ts';
import { isSafe, type Operation } from './terms/operation.ts';
import type { Target } from './terms/target.ts';

const harmless = ['GET', 'HEAD', 'OPTIONS'];

/** Why a request must not be sent; null when it may. */
export function refusalToSend(target: Target, operation: Operation, ask: Ask): string | null {
  if (!target.isLive) return null;
  const method = ask.method ?? operation.method;
  const isOwn = method === operation.method;
  if (
    isOwn ? isSafe(operation) || operation.id === operation.adapter.callers.token?.operation : harmless.includes(method)
  )
    return null;
  if (!isOwn) return `${method} might change a live target`;
  const events = operation.adapter.writable?.idsIn(ask) ?? [];
  const isAllowed = events.length > 0 && events.every((event) => target.writes.includes(event));
  return isAllowed ? null : 'it might change a live target; --write names the events that may be changed';
}
