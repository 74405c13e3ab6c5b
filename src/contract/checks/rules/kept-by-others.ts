/** What may be kept, by whom: nothing of a caller's by everybody, and a tag is of the bytes that it came with. */
import { createHash } from 'node:crypto';
import type { Departure, Rule } from '../../terms/check.ts';
import type { Answer } from '../../terms/exchange.ts';
import type { Target } from '../../terms/target.ts';
import { isOwnSuccess } from '../shared/answer.ts';

export const keptByOthers: Rule = {
  id: 'schema/kept-by-others',
  asks: 'Is no answer to a caller for everybody to keep, and has what is not the same at one address not the same tag?',
  rank: 'major',
  source: 'RFC 9111 §3.5, §5.2.2.9; RFC 9110 §8.8.1',
  evidence: 'documented',
  applies: () => true,
  judge: (answer, operation, target) => {
    if (!isOwnSuccess(answer) || answer.fault !== null) return [];
    return [...(operation.isPublic ? [] : sharedFaults(answer)), ...tagFaults(answer, target)];
  },
};

function sharedFaults({ headers }: Answer): readonly Departure[] {
  const value = headers.get('cache-control') ?? '';
  const shared = /(?:^|[\s,])(public|s-maxage\s*=\s*"?[1-9]\d*)/i.exec(value)?.[1];
  return shared === undefined ? [] : [{ expected: 'nothing that lets everybody keep it', seen: value, key: 'shared' }];
}

interface Memory {
  readonly known: Map<string, string>;
}

const memories = new WeakMap<Target, Memory>();
/** Tags that are remembered of one target. */
const mostKnown = 5000;

/** The same tag at the same address is the same body. */
function tagFaults(answer: Answer, target: Target): readonly Departure[] {
  const tag = answer.headers.get('etag');
  if (tag === null || answer.sent.method !== 'GET') return [];
  const { known } = memories.get(target) ?? { known: new Map<string, string>() };
  memories.set(target, { known });
  const place = `${answer.sent.url} ${tag}`;
  const digest = digestOf(answer, tag.startsWith('W/'));
  const before = known.get(place);
  if (before === undefined && known.size < mostKnown) known.set(place, digest);
  if (before === undefined || before === digest) return [];
  return [{ expected: 'another tag than what was something else', seen: tag, key: 'tag' }];
}

/** A weak tag stands for the matter, not for each byte. */
const digestOf = ({ bytes, data }: Answer, isWeak: boolean): string =>
  createHash('sha256')
    .update(isWeak && data !== undefined ? JSON.stringify(data) : bytes)
    .digest('hex');
