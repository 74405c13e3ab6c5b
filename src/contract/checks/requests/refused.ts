/** Whether a request that is wrong in one way was refused for that, and for nothing else. */
import type { Departure } from '../../terms/check.ts';
import type { Answer } from '../../terms/exchange.ts';
import { placeOf, isSuccess, messagesOf, told } from '../shared/answer.ts';
import { factAt } from '../shared/fact.ts';
import type { WrongRequest } from './cases.ts';

/** Null when it was; the field is looked for where the product's refusals name any. */
export function refusedRightly(answer: Answer, one: WrongRequest): Departure | null {
  const { where, keyword, place, file } = one;
  const field = placeOf(place);
  const fact = factAt(file, place);
  const { facts, refusals } = answer.operation.adapter;
  const status = refusals.invalid;
  const fault = (key: string, expected: string, rank: Departure['rank']): Departure => ({
    key: `${where} ${plain(field)} ${keyword} ${key}`,
    expected: `${field} breaks "${keyword}" of the ${where}: ${expected}`,
    seen: told(answer),
    source: `seed 002; ${fact.source}`,
    ...(rank !== undefined && { rank }),
    ...(fact.evidence !== null && { evidence: fact.evidence }),
  });
  if (answer.status !== status)
    return fault(
      isSuccess(answer) ? 'accepted' : 'status',
      `refused with ${status}`,
      answer.status >= 500 ? 'critical' : 'major',
    );
  if (facts.messages === undefined) return null;
  if (!namesField(answer, one)) return fault('field', `an error of the field ${field}`, 'major');
  return namesOnly(answer, [one]) ? null : fault('besides', `no complaint about other fields than ${field}`, 'minor');
}

const fieldsOf = (answer: Answer): readonly string[] => messagesOf(answer).flatMap(({ field }) => field ?? []);

/** True for a refusal that names the field that is wrong. */
export const namesField = (answer: Answer, { place }: WrongRequest): boolean =>
  answer.status === answer.operation.adapter.refusals.invalid &&
  fieldsOf(answer).some((field) => field === placeOf(place) || field.startsWith(`${placeOf(place)}[`));

/** True for a refusal that complains of nothing besides. */
export const namesOnly = (answer: Answer, some: readonly WrongRequest[]): boolean =>
  fieldsOf(answer).every((field) => some.some(({ place }) => isAbout(field, placeOf(place))));

/** One row of a list is like another. */
const plain = (field: string): string => field.replace(/\[\d+\]/g, '[]');

/** The field, one inside it, or the one that it is in. */
const isAbout = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);
