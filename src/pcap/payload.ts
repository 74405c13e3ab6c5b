/** The forms in which the payload of one trigger is handed out, all cut from the same frame. */
import type { Frame } from './file.ts';

export interface Payload {
  /** The trigger's frame as it stood on the wire. */
  readonly ethernet: Uint8Array;
  /** Its application bytes; empty for a bare SYN. */
  readonly binary: Uint8Array;
  /** The same, with a dot for every byte that is neither printable ASCII nor white space. */
  readonly string: string;
}

/** The payload of trigger `ordinal` (0 …) of a rendered capture; null when the capture has no such trigger. */
export function payloadOf(frames: readonly Frame[], ordinal = 0): Payload | null {
  const frame = frames.filter((one) => one.trigger)[ordinal];
  if (frame === undefined) return null;
  return { ethernet: frame.bytes, binary: frame.payload, string: printable(frame.payload) };
}

/** Latin-1 would show C1 controls and half characters; a terminal should survive what an attacker sent. */
export const printable = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) =>
    (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d ? String.fromCharCode(byte) : '.',
  ).join('');
