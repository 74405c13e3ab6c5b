/** Sightings for tests: any alarm, either family, any moment. */
import fc from 'fast-check';
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
export declare const home: readonly ['10.20.0.0/16', '2001:db8:10::/48'];
export declare const plain: Shape;
export interface Network {
  readonly detection: Detection;
  readonly alarm: Alarm;
}
/** Every alarm of every detection that has captures. */
export declare const network: readonly Network[];
/** Only an ordinary session whose initiator sends the trigger is blocked in the simulator's worlds. */
export declare const canBeBlocked: ({ transport, sessionless, trigger }: Detection) => boolean;
export declare function sightingOf({ detection, alarm }: Network, shape: Shape): Sighting;
/** Dates from 2015 to 2035; gaps down to the shortest that worlds have, and up to an hour. */
export declare const shapes: fc.Arbitrary<Shape>;
export declare const networks: fc.Arbitrary<Network>;
