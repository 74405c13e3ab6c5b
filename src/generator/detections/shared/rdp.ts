/** The first message of Remote Desktop. */
import { join, u16, u8 } from './pack.ts';
import { hex, latin1 } from './talk.ts';

/** TPKT, X.224 connection request, cookie, and the request for TLS (MS-RDPBCGR 2.2.1.1). */
export function connectionRequest(cookie: string): Uint8Array {
  const rest = join(hex('e0 0000 0000 00'), latin1(`Cookie: ${cookie}\r\n`), hex('01 00 0800 01000000'));
  return join(hex('0300'), u16(rest.length + 5), u8(rest.length), rest);
}
