/** What is remembered of each signature key: how far its client's clock is off, and which nonces it has used. Bounded, in memory only. */
import type { Clock } from '../../../kernel/clock.ts';
import { unauthenticated } from './refusals.ts';
import { mostSkew } from './uri.ts';

/** How far the skew of a client may wander from the pinned one; assumed: what delay and one step of NTP explain. */
export const skewTolerance = 60_000;
/** A key that rests for so long may come back with another skew; assumed. */
const pinLifetime = mostSkew;
/** Nonces remembered of one key. */
export const mostNonces = 65_536;
/** Keys remembered at once. */
const mostKeys = 10_000;

interface Client {
  /** Milliseconds that its clock is ahead. */
  readonly skew: number;
  lastSeen: number;
  /** Nonces with the time they claimed, oldest first. */
  readonly nonces: Map<string, number>;
  /** A signature that claims this time or an earlier one is refused: its nonce may have been forgotten. */
  floor: number;
}

export interface Replay {
  /** Takes note of a signature that is otherwise good. Throws 401 for a clock that is off or has jumped, and for a used nonce. */
  readonly note: (key: string, timestamp: number, nonce: string) => void;
}

export function makeReplay(clientClock: Clock): Replay {
  const clients = new Map<string, Client>();
  const clientOf = (key: string, now: number, skew: number): Client => {
    const known = clients.get(key);
    if (known !== undefined && now - known.lastSeen <= pinLifetime) return known;
    const client = {
      skew,
      lastSeen: now,
      nonces: known?.nonces ?? new Map<string, number>(),
      floor: known?.floor ?? -Infinity,
    };
    clients.delete(key);
    clients.set(key, client);
    if (clients.size > mostKeys) clients.delete(clients.keys().next().value ?? '');
    return client;
  };
  return {
    note: (key, timestamp, nonce) => {
      const now = clientClock.now();
      const skew = timestamp - now;
      if (Math.abs(skew) > mostSkew) throw unauthenticated('signature.skew.exceeded');
      const client = clientOf(key, now, skew);
      if (Math.abs(skew - client.skew) > skewTolerance) throw unauthenticated('signature.skew.changed');
      if (client.nonces.has(nonce) || timestamp <= client.floor) throw unauthenticated('signature.nonce.reused');
      client.nonces.set(nonce, timestamp);
      client.lastSeen = now;
      forget(client, now);
    },
  };
}

/** Drops nonces whose signatures are too old to be accepted anyway, and the oldest ones where there are too many. */
function forget(client: Client, now: number): void {
  for (const [nonce, timestamp] of client.nonces) {
    const isOver = client.nonces.size > mostNonces;
    if (!isOver && timestamp >= now - mostSkew) return;
    if (isOver) client.floor = Math.max(client.floor, timestamp);
    client.nonces.delete(nonce);
  }
}
