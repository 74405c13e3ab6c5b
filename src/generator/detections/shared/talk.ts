/** Lays conversations around the triggers of a sighting: which ports, when, and how a blocked one ends. */
import type { Sighting } from '../../../model/detection.ts';
import type { TransportEnd, FlowExchange, FlowSession, Side, Turn } from '../../../model/flow.ts';
import { Buffer } from 'node:buffer';

export const micro = 1000;
const lowestPort = 1024;

export const text = (value: string): Uint8Array => Buffer.from(value, 'utf8');
export const latin1 = (value: string): Uint8Array => Buffer.from(value, 'latin1');
export const hex = (value: string): Uint8Array => Buffer.from(value.replaceAll(' ', ''), 'hex');

export const says = (from: Side, bytes: Uint8Array, pause = 300): Turn => ({ from, bytes, pause });

/** The turn whose packet is the hit, and raises the alarm where it completes its burst. */
export const triggers = (turn: Turn, { at, trigger }: Pick<Hit, 'at' | 'trigger'>): Turn => ({ ...turn, at, trigger });

/** Turns of which the one at this place is the hit. */
export const hitAt = (place: number, turns: readonly Turn[], hit: Pick<Hit, 'at' | 'trigger'>): readonly Turn[] =>
  turns.map((turn, at) => (at === place ? triggers(turn, hit) : turn));

/** The initiator with another port; step 0 is the event's own, so the first trigger carries the event's addresses and ports. */
export function initiatorAt(sighting: Sighting, step: number): TransportEnd {
  const { address, port } = sighting.initiator;
  const range = 65_536 - lowestPort;
  const offset = (((port - lowestPort + step) % range) + range) % range;
  return { address, port: step === 0 ? port : lowestPort + offset };
}

export interface Path {
  readonly responder: TransportEnd;
  readonly vlan: number | null;
  readonly delay: Readonly<Record<Side, number>>;
}

/** The way between the two ends; the sensor stands near the home network, so the far side answers late. */
export function wirePath(sighting: Sighting, direction: 'inbound' | 'outbound' | 'internal'): Path {
  const near = sighting.chance.between(80, 400);
  const far = direction === 'internal' ? sighting.chance.between(100, 900) : sighting.chance.between(6_000, 38_000);
  const delay = direction === 'inbound' ? { initiator: far, responder: near } : { initiator: near, responder: far };
  return { responder: sighting.responder, vlan: sighting.vlan, delay };
}

/** A TCP connection. A blocked one is reset right after its last pinned turn. */
export function tcpSession(sighting: Sighting, path: Path, step: number, turns: readonly Turn[]): FlowSession {
  const last = turns.findLastIndex((turn) => turn.at !== undefined);
  return {
    kind: 'session',
    initiator: initiatorAt(sighting, step),
    ...path,
    turns: sighting.blocked ? turns.slice(0, last + 1) : turns,
    end: sighting.blocked ? 'reset' : 'fin',
  };
}

export function exchange(sighting: Sighting, path: Path, step: number, turns: readonly Turn[]): FlowExchange {
  return { kind: 'exchange', initiator: initiatorAt(sighting, step), ...path, turns };
}

/** One moment at which a packet that counts must stand. */
export interface Hit {
  readonly at: number;
  /** The hit completes its burst: this is what the rule reports. */
  readonly trigger: boolean;
  /** Steps of the initiator's port; 0 at the first trigger. */
  readonly step: number;
  /** Place within the burst, 0 … size-1. */
  readonly place: number;
}

/**
 * The hits of a rule that alerts once for every `size` of them within `seconds`.
 * The engine's window opens with the first hit and does not restart at an alert (Suricata 7, `threshold` type), so a burst
 * that straddled its end would be counted anew: such a burst is pressed together behind the end.
 */
export function bursts(sighting: Sighting, size: number, seconds: number, spacing: number): readonly Hit[] {
  const hits: Hit[] = [];
  let opened = -Infinity;
  let previous = -Infinity;
  for (const time of sighting.triggers) {
    const end = time * micro;
    let start = Math.max(end - (size - 1) * spacing, previous + 1);
    const closes = opened + seconds * 1_000_000 + 1;
    if (start < closes && end >= closes) start = closes;
    if (start >= closes || opened === -Infinity) opened = start;
    for (let place = 0; place < size; place++) {
      const at = place === size - 1 ? end : start + Math.floor(((end - start) * place) / (size - 1));
      hits.push({ at: Math.min(at, end), trigger: place === size - 1, step: hits.length - (size - 1), place });
    }
    previous = end;
  }
  return hits;
}
