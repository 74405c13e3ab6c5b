/** What answers of USM Anywhere have beside what their schemas say. */
import { violations } from '../../../../../kernel/schema.ts';
import type { AnswerFacts, Due } from '../../../../terms/facts.ts';
import { shown } from '../../../../lists/item.ts';

/** As recorded from a tenant in December 2024 (docs/contract/usm.md §10); the values are Spring Security's. */
const recorded: readonly Due[] = (
  [
    ['x-content-type-options', /^nosniff$/i],
    ['x-frame-options', /^(?:deny|sameorigin)$/i],
    ['cache-control', /no-(?:store|cache)/i],
    ['pragma', /^no-cache$/i],
    ['strict-transport-security', /max-age=\d+/i],
  ] as const
).map(([name, pattern]) => ({
  name,
  pattern,
  expected: `${name} as recorded`,
  key: name,
  source: 'docs/contract/usm.md §10',
  evidence: 'observed',
}));

/** A token must not be kept by anybody (RFC 6749 §5.1). */
const unkept: Due = {
  name: 'cache-control',
  pattern: /no-store/i,
  expected: 'Cache-Control: no-store beside a token',
  key: 'no-store',
  source: 'RFC 6749 §5.1; docs/contract/usm.md §2',
  evidence: 'assumed',
};

export const usmAnswers: AnswerFacts = {
  // "Access token expired: <token>" (docs/contract/usm.md §10).
  repeatsCredential: (status, text) => status === 401 && text.includes('Access token expired'),
  challenge: {
    name: 'www-authenticate',
    pattern: /^(?:bearer|basic)\b/i,
    expected: 'WWW-Authenticate with the scheme Bearer or Basic',
    key: 'challenge',
    source: 'RFC 9110 §11.6.1; docs/contract/usm.md §10',
    evidence: 'assumed',
  },
  headers: ({ effect, dialect }) => (effect === 'session' ? [unkept] : dialect === 'documented' ? [] : recorded),
  named: { parameters: ['alarmId', 'eventId'], is: (id, { alarmId, eventId }) => isSame(id, alarmId ?? eventId ?? '') },
  // The declared ErrorResponse, or OAuth's two members: either of them, and nothing else.
  refusalFaults: ({ operation }, json, { isLive }) => {
    const found = violations(operation.envelope.failure, json);
    if (found.length === 0) return [];
    const isNew = found.every(({ keyword }) => keyword === 'additionalProperties' || keyword === 'anyOf');
    return [
      {
        expected: 'a refusal is {error, error_description} or {result, location, error}',
        seen: shown(json),
        key: 'shape',
        source: 'docs/contract/usm.md §2, §10',
        evidence: 'assumed',
        ...(isLive && isNew && { isNotice: true }),
      },
    ];
  },
};

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
