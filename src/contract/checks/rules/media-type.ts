/** Every answer says truly what it is, and is what was asked for. */
import type { Departure, Rule } from '../../terms/check.ts';
import type { Answer } from '../../terms/exchange.ts';
import type { Operation } from '../../terms/operation.ts';
import { isJsonType, isSuccess, mediaTypeOf } from '../shared/answer.ts';
import { shown } from '../../lists/item.ts';

export const mediaType: Rule = {
  id: 'schema/media-type',
  asks: 'Is the Content-Type one that the operation produces and the request accepts, and is the body really that?',
  rank: 'major',
  applies: () => true,
  judge: (answer, operation) => {
    if (answer.sent.method === 'HEAD') return [];
    return [...typeFaults(answer, operation), ...textFaults(answer)];
  },
};

function typeFaults(answer: Answer, operation: Operation): readonly Departure[] {
  const type = mediaTypeOf(answer);
  if (answer.bytes.length === 0) {
    // One client parses whatever a header calls JSON, and stumbles over an empty body (docs/contract/usm.md §3).
    return isJsonType(type) ? [{ expected: 'an empty body is not called JSON', seen: type, key: 'empty JSON' }] : [];
  }
  if (!isSuccess(answer) || !answer.isOwn) return [];
  const offered = operation.data === null ? [] : operation.produces;
  if (!offered.some((one) => covers(one, type))) {
    const expected = `one of ${offered.join(', ') || 'no body at all'}`;
    return [{ expected, seen: type || 'no Content-Type', key: 'produces' }];
  }
  const wanted = acceptOf(answer);
  // Preference is asked by a check of its own; here only what was not accepted at all.
  const accepted = wanted === null || wanted.some((range) => covers(range, type));
  return accepted || !offered.some((one) => wanted.some((range) => covers(range, one)))
    ? []
    : [{ expected: `what the request accepts: ${wanted.join(', ')}`, seen: type, key: 'accepted' }];
}

const covers = (range: string, type: string): boolean =>
  range === '*/*' || range === type || (range.endsWith('/*') && type.startsWith(range.slice(0, -1)));

/** The media ranges of Accept; null when there is none. */
function acceptOf({ sent }: Answer): readonly string[] | null {
  const [, value] = Object.entries(sent.headers).find(([name]) => name.toLowerCase() === 'accept') ?? [];
  if (value === undefined) return null;
  return value.split(',').map((part) => part.split(';')[0]?.trim().toLowerCase() ?? '');
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Texts beside JSON that tools read. */
const isTextType = (type: string): boolean => type.startsWith('text/') || type === 'application/jsonl';

/** JSON is UTF-8 without a mark before it (RFC 8259 §8.1), says no other charset, and parses; other texts are UTF-8, too. */
function textFaults(answer: Answer): readonly Departure[] {
  const type = mediaTypeOf(answer);
  const isJson = isJsonType(type);
  if ((!isJson && !(answer.isOwn && isTextType(type))) || answer.bytes.length === 0) return [];
  const name = isJson ? 'JSON' : type;
  const fault = (key: string, expected: string, seen: string): readonly Departure[] => [
    { key, expected, seen, source: 'RFC 8259 §8.1; docs/contract/argus.md §3', evidence: 'documented' },
  ];
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(answer.headers.get('content-type') ?? '')?.[1];
  if (charset !== undefined && charset.toLowerCase() !== 'utf-8')
    return fault('charset', `${name} is UTF-8`, `charset=${charset}`);
  let text: string;
  try {
    text = decoder.decode(answer.bytes);
  } catch {
    return fault('encoding', `${name} is UTF-8`, 'bytes that are not');
  }
  if (!isJson) return [];
  if (text.startsWith('\uFEFF')) return fault('mark', 'JSON begins without a byte order mark', 'a mark');
  return answer.json === undefined ? fault('JSON', 'what is called JSON parses', shown(text.slice(-80))) : [];
}
