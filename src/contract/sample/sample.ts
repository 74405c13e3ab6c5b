/** What the checks know of a target's data: a few ids of everything, read once, over HTTP, when first needed. */
import type { Ask } from '../exchange.ts';
import type { Operation } from '../operation.ts';
import type { Json } from '../../kernel/schema.ts';

/** An event by the parts of its id, `<type>/<timestamp>/<customerID>/<eventID>`. */
export interface EventId {
  readonly id: string;
  readonly type: string;
  readonly timestamp: string;
  readonly customerID: string;
  readonly eventID: string;
}

export interface Sample {
  /** A complete request of the operation that should succeed; null where nothing in the target makes one, such as a case in a tenant without cases. */
  readonly example: (operation: Operation) => Promise<Ask | null>;
  /** Some aggregated events of Argus as v1 has them, newest first; with a capture where there are any, first. */
  readonly events: () => Promise<readonly Json[]>;
  /** Ids of those events. */
  readonly eventIds: () => Promise<readonly EventId[]>;
  /** An event with a capture; null when none was found. */
  readonly captured: () => Promise<EventId | null>;
  /** Some raw events of Argus, as v1 has them. */
  readonly rawEvents: () => Promise<readonly Json[]>;
  readonly customers: () => Promise<readonly Json[]>;
  /** Cases of which events are known. */
  readonly cases: () => Promise<readonly number[]>;
  /** A span of time, in epoch milliseconds, that holds some events (30 to 300 where the target has so many), and their number. */
  readonly window: () => Promise<Window | null>;
  /** Alarms of USM Anywhere, as its list has them. */
  readonly alarms: () => Promise<readonly Json[]>;
  /** Events of USM Anywhere, as its list has them. */
  readonly usmEvents: () => Promise<readonly Json[]>;
  /** Ids of labels that alarms carry. */
  readonly labels: () => Promise<readonly string[]>;
}

export interface Window {
  readonly startTimestamp: number;
  readonly endTimestamp: number;
  readonly count: number;
}

/** The parameters of a path that names an event; those that the path has not are passed over. */
export const eventParams = ({ type, timestamp, customerID, eventID }: EventId): NonNullable<Ask['params']> => ({
  type,
  timestamp,
  customerID,
  eventID,
});

/** Parses an id of Argus; null for anything else. */
export function eventIdOf(id: Json | undefined): EventId | null {
  if (typeof id !== 'string') return null;
  const [type, timestamp, customerID, eventID, ...rest] = id.split('/');
  if (type === undefined || timestamp === undefined || customerID === undefined || eventID === undefined) return null;
  return rest.length > 0 ? null : { id, type, timestamp, customerID, eventID };
}
