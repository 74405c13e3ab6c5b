/** What the general checks must know of USM Anywhere. */
import type { CheckFacts } from '../../facts.ts';
import { credentials } from './checks/access/identities.ts';
import { requestFacts } from './checks/requests/facts.ts';
import { answerFacts } from './checks/rules/facts.ts';

export const facts: CheckFacts = {
  ...credentials,
  ...requestFacts,
  ...answerFacts,
  newestFirst: 'documented',
  takesBlanks: true,
};
