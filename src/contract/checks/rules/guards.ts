/** What browsers and caches are told: nothing with a secret in it is kept, and the live product sends what Spring Security sends. */
import type { Departure, Rule } from '../../check.ts';
import type { Answer } from '../../exchange.ts';
import { isSuccess, shown } from '../shared/answer.ts';

/** As recorded from a tenant in December 2024 (contract/usm.md §10); the values are Spring Security's. */
const recorded = {
  'x-content-type-options': /^nosniff$/i,
  'x-frame-options': /^(?:deny|sameorigin)$/i,
  'cache-control': /no-(?:store|cache)/i,
  pragma: /^no-cache$/i,
  'strict-transport-security': /max-age=\d+/i,
} as const;

export const guards: Rule = {
  id: 'schema/guards',
  family: 'schema',
  asks: 'Do answers carry the headers that keep secrets out of caches, and those that were recorded from the live product?',
  rank: 'minor',
  applies: ({ product, effect, dialect }) => effect === 'session' || (product === 'usm' && dialect === 'live'),
  judge: (answer, operation) => {
    if (answer.fault !== null || !answer.isOwn || !isSuccess(answer)) return [];
    if (operation.product === 'usm' && operation.effect === 'session') return tokenFaults(answer);
    return operation.product === 'usm' && operation.dialect === 'live' ? recordedFaults(answer) : [];
  },
};

/** A token must not be kept by anybody (RFC 6749 §5.1). */
function tokenFaults(answer: Answer): readonly Departure[] {
  const control = answer.headers.get('cache-control');
  if (/no-store/i.test(control ?? '')) return [];
  return [
    {
      expected: 'Cache-Control: no-store beside a token',
      seen: shown(control ?? undefined),
      key: 'no-store',
      source: 'RFC 6749 §5.1; contract/usm.md §2',
      evidence: 'assumed',
    },
  ];
}

const recordedFaults = ({ headers }: Answer): readonly Departure[] =>
  Object.entries(recorded).flatMap(([name, wanted]) => {
    const value = headers.get(name);
    if (value !== null && wanted.test(value)) return [];
    const fault = { expected: `${name} as recorded`, seen: shown(value ?? undefined), key: name };
    return [{ ...fault, source: 'contract/usm.md §10', evidence: 'observed' }];
  });
