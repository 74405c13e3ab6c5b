/** Whether a request that is wrong in one way was refused for that, and for nothing else. */
import type { Departure } from '../../check.ts';
import type { Answer } from '../../exchange.ts';
import { fieldOf, isSuccess, messagesOf, told } from '../shared/answer.ts';
import { factAt } from '../shared/fact.ts';
import type { Case } from './cases.ts';

/** USM Anywhere answers 400 and names no field (contract/usm.md §4); Argus 412 with the field (seed 002). */
export function refusedRightly(answer: Answer, one: Case): Departure | null {
  if (answer.fault !== null) return null;
  const { where, keyword, place, file } = one;
  const field = fieldOf(place);
  const fact = factAt(file, place);
  const isArgus = answer.operation.product === 'argus';
  const status = isArgus ? 412 : 400;
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
  if (!isArgus) return null;
  const fields = messagesOf(answer).flatMap((message) => (message.type === 'FIELD_ERROR' ? [message.field] : []));
  if (!fields.some((named) => isSame(named, field)))
    return fault('field', `a FIELD_ERROR for the field ${field}`, 'major');
  return fields.every((named) => isAbout(named, field))
    ? null
    : fault('besides', `no complaint about other fields than ${field}`, 'minor');
}

/** One row of a list is like another. */
const plain = (field: string): string => field.replace(/\[\d+\]/g, '[]');

const isSame = (named: unknown, field: string): boolean =>
  named === field || (typeof named === 'string' && named.startsWith(`${field}[`));

/** The field, one inside it, or the one that it is in. */
const isAbout = (named: unknown, field: string): boolean =>
  typeof named === 'string' && (named.startsWith(field) || field.startsWith(named));
