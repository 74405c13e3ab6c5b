/** Messages of syslog in a stream of bytes: counted octets, or ended by a line break or NUL, each message in its own way. Source: RFC 6587 §3.4. */

/** Longest message, bytes. */
export const mostOctets = 1_048_576;

const digits = /^[1-9]\d{0,7}$/;
const [space, newline, nul] = [0x20, 0x0a, 0x00];
/** Digits of a count at the most, and the blank after them. */
const longestCount = 9;

/** Takes what comes; `message` is told each whole message. False once it is no syslog, or a message is too long. */
export function makeFramer(message: (text: Buffer) => void): (chunk: Buffer) => boolean {
  let chunks: Buffer[] = [];
  let size = 0;
  /** Bytes that must be there before it is worth looking again. */
  let needed = 1;
  /** Bytes of the message so far that hold no end. */
  let searched = 0;

  /** The next message in what is there, and where it ends; null where more is needed. Throws for what is none. */
  const next = (bytes: Buffer, from: number): number | null => {
    const first = bytes[from] ?? 0;
    if (first >= 0x31 && first <= 0x39) return counted(bytes, from);
    const end = endOf(bytes, from + searched);
    if (end < 0) {
      if (bytes.length - from > mostOctets) throw new RangeError('too long');
      searched = bytes.length - from;
      needed = bytes.length - from + 1;
      return null;
    }
    searched = 0;
    const text = bytes.subarray(from, bytes[end - 1] === 0x0d ? end - 1 : end);
    if (text.length > 0) message(Buffer.from(text));
    return end + 1;
  };
  const counted = (bytes: Buffer, from: number): number | null => {
    const blank = bytes.indexOf(space, from);
    if (blank < 0 || blank - from > longestCount) {
      if (bytes.length - from > longestCount) throw new RangeError('no count');
      needed = bytes.length - from + 1;
      return null;
    }
    const text = bytes.subarray(from, blank).toString('latin1');
    const length = digits.test(text) ? Number(text) : Infinity;
    if (length > mostOctets) throw new RangeError('too long');
    const end = blank + 1 + length;
    if (end > bytes.length) {
      needed = end - from;
      return null;
    }
    message(Buffer.from(bytes.subarray(blank + 1, end)));
    return end;
  };
  return (chunk) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size < needed) return true;
    const bytes = chunks.length === 1 ? chunk : Buffer.concat(chunks);
    let at = 0;
    needed = 1;
    try {
      while (at < bytes.length) {
        const end = next(bytes, at);
        if (end === null) break;
        at = end;
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return false;
    }
    chunks = at < bytes.length ? [bytes.subarray(at)] : [];
    size = bytes.length - at;
    return true;
  };
}

/** Where a message without a count ends. */
function endOf(bytes: Buffer, from: number): number {
  const [line, zero] = [bytes.indexOf(newline, from), bytes.indexOf(nul, from)];
  return line < 0 ? zero : zero < 0 ? line : Math.min(line, zero);
}
