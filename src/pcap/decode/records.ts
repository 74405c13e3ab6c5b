/** SMB, the beginning of RDP, and SNMP: what their first fields say. */
import { paddedHex, type Reader } from './reader.ts';

const smbCommands: Readonly<Record<number, string>> = {
  0x25: 'Trans',
  0x32: 'Trans2',
  0x72: 'Negotiate',
  0x73: 'Session Setup',
  0x75: 'Tree Connect',
};
/** Commands that name the next one of a chain. */
const chained = new Set([0x73, 0x75]);
const smb2Commands = ['Negotiate', 'Session Setup', 'Logoff', 'Tree Connect', 'Tree Disconnect', 'Create', 'Close'];

/** A message of either version behind its NetBIOS length. */
export function decodeSmb(reader: Reader): string {
  reader.skip(4);
  const isFirst = reader.uint(1) === 0xff;
  reader.skip(3);
  if (isFirst) {
    const from = reader.at;
    const command = reader.uint(1);
    reader.note('smb.cmd', paddedHex(2)(command), from);
    const place = reader.at;
    reader.note('smb.nt_status', paddedHex(8)(reader.uintLE(4)), place);
    const isResponse = (reader.uint(1) & 0x80) !== 0;
    reader.note('smb.flags.response', Number(isResponse), reader.at - 1);
    reader.skip(22);
    if (chained.has(command) && reader.uint(1) > 0) reader.number('smb.cmd', 1, paddedHex(2));
    return `${smbCommands[command] ?? `Command ${command}`} ${isResponse ? 'Response' : 'Request'}`;
  }
  reader.skip(8);
  const from = reader.at;
  const command = reader.uintLE(2);
  reader.note('smb2.cmd', command, from);
  return smb2Commands[command] ?? `Command ${command}`;
}

/** The connection request of RDP names its user in a cookie (MS-RDPBCGR 2.2.1.1). */
export function decodeRdp(reader: Reader): string {
  reader.skip(2);
  reader.number('tpkt.length', 2);
  const [cookie] = /Cookie: mstshash=[^\r\n]*/.exec(reader.bytes.toString('latin1', reader.at, reader.end)) ?? [];
  if (cookie === undefined) return '';
  const at = reader.bytes.indexOf(cookie, reader.at, 'latin1');
  reader.fields.push({ name: 'rdp.rt_cookie', value: cookie, at, length: cookie.length });
  return cookie;
}

/** Versions 1 and 2c say their community in the clear (RFC 1157). */
export function decodeSnmp(reader: Reader): string {
  reader.skip(1);
  berLength(reader);
  reader.skip(1);
  const size = berLength(reader);
  const from = reader.at;
  const version = reader.uint(1);
  reader.skip(size - 1);
  reader.note('snmp.version', version, from);
  if (reader.uint(1) !== 4) return '';
  const length = berLength(reader);
  const place = reader.at;
  const community = reader.text(length);
  reader.note('snmp.community', community, place);
  return `community ${community}`;
}

function berLength(reader: Reader): number {
  const first = reader.uint(1);
  if (first < 0x80) return first;
  let length = 0;
  for (let left = Math.min(first & 0x7f, 4); left > 0; left--) length = length * 256 + reader.uint(1);
  return length;
}
