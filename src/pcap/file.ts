/** Flows → frames in order of time → a classic little-endian microsecond capture file. */
import type { Stream } from '../kernel/random.ts';
import type { Flow } from '../model/flow.ts';
import { other, packetsOf, type Packet } from './conversation.ts';
import { addressBytes, frame, type LinkHost } from './layers.ts';

export interface Frame {
  /** Epoch microseconds. */
  readonly time: number;
  /** From the Ethernet header on. */
  readonly bytes: Uint8Array;
  /** True for the packets that the rule reports. */
  readonly trigger: boolean;
  /** The application's bytes in this frame; a view of `bytes`. */
  readonly payload: Uint8Array;
}

/** Renders conversations to frames. The same flows and the same state of `chance` give the same bytes. */
export function render(flows: readonly Flow[], chance: Stream): readonly Frame[] {
  const packets = flows.flatMap((flow) => packetsOf(flow, chance));
  // The sort is stable: packets of one microsecond stay in the order of their flows.
  packets.sort((one, two) => one.time - two.time);
  const start = packets[0]?.time ?? 0;
  const hosts = new Map<string, LinkHost>();
  const salt = chance.word();
  const hostOf = (address: string): LinkHost => {
    let host = hosts.get(address);
    if (host === undefined) hosts.set(address, (host = makeHost(address, salt)));
    return host;
  };
  const heard = new Map<Flow, Record<'initiator' | 'responder', number>>();
  return packets.map((packet) => {
    const { flow, from, time, header, payload, trigger } = packet;
    const source = hostOf(flow[from].address);
    stamp(packet, source, start, heard);
    const bytes = frame(source, hostOf(flow[other(from)].address), flow.vlan, header, payload);
    return { time, bytes, trigger, payload: bytes.subarray(bytes.length - payload.length) };
  });
}

/** The timestamp option (RFC 7323) shows the sender's clock and the last clock it heard in this conversation. */
function stamp(
  { header, flow, from, time }: Packet,
  source: LinkHost,
  start: number,
  heard: Map<Flow, Record<'initiator' | 'responder', number>>,
): void {
  if (header.protocol !== 'tcp' || header.stamps === null) return;
  let clocks = heard.get(flow);
  if (clocks === undefined) heard.set(flow, (clocks = { initiator: 0, responder: 0 }));
  const now = (source.clock + Math.floor((time - start) / 1000)) >>> 0;
  clocks[from] = now;
  [header.stamps[0], header.stamps[1]] = [now, clocks[other(from)]];
}

/** FNV-1a: all that a host shows is a function of its address, and of the capture where a reboot could change it. */
function makeHost(address: string, salt: number): LinkHost {
  let hash = 0x811c9dc5;
  for (let at = 0; at < address.length; at++) hash = Math.imul(hash ^ address.charCodeAt(at), 0x01000193);
  const mac = Uint8Array.of(0x02, hash >>> 24, hash >>> 16, hash >>> 8, hash, address.length);
  const ttl = (hash & 1 ? 128 : 64) - ((hash >>> 3) % 12);
  return {
    address: addressBytes(address),
    mac,
    ttl,
    nextId: (hash ^ salt) & 0xffff,
    clock: ((hash ^ salt) >>> 2) & 0x3fffffff,
  };
}

const snapLength = 262_144;
const ethernet = 1;

/** A capture file, version 2.4, in the order of the frames. */
export function captureFile(frames: readonly Frame[]): Uint8Array {
  const bytes = new Uint8Array(frames.reduce((sum, one) => sum + 16 + one.bytes.length, 24));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0xa1b2c3d4, true);
  view.setUint16(4, 2, true);
  view.setUint16(6, 4, true);
  view.setUint32(16, snapLength, true);
  view.setUint32(20, ethernet, true);
  let at = 24;
  for (const one of frames) {
    const seconds = Math.floor(one.time / 1_000_000);
    view.setUint32(at, seconds, true);
    view.setUint32(at + 4, one.time - seconds * 1_000_000, true);
    view.setUint32(at + 8, one.bytes.length, true);
    view.setUint32(at + 12, one.bytes.length, true);
    bytes.set(one.bytes, at + 16);
    at += 16 + one.bytes.length;
  }
  return bytes;
}

/** The capture of some conversations. */
export const captureOfFlows = (flows: readonly Flow[], chance: Stream): Uint8Array =>
  captureFile(render(flows, chance));
