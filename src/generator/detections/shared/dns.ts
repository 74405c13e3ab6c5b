/** DNS messages (RFC 1035): one question, and an answer of the kinds that detections need. */
import { parseRange } from '../../../kernel/net.ts';
import { join, sized16, sized8, u16, u32, u8 } from './pack.ts';
import { hex, latin1 } from './talk.ts';

const types = { A: 1, NS: 2, CNAME: 5, NULL: 10, PTR: 12, MX: 15, TXT: 16, AAAA: 28 } as const;
export type RecordType = keyof typeof types;

export const nameBytes = (name: string): Uint8Array =>
  join(...name.split('.').map((label) => sized8(latin1(label))), u8(0));

const question = (name: string, type: RecordType): Uint8Array => join(nameBytes(name), u16(types[type]), u16(1));

export const query = (id: number, name: string, type: RecordType): Uint8Array =>
  join(u16(id), u16(0x0100), u16(1), u16(0), u16(0), u16(0), question(name, type));

/** The answer repeats the question; its records point back at it (0xc00c). */
export function answer(id: number, name: string, type: RecordType, values: readonly string[]): Uint8Array {
  const records = values.map((value) =>
    join(u16(0xc00c), u16(types[type]), u16(1), u32(300), sized16(recordData(type, value))),
  );
  return join(u16(id), u16(0x8180), u16(1), u16(values.length), u16(0), u16(0), question(name, type), ...records);
}

/** There is no such name. */
export const unknownName = (id: number, name: string, type: RecordType): Uint8Array =>
  join(u16(id), u16(0x8183), u16(1), u16(0), u16(0), u16(0), question(name, type));

function recordData(type: RecordType, value: string): Uint8Array {
  if (type === 'A') return Uint8Array.from(value.split('.').map(Number));
  if (type === 'AAAA') return hex((parseRange(value)?.base ?? 0n).toString(16).padStart(32, '0'));
  if (type === 'MX') return join(u16(10), nameBytes(value));
  if (type === 'NULL') return latin1(value);
  return type === 'TXT' ? sized8(latin1(value)) : nameBytes(value);
}
