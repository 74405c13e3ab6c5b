/** A conversation on the wire, product-neutral: who talks to whom, what they say, and when. Times are epoch microseconds. */

export type Side = 'initiator' | 'responder';

export interface TransportEnd {
  readonly address: string;
  /** 0 where the transport has none. */
  readonly port: number;
}

/** What one side says before it listens again. */
export interface Turn {
  readonly from: Side;
  readonly bytes: Uint8Array;
  /** Microseconds of thought since the turn before; the way of the packets comes on top. */
  readonly pause: number;
  /** When the turn's packet stands exactly; at least one turn of every conversation is pinned. */
  readonly at?: number;
  /** Which packet of a long turn stands at `at`; the last one, unless the rule is satisfied by the first. */
  readonly pin?: 'first' | 'last';
  /** The packet at `at` is one that the rule reports. */
  readonly trigger?: boolean;
}

interface Ends {
  readonly initiator: TransportEnd;
  readonly responder: TransportEnd;
  readonly vlan: number | null;
  /** Microseconds that each side needs to answer, as seen at the sensor. */
  readonly delay: Readonly<Record<Side, number>>;
}

/** A TCP connection with its handshake; `reset` ends it from the responder's side, as a blocking firewall does. */
export interface FlowSession extends Ends {
  readonly kind: 'session';
  readonly turns: readonly Turn[];
  readonly end: 'fin' | 'reset';
}

/** A single SYN and what becomes of it. */
export interface Probe extends Ends {
  readonly kind: 'probe';
  readonly at: number;
  readonly trigger: boolean;
  readonly window: number;
  readonly answer: 'closed' | 'open' | 'silent';
}

/** UDP datagrams, one a turn. */
export interface FlowExchange extends Ends {
  readonly kind: 'exchange';
  readonly turns: readonly Turn[];
}

/** An ICMP echo request, ICMPv6 between IPv6 addresses. */
export interface Echo extends Ends {
  readonly kind: 'echo';
  readonly at: number;
  readonly trigger: boolean;
  readonly identifier: number;
  readonly sequence: number;
  readonly bytes: Uint8Array;
  readonly answered: boolean;
}

export type Flow = FlowSession | Probe | FlowExchange | Echo;

/** How many triggers one capture holds; the costliest detection (10 SSH sessions a trigger) then takes some 50 ms to render. */
export const triggerLimit = 100;

/** Cuts a long list of triggers: the first ones and the very last stay, so the capture still spans the event. */
export function limitTriggers(
  triggers: readonly number[],
  limit = triggerLimit,
): { readonly triggers: readonly number[]; readonly truncated: boolean } {
  if (triggers.length <= limit) return { triggers, truncated: false };
  return { triggers: [...triggers.slice(0, limit - 1), ...triggers.slice(-1)], truncated: true };
}
