/** DNS messages over UDP (RFC 1035). */
import ipaddr from 'ipaddr.js';
import { CutOff, paddedHex, type Reader } from './reader.ts';

const types: Readonly<Record<number, string>> = {
  1: 'A',
  2: 'NS',
  5: 'CNAME',
  6: 'SOA',
  12: 'PTR',
  15: 'MX',
  16: 'TXT',
  28: 'AAAA',
  33: 'SRV',
  255: 'ANY',
};

/** More records than these are counted, not shown. */
const mostShown = 32;

/** Notes the question and the answers; says both. */
export function decodeDns(reader: Reader): string {
  const begin = reader.at;
  reader.number('dns.id', 2, paddedHex(4));
  const flags = reader.uint(2);
  const isResponse = flags >> 15 === 1;
  reader.note('dns.flags.response', Number(isResponse), reader.at - 2);
  if (isResponse) reader.note('dns.flags.rcode', flags & 15, reader.at - 2);
  const counts = ['dns.count.queries', 'dns.count.answers', 'dns.count.auth_rr', 'dns.count.add_rr'].map((name) => {
    const from = reader.at;
    const value = reader.uint(2);
    reader.note(name, value, from);
    return value;
  });
  const said: string[] = [isResponse ? 'Answer' : 'Query'];
  for (let question = 0; question < Math.min(counts[0] ?? 0, mostShown); question++) {
    const from = reader.at;
    const name = nameOf(reader, begin);
    reader.note('dns.qry.name', name, from);
    const type = reader.uint(2);
    reader.note('dns.qry.type', type, reader.at - 2);
    reader.skip(2);
    said.push(`${types[type] ?? type} ${name}`);
  }
  for (let record = 0; record < Math.min(counts[1] ?? 0, mostShown); record++) said.push(answerOf(reader, begin));
  return said.filter((text) => text !== '').join(' ');
}

function answerOf(reader: Reader, begin: number): string {
  nameOf(reader, begin);
  const type = reader.uint(2);
  reader.skip(2);
  const from = reader.at;
  reader.note('dns.resp.ttl', reader.uint(4), from);
  const length = reader.uint(2);
  const data = reader.at;
  const note = (name: string, value: string): string => {
    reader.at = data;
    reader.skip(length);
    reader.note(name, value, data);
    return value;
  };
  if (type === 1 || type === 28) {
    const bytes = [...reader.bytes.subarray(data, Math.min(reader.end, data + length))];
    if (bytes.length !== (type === 1 ? 4 : 16)) throw new CutOff();
    return note(type === 1 ? 'dns.a' : 'dns.aaaa', ipaddr.fromByteArray(bytes).toString());
  }
  if (type === 16) return note('dns.txt', reader.text(Math.max(0, Math.min(reader.uint(1), length - 1))));
  if (type === 5) return note('dns.cname', nameOf(reader, begin));
  reader.skip(length);
  return '';
}

/** Compressed names point back; more jumps than labels fit in a name are a loop. */
const mostJumps = 64;

function nameOf(reader: Reader, begin: number): string {
  const labels: string[] = [];
  let after: number | null = null;
  for (let jumps = 0; ;) {
    const length = reader.uint(1);
    if (length === 0) break;
    if (length >= 0xc0) {
      const place = begin + (((length & 0x3f) << 8) | reader.uint(1));
      after ??= reader.at;
      if (++jumps > mostJumps) throw new CutOff();
      reader.at = place;
      continue;
    }
    labels.push(reader.text(length));
    if (labels.length > 127) throw new CutOff();
  }
  if (after !== null) reader.at = after;
  return labels.join('.');
}
