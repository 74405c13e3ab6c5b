/** A refusal says in its headers what HTTP wants said: which methods there are, and how to be known. */
import type { Rule } from '../../check.ts';
import type { Answer } from '../../exchange.ts';
import { shown } from '../shared/answer.ts';

export const refusalHeaders: Rule = {
  id: 'schema/refusal-headers',
  family: 'schema',
  asks: 'Does a 405 name the methods there are in Allow, and a 401 of a bearer API its challenge in WWW-Authenticate?',
  rank: 'minor',
  applies: () => true,
  judge: (answer, operation) => {
    if (answer.status === 405) return allowFaults(answer);
    if (answer.status !== 401 || operation.product !== 'usm') return [];
    const challenge = answer.headers.get('www-authenticate');
    if (challenge !== null && /^(?:bearer|basic)\b/i.test(challenge)) return [];
    return [
      {
        expected: 'WWW-Authenticate with the scheme Bearer or Basic',
        seen: shown(challenge ?? undefined),
        key: 'challenge',
        source: 'RFC 9110 §11.6.1; contract/usm.md §10',
        evidence: 'assumed',
      },
    ];
  },
};

const source = 'RFC 9110 §15.5.6';

function allowFaults(answer: Answer) {
  const allow = answer.headers.get('allow');
  const methods = (allow ?? '').split(',').map((part) => part.trim());
  if (allow === null || allow.trim() === '')
    return [{ expected: 'Allow with the methods there are', seen: shown(allow ?? undefined), key: 'Allow', source }];
  const odd = methods.find((method) => !/^[A-Z]+$/.test(method));
  return odd === undefined
    ? []
    : [{ expected: 'Allow is a list of methods', seen: shown(allow), key: 'methods', source }];
}
