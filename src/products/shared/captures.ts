/** From an event to what its sensor kept: the conversations seen again from (World, origin), rendered on request, never stored. */
import { Buffer } from 'node:buffer';
import { hostAt, ephemeralPort } from '../../corpus/raw-view.ts';
import { contains } from '../../kernel/net.ts';
import { stream } from '../../kernel/random.ts';
import type { Detection, Sighting } from '../../model/detection.ts';
import { markBit } from '../../model/mark.ts';
import { limitTriggers } from '../../model/flow.ts';
import { eventNumberOf } from '../../model/event-number.ts';
import type { Submitted } from '../../model/submission.ts';
import { submittedAt } from '../../model/submitted.ts';
import { triggerTime } from '../../model/trigger.ts';
import type { Detail, Host, World } from '../../model/world.ts';
import { captureFile, render, type Frame } from '../../pcap/file.ts';
import { payloadOf } from '../../pcap/payload.ts';

export interface CapturedTraffic {
  readonly detection: Detection;
  readonly sighting: Sighting;
  /** True when both ends are single hosts; of an event that was aggregated over a network no packets are kept. */
  readonly single: boolean;
}

/** What the sensor saw of an aggregate (`ordinal` null: all its triggers, within the limit) or of one of its raw events. */
export function trafficOf(world: World, row: number, ordinal: number | null): CapturedTraffic {
  const { aggregated: columns, rowKey } = world;
  const { detection, alarm, variant } = world.details[columns.detail[row] ?? 0] as Detail;
  const eventNumber = eventNumberOf(world, row);
  const place = ordinal ?? 0;
  const hostOf = (end: 'source' | 'destination'): Host =>
    world.hosts[hostAt(world, columns[end][row] ?? 0, place)] as Host;
  const endOf = (end: 'source' | 'destination'): Sighting['initiator'] => ({
    address: hostOf(end).address,
    port: ephemeralPort(columns[`${end}Port`][row] ?? 0, place),
  });
  const [initiator, responder] =
    detection.trigger === 'initiator' ? (['source', 'destination'] as const) : (['destination', 'source'] as const);
  const { customer, range } = hostOf(responder);
  const swept = customer?.networks.find((network) => contains(network, range));
  const count = columns.count[row] ?? 1;
  const [timestamp = 0, duration = 0] = [columns.timestamp[row], columns.duration[row]];
  const ordinals =
    ordinal === null ? limitTriggers(Array.from({ length: count }, (_, trigger) => trigger)).triggers : [ordinal];
  const flags = columns.flagsLow[row] ?? 0;
  return {
    detection,
    single: ([columns.source[row], columns.destination[row]] as const).every(
      (code) => world.hosts[code ?? 0]?.members.length === 1,
    ),
    sighting: {
      alarm,
      variant,
      initiator: endOf(initiator),
      responder: endOf(responder),
      ...(swept !== undefined && { swept }),
      established: (flags & ESTABLISHED) !== 0,
      blocked: (flags & BLOCKED) !== 0,
      vlan: world.sensors[columns.sensor[row] ?? 0]?.vlan ?? null,
      triggers: ordinals.map((trigger) => triggerTime(rowKey, eventNumber, timestamp, duration, count, trigger)),
      chance: stream(world.seed, place === 0 ? `capture/${eventNumber}` : `capture/${eventNumber}/${place}`),
    },
  };
}

const ESTABLISHED = markBit('established');
const BLOCKED = markBit('blocked');

const framesOf = ({ detection, sighting }: CapturedTraffic): readonly Frame[] =>
  render(detection.flows?.(sighting) ?? [], sighting.chance);

/** The capture file of an event, all its triggers in it; null for one that has none. The same event has the same bytes. */
export function captureOf(world: World, row: number, ordinal: number | null): Uint8Array | null {
  const submitted = submittedAt(world, row);
  if (submitted !== undefined)
    return submitted.payload?.type === 'pcap' ? Buffer.from(submitted.payload.payload, 'base64') : null;
  const what = trafficOf(world, row, ordinal);
  return what.detection.flows === undefined || !what.single ? null : captureFile(framesOf(what));
}

/** Which packets of that file, from 1, the rule reports; none of a submitted event, of whose packets only its submitter knows. */
export function reportedPackets(world: World, row: number, ordinal: number | null): ReadonlySet<number> {
  if (submittedAt(world, row) !== undefined) return new Set();
  return new Set(framesOf(trafficOf(world, row, ordinal)).flatMap(({ trigger }, at) => (trigger ? [at + 1] : [])));
}

/** The alert that the capture of an event raises `count` times from `timestamp` to `endTimestamp`. */
export function expectedAlert(world: World, row: number): object {
  const { alarm, triggers, initiator, responder } = trafficOf(world, row, null).sighting;
  return {
    gid: alarm.gid,
    sid: alarm.sid,
    count: triggers.length,
    timestamp: triggers[0],
    endTimestamp: triggers.at(-1),
    initiator,
    responder,
  };
}

/** Base64, plain text for `string` (seed 001, payload model). */
export type EventPayload = NonNullable<Submitted['payload']>;

/**
 * What the sensor kept of the event's first alert; null for an event without a payload. Which type there is, is assumed:
 * the log line where a log was read (`string`), the packet that the rule matched (`ethernet`), the packets up to it where
 * only many together make an alert (`pcap`), and only the application's bytes where no packets are kept (`binary`).
 */
export function eventPayload(world: World, row: number, ordinal: number | null): EventPayload | null {
  const submitted = submittedAt(world, row);
  if (submitted !== undefined) return submitted.payload;
  const what = trafficOf(world, row, ordinal);
  const { detection, sighting } = what;
  if (detection.log !== undefined) return { type: 'string', payload: detection.log(sighting) };
  if (detection.flows === undefined) return null;
  const frames = framesOf(what);
  const first = payloadOf(frames);
  if (first === null) return null;
  if (!what.single) return first.binary.length === 0 ? null : encoded('binary', first.binary);
  const isOfMany = detection.rule?.(sighting.alarm).threshold !== undefined;
  if (!isOfMany) return encoded('ethernet', first.ethernet);
  return encoded('pcap', captureFile(frames.slice(0, frames.findIndex(({ trigger }) => trigger) + 1)));
}

const encoded = (type: EventPayload['type'], bytes: Uint8Array): EventPayload => ({
  type,
  payload: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
});
