/** TLS records that name a server and show a certificate; everything after the handshake is opaque. */
import type { Stream } from '../../../kernel/random.ts';
import type { Turn } from '../../../model/flow.ts';
import { noise } from './noise.ts';
import { join, sized16, sized24, sized8, u16, u8 } from './pack.ts';
import { hex, latin1, says } from './talk.ts';

const record = (type: number, ...messages: readonly Uint8Array[]): Uint8Array =>
  join(u8(type), u16(0x0303), sized16(join(...messages)));
const handshake = (type: number, body: Uint8Array): Uint8Array => join(u8(type), sized24(body));
const extension = (type: number, body: Uint8Array): Uint8Array => join(u16(type), sized16(body));

const changeCipherSpec = hex('14 03 03 00 01 01');
/** An encrypted record; type 22 for a Finished message of TLS 1.2, 23 for everything later. */
export const sealed = (chance: Stream, length: number, type = 23): Uint8Array => record(type, noise(chance, length));

const signatureAlgorithms = extension(0x0d, sized16(hex('0403 0804 0807 0401 0503 0805 0501')));
const groups = extension(0x0a, sized16(hex('001d 0017 0018')));
const pointFormats = extension(0x0b, hex('01 00'));

const usualSuites = { 'TLS 1.2': 'c02b c02f c02c c030', 'TLS 1.3': '1301 1302 1303 c02b c02f' } as const;

/** The first record of a client; `sni` goes into the server name extension. */
function clientHello(
  chance: Stream,
  sni: string,
  version: 'TLS 1.2' | 'TLS 1.3',
  suites: string = usualSuites[version],
): Uint8Array {
  const is13 = version === 'TLS 1.3';
  const extensions = [
    extension(0x00, sized16(join(u8(0), sized16(latin1(sni))))),
    groups,
    pointFormats,
    signatureAlgorithms,
  ];
  if (is13)
    extensions.push(
      extension(0x2b, sized8(hex('0304 0303'))),
      extension(0x33, sized16(join(hex('001d'), sized16(noise(chance, 32))))),
    );
  const body = join(
    hex('0303'),
    noise(chance, 32),
    sized8(is13 ? noise(chance, 32) : new Uint8Array(0)),
    sized16(hex(suites)),
    hex('01 00'),
    sized16(join(...extensions)),
  );
  return join(u8(22), u16(0x0301), sized16(handshake(1, body)));
}

/** What JA3 makes its fingerprint of: version, suites, extensions, groups and point formats of such a hello, in decimal. */
export function ja3Text(suites: readonly string[], version: 'TLS 1.2' | 'TLS 1.3'): string {
  const numbers = suites.map((suite) => Number.parseInt(suite, 16)).join('-');
  return `771,${numbers},0-10-11-13${version === 'TLS 1.3' ? '-43-51' : ''},29-23-24,0`;
}

/** The server's first flight of TLS 1.3: hello in the clear, the rest sealed. */
function serverFlight13(chance: Stream, hello: Uint8Array): Uint8Array {
  const session = hello.subarray(44, 76); // record 5, handshake 4, version 2, random 32, length 1
  const extensions = join(extension(0x2b, hex('0304')), extension(0x33, join(hex('001d'), sized16(noise(chance, 32)))));
  const body = join(hex('0303'), noise(chance, 32), sized8(session), hex('1301 00'), sized16(extensions));
  return join(record(22, handshake(2, body)), changeCipherSpec, sealed(chance, 900));
}

/** The server's first flight of TLS 1.2, with a certificate and an X25519 key signed by Ed25519. */
function serverFlight12(chance: Stream, certificate: Uint8Array): Uint8Array {
  const hello = join(
    hex('0303'),
    noise(chance, 32),
    sized8(noise(chance, 32)),
    hex('c02b 00'),
    sized16(join(hex('ff01 0001 00'), pointFormats)),
  );
  const keyExchange = join(hex('03 001d'), sized8(noise(chance, 32)), hex('0807'), sized16(noise(chance, 64)));
  return join(
    record(22, handshake(2, hello)),
    record(22, handshake(11, sized24(sized24(certificate)))),
    record(22, handshake(12, keyExchange)),
    record(22, handshake(14, new Uint8Array(0))),
  );
}

const clientFinish12 = (chance: Stream): Uint8Array =>
  join(record(22, handshake(16, sized8(noise(chance, 32)))), changeCipherSpec, sealed(chance, 40, 22));

const serverFinish12 = (chance: Stream): Uint8Array => join(changeCipherSpec, sealed(chance, 40, 22));

export interface Handshake {
  readonly name: string;
  /** Seen in TLS 1.2 alone; with none, TLS 1.3 is spoken. */
  readonly certificate: Uint8Array | null;
  /** Suites that the client offers, where they are not the usual ones. */
  readonly suites?: string | undefined;
}

/** What both sides say until what they have to say is sealed. */
export function shakeHands(chance: Stream, { name, certificate, suites }: Handshake): readonly Turn[] {
  const hello = clientHello(chance, name, certificate === null ? 'TLS 1.3' : 'TLS 1.2', suites);
  if (certificate === null)
    return [
      says('initiator', hello),
      says('responder', serverFlight13(chance, hello), 900),
      says('initiator', join(changeCipherSpec, sealed(chance, 74)), 700),
    ];
  return [
    says('initiator', hello),
    says('responder', serverFlight12(chance, certificate), 900),
    says('initiator', clientFinish12(chance), 700),
    says('responder', serverFinish12(chance)),
  ];
}
