/** The capture of an event as its packets, for whoever has no tool to read the file with. */
import { decodeCapture, type DecodedPacket } from '../../pcap/decode/capture.ts';
import type { RowId } from '../../model/event-id.ts';
import { captureOf, reportedPackets } from '../../products/shared/captures.ts';
import { eventOfKey } from '../../products/shared/event-key.ts';
import type { Plugin } from '../../products/shared/plugin.ts';
import { ControlError } from '../problems/problem.ts';
import { kindsOf } from '../sinks/judged/known.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';

export interface ShownPackets {
  readonly id: string;
  /** Packets of the whole capture. */
  readonly count: number;
  readonly packets: readonly (DecodedPacket & { readonly reported: boolean })[];
}

/** The event or alarm that has this id in some product. Throws ControlError where there is none. */
export function knownEvent(slot: WorldSlot, plugins: readonly Plugin[], id: string): RowId {
  const { products, simulation } = slot.runtime();
  const { world } = simulation;
  const event = kindsOf(plugins, products)
    .filter(({ ids }) => ids === 'uuid')
    .map(({ truth }) => truth.find(id))
    .map((key) => (key === null ? null : eventOfKey(world, key)))
    .find((found) => found !== null);
  if (event === undefined || event === null) throw new ControlError('unknown-event', `There is no event "${id}".`);
  return event;
}

/** Packets `offset` … `offset + limit - 1` of the capture of an event or alarm, by its id in any product. Throws ControlError where there is none. */
export function capturedPackets(
  slot: WorldSlot,
  plugins: readonly Plugin[],
  id: string,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): ShownPackets {
  const { world } = slot.runtime().simulation;
  const { row, ordinal } = knownEvent(slot, plugins, id);
  const file = captureOf(world, row, ordinal);
  const decoded = file === null ? null : decodeCapture(file, offset, limit);
  if (decoded === null) throw new ControlError('no-capture', `The event "${id}" has no capture.`);
  const reported = reportedPackets(world, row, ordinal);
  const packets = decoded.packets.map((packet) => ({ ...packet, reported: reported.has(packet.number) }));
  return { id, count: decoded.count, packets };
}
