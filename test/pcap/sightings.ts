/** Sightings for tests: any alarm, either family, any moment. */
import {
  type Arbitrary,
  array,
  boolean,
  constantFrom,
  integer,
  nat,
  oneof,
  option,
  record,
  string,
  tuple,
} from 'fast-check';
import { detections } from '../../src/generator/detections/index.ts';
import { stream } from '../../src/kernel/random.ts';
import type { Alarm, Detection, Sighting } from '../../src/model/detection.ts';

export interface Shape {
  readonly seed: string;
  readonly v6: boolean;
  readonly blocked: boolean;
  readonly vlan: number | null;
  /** The variant, as an index; it wraps. */
  readonly variant: number;
  readonly port: number;
  /** Last byte of the two addresses. */
  readonly hosts: readonly [number, number];
  readonly start: number;
  /** Milliseconds between triggers. */
  readonly gaps: readonly number[];
}

export const home = ['10.20.0.0/16', '2001:db8:10::/48'] as const;

export const plain: Shape = {
  seed: 'plain',
  v6: false,
  blocked: false,
  vlan: null,
  variant: 0,
  port: 40_000,
  hosts: [5, 9],
  start: 1_780_000_000_123,
  gaps: [2000, 38_500],
};

export interface Network {
  readonly detection: Detection;
  readonly alarm: Alarm;
}

/** Every alarm of every detection that has captures. */
export const network: readonly Network[] = detections
  .filter((one) => one.flows !== undefined)
  .flatMap((detection) => detection.alarms.map((alarm) => ({ detection, alarm })));

/** Only an ordinary session whose initiator sends the trigger is blocked in the simulator's worlds. */
export const canBeBlocked = ({ transport, sessionless, trigger }: Detection): boolean =>
  transport === 'tcp' && sessionless !== true && trigger === 'initiator';

export function sightingOf({ detection, alarm }: Network, shape: Shape): Sighting {
  const variants = detection.variants(alarm, stream('tests', `alarm/${alarm.id}`));
  const variant = variants[shape.variant % variants.length];
  if (variant === undefined) throw new Error('no variants');
  const [one, two] = shape.hosts;
  const inside = shape.v6 ? `2001:db8:10::1:${one.toString(16)}` : `10.20.1.${one}`;
  const near = shape.v6 ? `2001:db8:10::2:${two.toString(16)}` : `10.20.2.${two}`;
  const outside = shape.v6 ? `2001:db8:ffff::${two.toString(16)}` : `203.0.113.${two}`;
  const [from, to] = { inbound: [outside, inside], outbound: [inside, outside], internal: [inside, near] }[
    detection.direction
  ];
  const isIcmp = detection.transport === 'icmp';
  let time = shape.start;
  const triggers = [time, ...shape.gaps.map((gap) => (time += gap))];
  return {
    alarm,
    variant,
    initiator: { address: from ?? '', port: isIcmp ? 0 : shape.port },
    responder: { address: to ?? '', port: variant.port },
    established: detection.transport === 'tcp' && detection.sessionless !== true,
    blocked: shape.blocked && canBeBlocked(detection),
    vlan: shape.vlan,
    triggers,
    chance: stream(shape.seed, `sighting/${alarm.id}`),
  };
}

/** Dates from 2015 to 2035; gaps down to the shortest that worlds have, and up to an hour. */
export const shapes: Arbitrary<Shape> = record({
  seed: string({ minLength: 1, maxLength: 8 }),
  v6: boolean(),
  blocked: boolean(),
  vlan: option(integer({ min: 1, max: 4094 }), { nil: null }),
  variant: nat(31),
  port: integer({ min: 32_768, max: 60_999 }),
  hosts: tuple(integer({ min: 1, max: 254 }), integer({ min: 1, max: 254 })),
  start: integer({ min: 1_420_070_400_000, max: 2_051_222_400_000 }),
  gaps: array(
    oneof(integer({ min: 1, max: 50 }), integer({ min: 200, max: 70_000 }), integer({ min: 1, max: 3_600_000 })),
    { maxLength: 12 },
  ),
});

export const networks: Arbitrary<Network> = constantFrom(...network);
