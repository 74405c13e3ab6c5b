/** Every status is one that the operation declares, or one that any request can meet. */
import type { Rule } from '../../terms/check.ts';
import { told } from '../shared/answer.ts';

export const status: Rule = {
  id: 'schema/status',
  asks: 'Is every status one that the operation declares, and none a fault of the server?',
  rank: 'critical',
  applies: () => true,
  judge: (answer, operation) => {
    const { status: code } = answer;
    if (answer.fault !== null) return [];
    if (code >= 500 && code !== 503)
      return [{ expected: 'no request makes the server fail', seen: told(answer), key: 'server fault' }];
    if (!answer.isOwn) return [];
    if (code < 300) {
      const isKnown =
        code === 200 ||
        (code === 201 && operation.method === 'POST') ||
        (code === 206 && operation.effect === 'session');
      return isKnown
        ? []
        : [{ expected: '200, or 201 for what a POST made', seen: told(answer), key: 'success', rank: 'major' }];
    }
    if (code < 400)
      return [
        {
          expected: 'an API answers by itself, without redirection',
          seen: `${code} to ${answer.headers.get('location')}`,
          key: 'redirection',
          rank: 'major',
        },
      ];
    const declared: readonly number[] = [...operation.refusals, ...operation.adapter.refusals.general];
    if (declared.includes(code)) return [];
    return [
      {
        expected: `one of the declared refusals ${operation.refusals.join(', ')}`,
        seen: told(answer),
        key: `${code}`,
        rank: 'major',
      },
    ];
  },
};
