/** Argus time input: what the pattern in `schemas/argus/common.schema.json#/$defs/time` admits, made epoch milliseconds. */
import { parseInstant, type InstantForms } from '../../../kernel/duration.ts';

/** Months and years are counted on the calendar, in UTC. Source: docs/contract/argus.md §12.7. */
const furthest = 8_640_000_000_000_000;
const vendorInstant: InstantForms = { epoch: /^-?\d+$/, relative: 'words', least: -furthest, most: furthest };

/** Epoch milliseconds of a time input, which may be negative; null when it names no instant (30 February, year 300000). */
export const parseTime = (input: string | number, now: number): number | null =>
  parseInstant(input, now, vendorInstant);
