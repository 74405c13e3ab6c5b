/** What the general checks must know of USM Anywhere. */
import type { CheckFacts } from '../../facts.ts';
import { credentials } from './checks/access/identities.ts';

export const facts: CheckFacts = { ...credentials };
