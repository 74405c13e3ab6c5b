/** Events of a World as sightings, for the gate. */
import { stream } from '../../src/kernel/random.ts';
import { rangeText } from '../../src/kernel/net.ts';
import type { Detection, Sighting } from '../../src/model/detection.ts';
import { flagBit } from '../../src/model/flag.ts';
import { limitTriggers } from '../../src/model/flow.ts';
import { triggerTime } from '../../src/model/trigger.ts';
import type { World } from '../../src/model/world.ts';

export interface Seen {
  readonly detection: Detection;
  readonly sighting: Sighting;
}

/** Null for an event that has no capture: log-only, or aggregated over a network. */
export function seen(world: World, row: number): Seen | null {
  const { aggregated: columns, rowKey } = world;
  const detail = world.details[columns.detail[row] ?? 0];
  const source = world.hosts[columns.source[row] ?? 0];
  const destination = world.hosts[columns.destination[row] ?? 0];
  if (detail === undefined || source === undefined || destination === undefined) throw new Error(`no row ${row}`);
  const { detection, alarm, variant } = detail;
  if (detection.flows === undefined || source.members.length > 1 || destination.members.length > 1) return null;
  const one = { address: source.address, port: columns.sourcePort[row] ?? 0 };
  const two = { address: destination.address, port: columns.destinationPort[row] ?? 0 };
  const [initiator, responder] = detection.trigger === 'initiator' ? [one, two] : [two, one];
  const count = columns.count[row] ?? 1;
  const [timestamp = 0, duration = 0] = [columns.timestamp[row], columns.duration[row]];
  const times = Array.from({ length: count }, (_, k) => triggerTime(rowKey, row, timestamp, duration, count, k));
  const flags = columns.flagsLow[row] ?? 0;
  const has = (bit: number): boolean => (flags & bit) !== 0;
  return {
    detection,
    sighting: {
      alarm,
      variant,
      initiator,
      responder,
      established: has(flagBit('ESTABLISHED')),
      blocked: has(flagBit('BLOCKED')),
      vlan: world.sensors[columns.sensor[row] ?? 0]?.vlan ?? null,
      triggers: limitTriggers(times).triggers,
      chance: stream(world.seed, `capture/${row}`),
    },
  };
}

export const homeOf = (world: World): readonly string[] =>
  world.customers.flatMap((customer) => customer.networks.map(rangeText));
