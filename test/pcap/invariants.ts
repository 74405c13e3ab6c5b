/** What must hold for every capture; each breach is one sentence. */
import ipaddr from 'ipaddr.js';
import type { Detection, Sighting } from '../../src/model/detection.ts';
import { parseFile, type Parsed } from './parse.ts';

const hexOf = (address: string): string => Buffer.from(ipaddr.parse(address).toByteArray()).toString('hex');

export function breaches(file: Uint8Array): readonly string[] {
  const frames = parseFile(file);
  const found: string[] = [];
  frames.forEach((frame, index) => {
    if (frame.checksums !== 'good') found.push(`frame ${index + 1} has a bad ${frame.checksums} checksum`);
    const before = frames[index - 1];
    if (before !== undefined && before.time > frame.time) found.push(`frame ${index + 1} is older than the one before`);
  });
  found.push(...hostBreaches(frames));
  const flows = new Map<string, Parsed[]>();
  for (const frame of frames)
    if (frame.tcp !== null) flows.set(keyOf(frame), [...(flows.get(keyOf(frame)) ?? []), frame]);
  for (const [key, flow] of flows) found.push(...tcpBreaches(flow).map((breach) => `${key}: ${breach}`));
  return found;
}

const keyOf = ({ source, destination, ports }: Parsed): string =>
  [`${source}.${ports[0]}`, `${destination}.${ports[1]}`].toSorted().join(' - ');

/** One MAC a host, and IPv4 identifications that count up by one. */
function hostBreaches(frames: readonly Parsed[]): readonly string[] {
  const found: string[] = [];
  const macs = new Map<string, string>();
  const ids = new Map<string, number>();
  for (const { source, destination, macs: mac, identification } of frames) {
    for (const [host, one] of [
      [source, mac.from],
      [destination, mac.to],
    ] as const) {
      if ((macs.get(host) ?? one) !== one) found.push(`host ${host} changes its MAC`);
      macs.set(host, one);
    }
    if (identification === null) continue;
    const last = ids.get(source);
    if (last !== undefined && identification !== ((last + 1) & 0xffff))
      found.push(`host ${source} skips an IP identification`);
    ids.set(source, identification);
  }
  if (new Set(macs.values()).size !== macs.size) found.push('two hosts share a MAC');
  return found;
}

/** Handshake, gapless sequence numbers, everything acknowledged, clocks that only go forward, a proper end. */
function tcpBreaches(flow: readonly Parsed[]): readonly string[] {
  const flags = flow.map((frame) => frame.tcp?.flags ?? '');
  const isProbe = flow.length <= 3 && flow.every((frame) => frame.payload.length === 0 && frame.tcp?.stamps === null);
  if (isProbe) return probeBreaches(flags);
  if (flags.slice(0, 3).join() !== 'S,SA,A') return [`begins with ${flags.slice(0, 3).join()}`];
  const found = [...numberBreaches(flow), ...clockBreaches(flow)];
  const end = flags.slice(-3).join();
  if (end !== 'FA,FA,A' && !end.endsWith('RA,RA')) found.push(`ends with ${end}`);
  const last = flow.findLastIndex((frame) => frame.payload.length > 0);
  if (flags.slice(0, last).some((one) => /[FR]/.test(one))) found.push('data after its end');
  return found;
}

function numberBreaches(flow: readonly Parsed[]): readonly string[] {
  const found: string[] = [];
  const next = new Map<string, number>();
  const acknowledged = new Map<string, number>();
  for (const { source, destination, tcp, payload } of flow) {
    if (tcp === null) continue;
    if ((next.get(source) ?? tcp.sequence) !== tcp.sequence) found.push('a gap in the sequence numbers');
    next.set(source, (tcp.sequence + payload.length + (/[SF]/.test(tcp.flags) ? 1 : 0)) >>> 0);
    if (tcp.flags.includes('A')) {
      if (tcp.acknowledgement !== next.get(destination)) found.push('acknowledges something else than what was sent');
      acknowledged.set(destination, tcp.acknowledgement);
    } else if (payload.length > 0) found.push('data without ACK');
  }
  for (const [host, sent] of next) if (acknowledged.get(host) !== sent) found.push('bytes that nobody acknowledged');
  return found;
}

function clockBreaches(flow: readonly Parsed[]): readonly string[] {
  const found: string[] = [];
  const clocks = new Map<string, number>();
  for (const { source, destination, tcp } of flow) {
    if (tcp === null || tcp.stamps === null) return ['a segment without timestamps'];
    const [own, echo] = tcp.stamps;
    if ((clocks.get(source) ?? 0) > own) found.push('a timestamp goes back');
    clocks.set(source, own);
    if (echo !== (clocks.get(destination) ?? 0)) found.push('echoes a timestamp that was not heard');
  }
  return found;
}

const probeBreaches = (flags: readonly string[]): readonly string[] =>
  ['S', 'S,RA', 'S,SA,R'].includes(flags.join()) ? [] : [`is a probe of ${flags.join()}`];

/** What ties a capture to its event: the trigger packets' times and ends, and how many there are. */
export function eventBreaches(
  file: Uint8Array,
  triggers: readonly number[],
  detection: Detection,
  sighting: Sighting,
): readonly string[] {
  const frames = parseFile(file);
  const found: string[] = [];
  const [from, to] =
    detection.trigger === 'initiator'
      ? [sighting.initiator, sighting.responder]
      : [sighting.responder, sighting.initiator];
  if (triggers.length !== sighting.triggers.length)
    found.push(`${triggers.length} triggers instead of ${sighting.triggers.length}`);
  triggers.forEach((index, place) => {
    const frame = frames[index];
    if (frame === undefined) return;
    if (frame.time !== (sighting.triggers[place] ?? 0) * 1000) found.push(`trigger ${place + 1} is off its time`);
    if (frame.source !== hexOf(from.address) || frame.destination !== hexOf(to.address))
      found.push(`trigger ${place + 1} has other addresses`);
    const [mine, theirs] = detection.trigger === 'initiator' ? frame.ports : [frame.ports[1], frame.ports[0]];
    if (theirs !== sighting.responder.port) found.push(`trigger ${place + 1} has another responder port`);
    if (place === 0 && mine !== sighting.initiator.port) found.push('the first trigger has another initiator port');
    if (frame.vlan !== sighting.vlan) found.push('another VLAN');
  });
  // A bare ACK is what completes a handshake; probes never send one.
  if (frames.some((frame) => frame.tcp?.flags === 'A') !== sighting.established)
    found.push('handshake and ESTABLISHED differ');
  const ended = frames.some((frame) => frame.tcp?.flags.includes('R') === true);
  if (detection.transport === 'tcp' && detection.sessionless !== true && ended !== sighting.blocked)
    found.push('reset and BLOCKED differ');
  return found;
}
