/** What the general checks must know of Argus. */
import type { CheckFacts } from '../../terms/facts.ts';
import { credentials } from './checks/access/identities.ts';
import { argusLives } from './checks/access/lives.ts';
import { withoutFunction } from './checks/access/narrowed.ts';
import { argusSight } from './checks/access/sight.ts';
import { argusRequests } from './checks/requests/facts.ts';
import { argusAnswers } from './checks/rules/facts.ts';

export const facts: CheckFacts = {
  ...credentials,
  ...argusRequests,
  ...argusAnswers,
  ...argusSight,
  lives: argusLives,
  withoutFunction,
};
