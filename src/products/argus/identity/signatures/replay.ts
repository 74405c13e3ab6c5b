/** What is remembered of each signature key: how far its client's clock is off, and which nonces it has used. Bounded; no command tells of it, but snapshots do. */
import type { Clock } from '../../../../kernel/clock.ts';
import { quotas } from '../../../../kernel/quota.ts';
import type { Memory } from '../../../../state/side-state.ts';
import { unauthenticated } from '../../access/refusals.ts';
import { mostSkew } from './uri.ts';

/** How far the skew of a client may wander from the pinned one; assumed: what delay and one step of NTP explain. */
export const skewTolerance = 60_000;
/** A key that rests for so long may come back with another skew; assumed. */
const pinLifetime = mostSkew;
/** Nonces that are remembered of one key at least; twice as many at the most. */
export const mostNonces = 32_768;
/** Keys remembered at once. */
const mostKeys = 10_000;

/** Nonces that came one after the other, and the latest time that one of them claimed. */
interface Generation {
  readonly nonces: Set<string>;
  readonly began: number;
  latest: number;
}

interface Client {
  /** Milliseconds that its clock is ahead. */
  readonly skew: number;
  lastSeen: number;
  current: Generation;
  previous: Generation;
  /** A signature that claims this time or an earlier one is refused: its nonce may have been forgotten. */
  floor: number;
}

export interface Replay extends Memory {
  /** Nonces that are remembered. */
  readonly count: () => number;
  /** Takes note of a signature that is otherwise good. Throws 401 for a clock that is off or has jumped, and for a used nonce. */
  readonly note: (key: string, timestamp: number, nonce: string) => void;
}

/** Remembers `most` nonces of all keys together; those of the key that came first make room. */
export function makeReplay(clientClock: Clock, most: number = quotas.nonces.usual): Replay {
  const clients = new Map<string, Client>();
  let count = 0;
  const makeRoom = (now: number): void => {
    for (const [key, client] of clients) {
      if (count < most) return;
      clients.delete(key);
      clients.set(key, client);
      count -= noncesOf(client);
      turnOver(client, now);
      turnOver(client, now);
    }
  };
  const clientOf = (key: string, now: number, skew: number): Client => {
    const known = clients.get(key);
    if (known !== undefined && now - known.lastSeen <= pinLifetime) return known;
    const fresh = { current: generation(now), previous: generation(now), floor: -Infinity };
    const client: Client = { ...(known ?? fresh), skew, lastSeen: now };
    clients.delete(key);
    clients.set(key, client);
    const [oldest] = clients;
    if (clients.size > mostKeys && oldest !== undefined) {
      count -= noncesOf(oldest[1]);
      clients.delete(oldest[0]);
    }
    return client;
  };
  return {
    note: (key, timestamp, nonce) => {
      const now = clientClock.now();
      const skew = timestamp - now;
      if (Math.abs(skew) > mostSkew) throw unauthenticated('signature.skew.exceeded');
      const client = clientOf(key, now, skew);
      if (Math.abs(skew - client.skew) > skewTolerance) throw unauthenticated('signature.skew.changed');
      const isUsed = client.current.nonces.has(nonce) || client.previous.nonces.has(nonce) || timestamp <= client.floor;
      if (isUsed) throw unauthenticated('signature.nonce.reused');
      client.lastSeen = now;
      if (client.current.nonces.size >= mostNonces || now - client.current.began > mostSkew) {
        count -= client.previous.nonces.size;
        turnOver(client, now);
      }
      if (count >= most) makeRoom(now);
      client.current.nonces.add(nonce);
      count += 1;
      client.current.latest = Math.max(client.current.latest, timestamp);
    },
    count: () => count,
    save: () => (clients.size === 0 ? null : [...clients].map(([key, client]) => [key, savedOf(client)])),
    load: (saved) => {
      clients.clear();
      for (const [key, client] of (saved ?? []) as unknown as readonly (readonly [string, SavedClient])[])
        clients.set(key, clientFrom(client));
      count = [...clients.values()].reduce((sum, client) => sum + noncesOf(client), 0);
    },
  };
}

/** As plain data; null stands for a time that never was. */
const savedOf = ({ skew, lastSeen, current, previous, floor }: Client) => ({
  skew,
  lastSeen,
  floor: floor === -Infinity ? null : floor,
  generations: [current, previous].map(({ nonces, began, latest }) => ({
    nonces: [...nonces],
    began,
    latest: latest === -Infinity ? null : latest,
  })),
});
type SavedClient = ReturnType<typeof savedOf>;

function clientFrom({ skew, lastSeen, floor, generations }: SavedClient): Client {
  const [current, previous] = generations.map(({ nonces, began, latest }) => ({
    nonces: new Set(nonces),
    began,
    latest: latest ?? -Infinity,
  }));
  if (current === undefined || previous === undefined) throw new RangeError('not two generations of nonces');
  return { skew, lastSeen, current, previous, floor: floor ?? -Infinity };
}

const noncesOf = ({ current, previous }: Client): number => current.nonces.size + previous.nonces.size;

const generation = (began: number): Generation => ({ nonces: new Set(), began, latest: -Infinity });

/** Forgets the older generation at once, which costs no request more than another; what it held is refused by its time from now on. */
function turnOver(client: Client, now: number): void {
  client.floor = Math.max(client.floor, client.previous.latest);
  client.previous = client.current;
  client.current = generation(now);
}
