/** Bytes read front to back, within their end: what is cut off or wrong ends the layer, never the program. */

/** What a layer says of itself, named as Wireshark names its fields. */
export interface Field {
  readonly name: string;
  readonly value: string;
  /** Where it stands in the frame, in bytes. */
  readonly at: number;
  readonly length: number;
}

export interface DecodedLayer {
  /** As Wireshark names protocols: `eth`, `ip`, `tcp`, `http`. */
  readonly name: string;
  readonly fields: readonly Field[];
  /** True where the frame ends before the layer does. */
  readonly isCutOff: boolean;
}

/** Thrown where a layer is shorter than it says. */
export class CutOff extends Error {}

/** A place in a frame; `end` is where the layer ends at the latest. */
export class Reader {
  readonly bytes: Buffer;
  at: number;
  readonly end: number;
  readonly fields: Field[] = [];

  constructor(bytes: Buffer, at = 0, end = bytes.length) {
    [this.bytes, this.at, this.end] = [bytes, at, Math.min(end, bytes.length)];
  }

  get left(): number {
    return this.end - this.at;
  }

  /** The same bytes from here on, for a layer of their own. */
  rest(length = this.left): Reader {
    return new Reader(this.bytes, this.at, Math.min(this.end, this.at + length));
  }

  /** Goes over so many bytes; gives the place of the first. */
  skip(length: number): number {
    if (length < 0 || this.at + length > this.end) throw new CutOff();
    const from = this.at;
    this.at += length;
    return from;
  }

  uint(size: 1 | 2 | 3 | 4): number {
    return this.bytes.readUIntBE(this.skip(size), size);
  }

  uintLE(size: 1 | 2 | 4): number {
    return this.bytes.readUIntLE(this.skip(size), size);
  }

  text(length: number, encoding: 'latin1' | 'utf8' | 'hex' | 'utf16le' = 'latin1'): string {
    const from = this.skip(length);
    return this.bytes.toString(encoding, from, this.at);
  }

  /** Notes what was read since `from`. */
  note(name: string, value: string | number, from: number): void {
    this.fields.push({ name, value: String(value), at: from, length: this.at - from });
  }

  /** Reads a number and notes it, as decimal digits or as `show` says. */
  number(name: string, size: 1 | 2 | 4, show: (value: number) => string = String): number {
    const from = this.at;
    const value = this.uint(size);
    this.note(name, show(value), from);
    return value;
  }
}

/** A number as Wireshark prints flags and ids: `0x0018`. */
export const paddedHex =
  (digits: number) =>
  (value: number): string =>
    `0x${value.toString(16).padStart(digits, '0')}`;

/** Reads a layer; the fields before a place where it is cut off stay. */
export function layerOf(name: string, reader: Reader, read: (reader: Reader) => void): DecodedLayer {
  let isCutOff = false;
  try {
    read(reader);
  } catch (error) {
    if (!(error instanceof CutOff)) throw error;
    isCutOff = true;
  }
  return { name, fields: reader.fields, isCutOff };
}
