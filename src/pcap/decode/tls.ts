/** TLS records (RFC 8446), as far as they are not sealed. */
import { paddedHex, type Reader } from './reader.ts';

const contents: Readonly<Record<number, string>> = {
  20: 'Change Cipher Spec',
  21: 'Alert',
  22: 'Handshake',
  23: 'Application Data',
};
const handshakes: Readonly<Record<number, string>> = {
  1: 'Client Hello',
  2: 'Server Hello',
  4: 'New Session Ticket',
  11: 'Certificate',
  12: 'Server Key Exchange',
  14: 'Server Hello Done',
  16: 'Client Key Exchange',
};
const handshake = 22;
const clientHello = 1;
const serverHello = 2;

/** Notes each record, the handshakes in it and the name of the server that a client asks for; says them. */
export function decodeTls(reader: Reader): string {
  const said: string[] = [];
  while (reader.left >= 5) {
    const from = reader.at;
    const type = reader.uint(1);
    if (contents[type] === undefined) break;
    reader.note('tls.record.content_type', type, from);
    reader.number('tls.record.version', 2, paddedHex(4));
    const length = reader.uint(2);
    reader.note('tls.record.length', length, reader.at - 2);
    const body = reader.rest(length);
    said.push(type === handshake ? handshakesOf(body) : (contents[type] ?? ''));
    reader.fields.push(...body.fields);
    reader.skip(Math.min(length, reader.left));
  }
  return said.join(', ');
}

function handshakesOf(body: Reader): string {
  const said: string[] = [];
  while (body.left >= 4) {
    const from = body.at;
    const type = body.uint(1);
    const length = body.uint(3);
    // A sealed Finished begins with noise.
    if (handshakes[type] === undefined || length > body.left) return said.join(', ') || 'Handshake';
    body.fields.push({ name: 'tls.handshake.type', value: String(type), at: from, length: 1 });
    const message = body.rest(length);
    if (type === clientHello || type === serverHello) message.number('tls.handshake.version', 2, paddedHex(4));
    const name = type === clientHello ? serverName(message) : null;
    body.fields.push(...message.fields);
    said.push(`${handshakes[type]}${name === null ? '' : ` (SNI=${name})`}`);
    body.skip(length);
  }
  return said.join(', ');
}

function serverName(hello: Reader): string | null {
  hello.skip(32);
  hello.skip(hello.uint(1));
  hello.skip(hello.uint(2));
  hello.skip(hello.uint(1));
  if (hello.left < 2) return null;
  const extensions = hello.rest(hello.uint(2) + 2);
  extensions.skip(2);
  while (extensions.left >= 4) {
    const type = extensions.uint(2);
    const length = extensions.uint(2);
    if (type === 0 && length > 5) {
      extensions.skip(3);
      const size = extensions.uint(2);
      const from = extensions.at;
      const name = extensions.text(size);
      hello.fields.push({ name: 'tls.handshake.extensions_server_name', value: name, at: from, length: size });
      return name;
    }
    extensions.skip(length);
  }
  return null;
}
