/** Finds texts in bytes, many at once, in every coding in which they might have got there. */

/** A text that was found. */
export interface Trace<Owner> {
  readonly owner: Owner;
  /** `base64` and the like; `plain` for the text itself. */
  readonly coding: string;
  readonly at: number;
}

export interface Tracer<Owner> {
  /** Adds a text to look for; one that is too short to be told from chance is passed over. */
  readonly add: (text: string, owner: Owner) => void;
  /** The first trace of each owner. */
  readonly tracesIn: (bytes: Uint8Array) => readonly Trace<Owner>[];
}

/** So short a text may stand anywhere. */
const shortest = 8;
/** Every text as long as that covers four bytes at a place that is a multiple of four. */
const step = 4;

interface Needle<Owner> {
  readonly bytes: Uint8Array;
  readonly owner: Owner;
  readonly coding: string;
  /** Bytes ahead of the four by which it is found. */
  readonly before: number;
}

export function makeTracer<Owner>(): Tracer<Owner> {
  const byFour = new Map<number, Needle<Owner>[]>();
  const isKnown = new Uint8Array(1 << 16);
  const hashOf = (four: number): number => ((four ^ (four >>> 16)) * 40503) & 0xffff;
  return {
    add: (text, owner) => {
      for (const [coding, form] of formsOf(text)) {
        const bytes = Buffer.from(form, 'utf8');
        if (bytes.length < shortest) continue;
        for (let before = 0; before < step; before++) {
          const four = bytes.readInt32LE(before);
          isKnown[hashOf(four)] = 1;
          byFour.set(four, [...(byFour.get(four) ?? []), { bytes, owner, coding, before }]);
        }
      }
    },
    tracesIn: (bytes) => {
      const found = new Map<Owner, Trace<Owner>>();
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let at = 0; at + step <= bytes.length; at += step) {
        const four = view.getInt32(at, true);
        if (isKnown[hashOf(four)] === 0) continue;
        for (const { bytes: needle, owner, coding, before } of byFour.get(four) ?? [])
          if (!found.has(owner) && isThere(bytes, at - before, needle)) found.set(owner, { owner, coding, at });
      }
      return [...found.values()];
    },
  };
}

function isThere(bytes: Uint8Array, start: number, needle: Uint8Array): boolean {
  if (start < 0 || start + needle.length > bytes.length) return false;
  for (let at = 0; at < needle.length; at++) if (bytes[start + at] !== needle[at]) return false;
  return true;
}

/** The text as it is, in a URL, and in base64 and hexadecimal, at whatever place of a longer text it stood. */
function formsOf(text: string): readonly (readonly [coding: string, form: string])[] {
  const bytes = Buffer.from(text, 'utf8');
  const url = encodeURIComponent(text);
  const forms: (readonly [string, string])[] = [
    ['plain', text],
    ['percent-encoded', url],
    ['percent-encoded', url.replace(/%../g, (code) => code.toLowerCase())],
    ['hexadecimal', bytes.toString('hex')],
    ['hexadecimal', bytes.toString('hex').toUpperCase()],
    ...(['base64', 'base64url'] as const).flatMap((coding) =>
      [0, 1, 2].map((shift) => [coding, sureBase64(bytes, shift, coding)] as const),
    ),
  ];
  const seen = new Set<string>();
  return forms.filter(([, form]) => !seen.has(form) && seen.add(form));
}

/** What base64 makes of the bytes behind so many others, without the characters that depend on the neighbours. */
function sureBase64(bytes: Buffer, shift: number, coding: 'base64' | 'base64url'): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString(coding);
  const first = Math.ceil((shift * 4) / 3);
  const last = Math.floor(((shift + bytes.length) * 4) / 3);
  return text.slice(first, last);
}
