/** What browsers and caches are told: nothing with a secret in it is kept, and what was recorded of the product is sent. */
import type { Rule } from '../../terms/check.ts';
import { isOwnSuccess } from '../shared/answer.ts';
import { missing } from '../shared/headers.ts';

export const guards: Rule = {
  id: 'schema/guards',
  asks: 'Do answers carry the headers that keep secrets out of caches, and those that were recorded from the live product?',
  rank: 'minor',
  applies: (operation) =>
    operation.effect === 'session' || (operation.adapter.facts.headers?.(operation) ?? []).length > 0,
  judge: (answer, operation) =>
    isOwnSuccess(answer) ? missing(answer, operation.adapter.facts.headers?.(operation) ?? []) : [],
};
