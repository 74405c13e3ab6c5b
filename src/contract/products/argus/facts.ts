/** What the general checks must know of Argus. */
import type { CheckFacts } from '../../facts.ts';
import { credentials } from './checks/access/identities.ts';
import { listFacts } from './checks/laws/facts.ts';
import { requestFacts } from './checks/requests/facts.ts';
import { answerFacts } from './checks/rules/facts.ts';

export const facts: CheckFacts = { ...credentials, ...requestFacts, ...answerFacts, ...listFacts };
