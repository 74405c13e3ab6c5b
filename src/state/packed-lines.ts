/** Lines of text, packed: those that are saved again and again are packed once, and unpacked only for who asks. */
import { constants, gunzipSync, gzipSync } from 'node:zlib';

export interface PackedLines {
  readonly count: number;
  /** Each is whole by itself; one after the other they are so too. */
  readonly pieces: readonly Uint8Array[];
}

export const noLines: PackedLines = { count: 0, pieces: [] };

/** With more lines behind; no line holds a line break. */
export function withLines({ count, pieces }: PackedLines, lines: readonly string[]): PackedLines {
  if (lines.length === 0) return { count, pieces };
  const piece = gzipSync(`${lines.join('\n')}\n`, { level: constants.Z_BEST_SPEED });
  return { count: count + lines.length, pieces: [...pieces, piece] };
}

export function unpackedLines({ count, pieces }: PackedLines): readonly string[] {
  return count === 0 ? [] : gunzipSync(Buffer.concat(pieces)).toString().split('\n').slice(0, count);
}
