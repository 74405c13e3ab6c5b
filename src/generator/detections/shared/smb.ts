/** SMB1 messages of the one conversation that vulnerability scanners have with an unpatched server (MS-CIFS). */
import { join, little16, little32, sized24, u8 } from './pack.ts';
import { hex, latin1 } from './talk.ts';

export interface SmbNumbers {
  readonly processId: number;
  readonly userId: number;
  readonly treeId: number;
  readonly multiplexId: number;
}

/** An SMB message; `words` are its parameter words as bytes. */
function message(
  command: number,
  flags: number,
  status: number,
  numbers: SmbNumbers,
  words: Uint8Array,
  bytes: Uint8Array,
): Uint8Array {
  const header = join(
    hex('ff534d42'),
    u8(command),
    little32(status),
    u8(flags),
    little16(0x4001),
    new Uint8Array(12),
    wordsOf([numbers.treeId, numbers.processId, numbers.userId, numbers.multiplexId]),
  );
  return join(u8(0), sized24(join(header, u8(words.length / 2), words, little16(bytes.length), bytes)));
}

const request = (command: number, numbers: SmbNumbers, words: Uint8Array, bytes: Uint8Array): Uint8Array =>
  message(command, 0x18, 0, numbers, words, bytes);
const reply = (command: number, numbers: SmbNumbers, words: Uint8Array, bytes: Uint8Array): Uint8Array =>
  message(command, 0x98, 0, numbers, words, bytes);
const refusal = (command: number, numbers: SmbNumbers, status: number): Uint8Array =>
  message(command, 0x98, status, numbers, hex(''), hex(''));

const wordsOf = (values: readonly number[]): Uint8Array => join(...values.map(little16));
const text = (value: string): Uint8Array => latin1(`${value}\0`);

export const negotiate = (numbers: SmbNumbers): Uint8Array =>
  request(0x72, numbers, hex(''), join(u8(2), text('NT LM 0.12')));

export const negotiated = (numbers: SmbNumbers): Uint8Array =>
  reply(
    0x72,
    numbers,
    join(
      little16(0),
      u8(3),
      wordsOf([10, 1]),
      ...[16_644, 65_536, 0, 0x8000e3fd & ~0x80000000].map(little32),
      new Uint8Array(10),
      u8(8),
    ),
    join(hex('0102030405060708'), text('WORKGROUP')),
  );

export const sessionSetup = (numbers: SmbNumbers, system: string): Uint8Array =>
  request(
    0x73,
    numbers,
    wordsOf([0xff, 0, 4356, 10, 0, 0, 0, 1, 0, 0, 0, 0x40, 0]),
    join(u8(0), text(''), text(''), text(system), text(system)),
  );

export const sessionReady = (numbers: SmbNumbers): Uint8Array =>
  reply(
    0x73,
    numbers,
    wordsOf([0xff, 0, 0]),
    join(text('Windows 7 Professional 7601'), text('Windows 7 Professional 6.1'), text('WORKGROUP')),
  );

export const treeConnect = (numbers: SmbNumbers, server: string): Uint8Array =>
  request(0x75, numbers, wordsOf([0xff, 0, 0, 1]), join(u8(0), text(`\\\\${server}\\IPC$`), text('?????')));

export const treeConnected = (numbers: SmbNumbers): Uint8Array =>
  reply(0x75, numbers, wordsOf([0xff, 0, 0]), join(text('IPC'), u8(0)));

/** PeekNamedPipe on file 0: a patched server answers something else than STATUS_INSUFF_SERVER_RESOURCES. */
export const peekNamedPipe = (numbers: SmbNumbers): Uint8Array =>
  request(0x25, numbers, wordsOf([0, 0, 0xffff, 0xffff, 0, 0, 0, 0, 0, 0, 74, 0, 74, 2, 0x23, 0]), text('\\PIPE\\'));

export const peekRefused = (numbers: SmbNumbers): Uint8Array => refusal(0x25, numbers, 0xc0000205);

/** Trans2 SESSION_SETUP, which no client uses and an implant answers. */
export const trans2SessionSetup = (numbers: SmbNumbers): Uint8Array =>
  request(
    0x32,
    numbers,
    join(wordsOf([12, 0, 1, 0, 0, 0]), little32(0x00a4d9a6), wordsOf([0, 12, 66, 0, 78, 1, 0x0e])),
    new Uint8Array(15),
  );

export const notImplemented = (numbers: SmbNumbers): Uint8Array => refusal(0x32, numbers, 0xc0000002);
