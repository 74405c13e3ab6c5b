/** SMB1 messages of the one conversation that vulnerability scanners have with an unpatched server (MS-CIFS). */
import { join, little16, little32, sized24, u8 } from './pack.ts';
import { hex, latin1 } from './talk.ts';

export interface SmbNumbers {
  readonly processId: number;
  readonly userId: number;
  readonly treeId: number;
  readonly multiplexId: number;
}

function message(
  command: number,
  reply: boolean,
  status: number,
  numbers: SmbNumbers,
  words: Uint8Array,
  bytes: Uint8Array,
): Uint8Array {
  const header = join(
    hex('ff534d42'),
    u8(command),
    little32(status),
    u8(reply ? 0x98 : 0x18),
    little16(0x4001),
    new Uint8Array(12),
    little16(numbers.treeId),
    little16(numbers.processId),
    little16(numbers.userId),
    little16(numbers.multiplexId),
  );
  return join(u8(0), sized24(join(header, u8(words.length / 2), words, little16(bytes.length), bytes)));
}

const text = (value: string): Uint8Array => latin1(`${value}\0`);

export const negotiate = (numbers: SmbNumbers): Uint8Array =>
  message(0x72, false, 0, numbers, hex(''), join(u8(2), text('NT LM 0.12')));

export const negotiated = (numbers: SmbNumbers): Uint8Array =>
  message(
    0x72,
    true,
    0,
    numbers,
    join(
      little16(0),
      u8(3),
      little16(10),
      little16(1),
      little32(16_644),
      little32(65_536),
      little32(0),
      little32(0x8000e3fd & ~0x80000000),
      new Uint8Array(8),
      little16(0),
      u8(8),
    ),
    join(hex('0102030405060708'), text('WORKGROUP')),
  );

export const sessionSetup = (numbers: SmbNumbers, system: string): Uint8Array =>
  message(
    0x73,
    false,
    0,
    numbers,
    join(
      hex('ff000000'),
      little16(4356),
      little16(10),
      little16(0),
      little32(0),
      little16(1),
      little16(0),
      little32(0),
      little32(0x40),
    ),
    join(u8(0), text(''), text(''), text(system), text(system)),
  );

export const sessionReady = (numbers: SmbNumbers): Uint8Array =>
  message(
    0x73,
    true,
    0,
    numbers,
    hex('ff0000000000'),
    join(text('Windows 7 Professional 7601'), text('Windows 7 Professional 6.1'), text('WORKGROUP')),
  );

export const treeConnect = (numbers: SmbNumbers, server: string): Uint8Array =>
  message(
    0x75,
    false,
    0,
    numbers,
    join(hex('ff000000'), little16(0), little16(1)),
    join(u8(0), text(`\\\\${server}\\IPC$`), text('?????')),
  );

export const treeConnected = (numbers: SmbNumbers): Uint8Array =>
  message(0x75, true, 0, numbers, hex('ff0000000000'), join(text('IPC'), u8(0)));

/** PeekNamedPipe on file 0: a patched server answers something else than STATUS_INSUFF_SERVER_RESOURCES. */
export const peekNamedPipe = (numbers: SmbNumbers): Uint8Array =>
  message(
    0x25,
    false,
    0,
    numbers,
    join(
      little16(0),
      little16(0),
      little16(0xffff),
      little16(0xffff),
      hex('0000'),
      little16(0),
      little32(0),
      little16(0),
      little16(0),
      little16(74),
      little16(0),
      little16(74),
      hex('0200'),
      little16(0x23),
      little16(0),
    ),
    join(text('\\PIPE\\')),
  );

export const peekRefused = (numbers: SmbNumbers): Uint8Array =>
  message(0x25, true, 0xc0000205, numbers, hex(''), hex(''));

/** Trans2 SESSION_SETUP, which no client uses and an implant answers. */
export const trans2SessionSetup = (numbers: SmbNumbers): Uint8Array =>
  message(
    0x32,
    false,
    0,
    numbers,
    join(
      little16(12),
      little16(0),
      little16(1),
      little16(0),
      hex('0000'),
      little16(0),
      little32(0x00a4d9a6),
      little16(0),
      little16(12),
      little16(66),
      little16(0),
      little16(78),
      hex('0100'),
      little16(0x0e),
    ),
    join(hex('000000'), new Uint8Array(12)),
  );

export const notImplemented = (numbers: SmbNumbers): Uint8Array =>
  message(0x32, true, 0xc0000002, numbers, hex(''), hex(''));
