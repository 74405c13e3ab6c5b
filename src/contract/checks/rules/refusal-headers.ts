/** A refusal says in its headers what HTTP wants said: which methods there are, and how to be known. */
import type { Departure, Rule } from '../../terms/check.ts';
import type { Answer } from '../../terms/exchange.ts';
import { shown } from '../../lists/item.ts';
import { missing } from '../shared/headers.ts';

export const refusalHeaders: Rule = {
  id: 'schema/refusal-headers',
  asks: 'Does a 405 name the methods there are in Allow, and a 401 of a bearer API its challenge in WWW-Authenticate?',
  rank: 'minor',
  applies: () => true,
  judge: (answer, operation) => {
    if (answer.status === 405) return allowFaults(answer);
    const { challenge } = operation.adapter.facts;
    return answer.status === 401 && challenge !== undefined ? missing(answer, [challenge]) : [];
  },
};

function allowFaults({ headers }: Answer): readonly Departure[] {
  const allow = headers.get('allow') ?? '';
  const fault = (key: string, expected: string): readonly Departure[] => [
    { key, expected, seen: shown(headers.get('allow') ?? undefined), source: 'RFC 9110 §15.5.6' },
  ];
  if (allow.trim() === '') return fault('Allow', 'Allow with the methods there are');
  const isList = allow.split(',').every((part) => /^[A-Z]+$/.test(part.trim()));
  return isList ? [] : fault('methods', 'Allow is a list of methods');
}
