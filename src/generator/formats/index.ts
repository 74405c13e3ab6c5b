/**
 * World formats, oldest first. A format gives the same World for ever: rows, ids, times, addresses, properties, payloads, captures.
 * A new detection, property or rule goes into a format of its own, made from the one before:
 * `{ ...format2, number: 3, catalogue: makeCatalogue([...format2.catalogue.detections, oneMore], format2.catalogue.further) }`.
 */
import { UserError } from '../../kernel/fault.ts';
import { format1 } from './format-1.ts';
import { format2 } from './format-2.ts';
import type { WorldFormat } from './world-format.ts';

export const worldFormats: readonly WorldFormat[] = [format1, format2];

export const newestFormat: WorldFormat = worldFormats.at(-1) ?? format1;

/** The format with a number; the newest when none is given. Throws UserError for one that there is not. */
export function formatOf(number: number | undefined): WorldFormat {
  const found = number === undefined ? newestFormat : worldFormats.find((format) => format.number === number);
  if (found !== undefined) return found;
  throw new UserError(
    `there is no world format ${number}; there are ${worldFormats.map((format) => format.number).join(', ')}`,
  );
}
