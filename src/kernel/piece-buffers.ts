/** Buffers that pieces of long answers are written in, used again once their bytes are out: a long answer then takes the memory of a few pieces. */

/** Bytes of a piece. */
export const pieceBytes = 65_536;

/** More than so many are not kept. */
const mostSpare = 8;

const spare: Buffer[] = [];
/** The memory of those that somebody writes in, or sends. */
const lent = new WeakSet<ArrayBufferLike>();

/** A buffer of one's own, of any content. */
export function takeBuffer(): Buffer {
  const buffer = spare.pop() ?? Buffer.allocUnsafeSlow(pieceBytes);
  lent.add(buffer.buffer);
  return buffer;
}

/** Gives back the buffer that a piece is in, once nobody reads it any more; anything else stays as it is. */
export function giveBuffer({ buffer }: Uint8Array): void {
  if (lent.delete(buffer) && spare.length < mostSpare) spare.push(Buffer.from(buffer as ArrayBuffer));
}
