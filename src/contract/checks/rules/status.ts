/** Every answer has a status that the operation declares, or that any operation may have. */
import type { Rule } from '../../check.ts';

/** Refusals that belong to the transport or to the moment, not to an operation (contract/argus.md §1, contract/usm.md §10). */
const anywhere = [405, 429, 503];

export const status: Rule = {
  id: 'schema/status',
  family: 'schema',
  asks: 'Is every status one that the operation declares?',
  rank: 'major',
  applies: () => true,
  judge: (answer, operation) => {
    const isFine =
      answer.fault !== null ||
      !answer.isOwn ||
      [200, 201].includes(answer.status) ||
      operation.refusals.includes(answer.status) ||
      anywhere.includes(answer.status);
    if (isFine) return [];
    const expected = `200, or one of ${[...operation.refusals, ...anywhere].join(', ')}`;
    return [
      {
        expected: `${operation.method} ${operation.path} answers ${expected}`,
        seen: `${answer.status}`,
        key: String(answer.status),
        rank: answer.status >= 500 ? 'critical' : 'major',
        answer,
      },
    ];
  },
};
