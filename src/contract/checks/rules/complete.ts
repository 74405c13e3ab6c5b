/** Every exchange comes to its end: an answer, in time, whole, and not without bound. */
import type { Rule } from '../../terms/check.ts';

export const complete: Rule = {
  id: 'schema/complete',
  asks: 'Does every request get a whole answer, in time?',
  source: 'RFC 9112 §8',
  evidence: 'documented',
  applies: () => true,
  judge: (answer) =>
    answer.fault === null
      ? []
      : [{ expected: 'a whole answer', seen: answer.fault, key: answer.fault.replace(/\d+/g, 'n'), answer }],
};
