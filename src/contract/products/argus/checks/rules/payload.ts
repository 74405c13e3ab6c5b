/** A payload is what its type says: frames, a capture, bytes or text; and it is of the event that was asked for. */
import type { Departure, Rule } from '../../../../terms/check.ts';
import { member } from '../../../../terms/exchange.ts';
import { isOwnSuccess } from '../../../../checks/shared/answer.ts';
import { shown } from '../../../../lists/item.ts';
import { ipFault } from './frame.ts';
import { readCapture } from './pcap.ts';

export const payload: Rule = {
  id: 'schema/payload',
  asks: 'Does a payload decode as its type says?',
  rank: 'major',
  source: 'seed 001, payload model; docs/contract/argus.md §7.1',
  evidence: 'documented',
  applies: ({ data }) => data === 'argus/payload.schema.json',
  judge: (answer) => {
    const [type, text] = [member(answer.data, 'type'), member(answer.data, 'payload')];
    if (!isOwnSuccess(answer) || typeof type !== 'string' || typeof text !== 'string') return [];
    if (type === 'string') return [];
    const bytes = decoded(text);
    if (bytes === null)
      return [{ expected: `base64, because the type is ${type}`, seen: shown(text.slice(0, 60)), key: 'base64' }];
    return contentFaults(type, bytes);
  },
};

/** The bytes of canonical base64 (RFC 4648 §4); null for anything else. */
function decoded(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64');
  return text !== '' && bytes.toString('base64') === text ? bytes : null;
}

/** Addresses of a frame and its type (IEEE 802.3). */
const frameHeader = 14;

function contentFaults(type: string, bytes: Uint8Array): readonly Departure[] {
  if (type === 'pcap') {
    const reading = readCapture(bytes);
    return 'fault' in reading ? [{ expected: 'a pcap file', seen: reading.fault, key: 'pcap' }] : [];
  }
  if (type !== 'ethernet') return [];
  if (bytes.length < frameHeader)
    return [{ expected: 'an Ethernet frame', seen: `${bytes.length} bytes`, key: 'frame' }];
  const kind = (bytes[12] ?? 0) * 256 + (bytes[13] ?? 0);
  if (kind < 0x0600 && kind > bytes.length - frameHeader)
    return [{ expected: 'an Ethernet frame with a known type', seen: `0x${kind.toString(16)}`, key: 'ethertype' }];
  const fault = ipFault(bytes);
  return fault === null ? [] : [{ expected: 'a packet with headers that fit', seen: fault, key: 'header' }];
}
