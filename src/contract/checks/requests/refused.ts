/** Whether a request that is wrong in one way was refused for that, and for nothing else. */
import type { Departure } from '../../terms/check.ts';
import type { Answer } from '../../terms/exchange.ts';
import { placeOf, isSuccess, messagesOf, told } from '../shared/answer.ts';
import { factAt } from '../shared/fact.ts';
import type { WrongRequest } from './cases.ts';

/** Null when it was; the field is looked for where the product's refusals name any. */
export function refusedRightly(answer: Answer, one: WrongRequest): Departure | null {
  if (answer.fault !== null) return null;
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
  const fields = messagesOf(answer).flatMap((message) => message.field ?? []);
  if (!fields.some((named) => named === field || named.startsWith(`${field}[`)))
    return fault('field', `an error of the field ${field}`, 'major');
  return fields.every((named) => isAbout(named, field))
    ? null
    : fault('besides', `no complaint about other fields than ${field}`, 'minor');
}

/** One row of a list is like another. */
const plain = (field: string): string => field.replace(/\[\d+\]/g, '[]');

/** The field, one inside it, or the one that it is in. */
const isAbout = (named: string, field: string): boolean => named.startsWith(field) || field.startsWith(named);
