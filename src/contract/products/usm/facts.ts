/** What the general checks must know of USM Anywhere. */
import type { CheckFacts } from '../../terms/facts.ts';
import { credentials } from './checks/access/identities.ts';
import { usmLives } from './checks/access/lives.ts';
import { usmSight } from './checks/access/sight.ts';
import { usmRequests } from './checks/requests/facts.ts';
import { usmAnswers } from './checks/rules/facts.ts';

export const facts: CheckFacts = {
  ...credentials,
  ...usmRequests,
  ...usmAnswers,
  ...usmSight,
  lives: usmLives,
  newestFirst: 'documented',
  takesBlanks: true,
};
