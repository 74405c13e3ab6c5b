/** What is sent is what was taken: no coding that nobody asked for, and the thing itself to who has only shown a tag that was made up. */
import type { Departure, Rule } from '../../terms/check.ts';
import type { Answer } from '../../terms/exchange.ts';
import type { Operation } from '../../terms/operation.ts';
import { told } from '../shared/answer.ts';

/** A tag that no server has given. */
const madeUp = '"no-such-tag-5f1d"';

/** Headers of a request that wants a body as it is, whatever it has seen. */
export const takingNothing = { 'Accept-Encoding': 'identity', 'If-None-Match': madeUp } as const;

/** A letter that takes two in UTF-16. */
const beyond = `${encodeURIComponent('\u{1f512}')}=1`;

/** Parameters of a query that nobody knows, and that say nothing for it. */
export const nobodysParameters = ({ adapter }: Operation): string =>
  `${adapter.facts.unknownQuery ?? 'noSuchParameter=1'}&${beyond}`;

/** The name under which the answer to the plain request of an operation is kept. */
export const plainOf = ({ key }: Operation): string => `plain answer of ${key}`;

export const asTaken: Rule = {
  id: 'schema/as-taken',
  asks: 'Is an answer in no coding that was not asked for, and whole to who shows a tag that was never given?',
  rank: 'major',
  source: 'RFC 9110 §12.5.3, §13.1.2',
  evidence: 'documented',
  applies: () => true,
  judge: (answer) => {
    const { headers } = answer.sent.ask;
    const coded = headers?.['Accept-Encoding'] === 'identity' ? codedFault(answer) : null;
    const unchanged = headers?.['If-None-Match'] === madeUp ? unchangedFault(answer) : null;
    return [coded, unchanged].filter((fault) => fault !== null);
  },
};

export function codedFault({ headers }: Answer): Departure | null {
  const coding = headers.get('content-encoding');
  return coding === null || coding.toLowerCase() === 'identity'
    ? null
    : { expected: 'no Content-Encoding, for identity alone was taken', seen: coding, key: 'coding' };
}

export const unchangedFault = (answer: Answer): Departure | null =>
  answer.status === 304
    ? { expected: 'a whole answer: the tag was made up', seen: told(answer), key: 'unchanged' }
    : null;
