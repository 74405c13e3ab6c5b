import type { Detection, Sighting } from '../../src/model/detection.ts';
export declare function breaches(file: Uint8Array): readonly string[];
/** What ties a capture to its event: the trigger packets' times and ends, and how many there are. */
export declare function eventBreaches(
  file: Uint8Array,
  triggers: readonly number[],
  detection: Detection,
  sighting: Sighting,
): readonly string[];
