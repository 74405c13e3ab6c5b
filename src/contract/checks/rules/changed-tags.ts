/** A tag is of the bytes that it came with: what has changed has another one. */
import { createHash } from 'node:crypto';
import type { Departure, Rule } from '../../terms/check.ts';
import type { Answer } from '../../terms/exchange.ts';
import { isSafe } from '../../terms/operation.ts';
import type { Target } from '../../terms/target.ts';
import { isOwnSuccess } from '../shared/answer.ts';

export const changedTags: Rule = {
  id: 'schema/changed-tags',
  asks: 'Has what is not the same at one address not the same entity tag?',
  rank: 'major',
  source: 'RFC 9110 §8.8.1',
  evidence: 'documented',
  applies: () => true,
  judge: (answer, operation, target) => (isOwnSuccess(answer) && isSafe(operation) ? tagFaults(answer, target) : []),
};

interface Memory {
  readonly known: Map<string, string>;
}

const memories = new WeakMap<Target, Memory>();
/** Tags that are remembered of one target. */
const mostKnown = 5000;

/** The same tag for the same question is the same body. */
function tagFaults(answer: Answer, target: Target): readonly Departure[] {
  const tag = answer.headers.get('etag');
  if (tag === null || answer.sent.method === 'HEAD') return [];
  const { known } = memories.get(target) ?? { known: new Map<string, string>() };
  memories.set(target, { known });
  const place = `${answer.sent.url} ${answer.sent.text ?? ''} ${tag}`;
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
