/** Whether somebody was refused who should be, and in the right way. */
import type { Evidence } from '../../../http/endpoint.ts';
import type { Departure } from '../../terms/check.ts';
import type { Answer } from '../../terms/exchange.ts';
import { isSuccess, told } from './answer.ts';

/** Where the facts of a law are from, beside what its check says. */
export interface Known {
  readonly source?: string;
  readonly evidence?: Evidence;
}

/** Null when the status is one of `statuses`. `who` reads like `an expired key`. */
export function refusalFault(
  answer: Answer,
  statuses: readonly number[],
  who: string,
  known: Known = {},
): Departure | null {
  if (statuses.includes(answer.status)) return null;
  const isIn = isSuccess(answer);
  return {
    expected: `${who} is refused with ${statuses.join(' or ')}`,
    seen: told(answer),
    key: isIn ? `${who} is let in` : `${who} gets ${answer.status}`,
    rank: isIn ? 'critical' : 'major',
    ...known,
  };
}

/** The opposite: null unless the caller is refused for who it is. */
export function admissionFault(answer: Answer, who: string, known: Known = {}): Departure | null {
  if (answer.status !== 401 && answer.status !== 403) return null;
  const expected = `${who} is let in`;
  return { expected, seen: told(answer), key: `${who} gets ${answer.status}`, rank: 'critical', ...known };
}
