/** Every status is one that the operation declares, or one that any request can meet. */
import type { Departure, Rank, Rule } from '../../terms/check.ts';
import { told } from '../shared/answer.ts';

export const status: Rule = {
  id: 'schema/status',
  asks: 'Is every status one that the operation declares, and none a fault of the server?',
  applies: () => true,
  judge: (answer, operation) => {
    const { status: code } = answer;
    const fault = (key: string, expected: string, rank?: Rank, seen = told(answer)): readonly Departure[] => [
      { key, expected, seen, ...(rank && { rank }) },
    ];
    if (code >= 500 && code !== 503) return fault('server fault', 'no request makes the server fail');
    if (!answer.isOwn) return [];
    if (code < 300) {
      const { successes } = operation;
      if (successes.includes(code)) return [];
      // What a client that looks for any success still takes.
      const isUsual = code === 200 || (code === 201 && operation.method === 'POST');
      return fault('success', `status ${successes.join(' or ')} for a success`, isUsual ? 'minor' : 'major');
    }
    if (code < 400) {
      const seen = `${code} to ${answer.headers.get('location')}`;
      return fault('redirection', 'an API answers by itself, without redirection', 'major', seen);
    }
    const declared: readonly number[] = [...operation.refusals, ...operation.adapter.refusals.general];
    if (declared.includes(code)) return [];
    return fault(`${code}`, `one of the declared refusals ${operation.refusals.join(', ')}`, 'major');
  },
};
