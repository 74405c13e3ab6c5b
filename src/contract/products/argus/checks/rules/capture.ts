/** A capture is a file that every tool opens, named so that it can be saved. */
import type { Departure, Rule } from '../../../../terms/check.ts';
import type { Answer } from '../../../../terms/exchange.ts';
import { isOwnSuccess, mediaTypeOf } from '../../../../checks/shared/answer.ts';
import { shown } from '../../../../lists/item.ts';
import { ipFault } from './frame.ts';
import { readCapture, type CapturedPacket } from './pcap.ts';

const type = 'application/x-pcap';
/** draft-ietf-opsawg-pcaplinktype. */
const ethernet = 1;

export const capture: Rule = {
  id: 'schema/capture',
  asks: 'Is a capture a whole pcap file with at least one packet, of headers that fit, in order of time, and offered as a file?',
  rank: 'major',
  source: 'docs/contract/argus.md §3, §6; draft-ietf-opsawg-pcap',
  applies: ({ produces }) => produces.includes(type),
  judge: (answer) => {
    if (!isOwnSuccess(answer) || mediaTypeOf(answer) !== type || answer.sent.method === 'HEAD') return [];
    return [...fileFaults(answer.bytes), ...nameFaults(answer)];
  },
};

function fileFaults(bytes: Uint8Array): readonly Departure[] {
  const reading = readCapture(bytes);
  if ('fault' in reading) return [{ expected: 'a pcap file', seen: reading.fault, key: 'file' }];
  const { packets, linkType } = reading;
  if (packets.length === 0) return [{ expected: 'at least one packet', seen: 'none', key: 'empty' }];
  const broken = linkType === ethernet ? packets.findIndex(({ bytes: held, ...of }) => isBroken(held, of)) : -1;
  if (broken >= 0) {
    const fault = ipFault(packets[broken]?.bytes ?? bytes) ?? '';
    return [{ expected: 'packets with headers that fit', seen: `packet ${broken + 1}: ${fault}`, key: 'header' }];
  }
  const late = packets.findIndex((packet, at) => at > 0 && packet.at < (packets[at - 1]?.at ?? 0));
  const seen = `packet ${late + 1} before the one ahead of it`;
  return late < 0 ? [] : [{ expected: 'packets in order of time', seen, key: 'order', rank: 'minor' }];
}

/** A packet that was cut when it was captured is shorter than it says. */
const isBroken = (held: Uint8Array, { captured, original }: Omit<CapturedPacket, 'bytes'>): boolean =>
  captured === original && ipFault(held) !== null;

function nameFaults({ headers }: Answer): readonly Departure[] {
  const value = headers.get('content-disposition');
  const fault = (key: string, expected: string, seen: string): readonly Departure[] => [
    { key, expected: `Content-Disposition${expected}`, seen, rank: 'minor', evidence: 'assumed' },
  ];
  if (value === null) return fault('no name', ', so that it is saved as a file', 'none');
  const isNamed = /^attachment\b.*\bfilename\*?=.+\.p?cap/i.test(value);
  return isNamed ? [] : fault('name', ': attachment with the name of a capture', shown(value));
}
