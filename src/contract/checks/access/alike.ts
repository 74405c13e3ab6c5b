/** Law: callers who see the same get the same, and who was refused leaves nothing behind for the next. */
import type { Check } from '../../terms/check.ts';
import { isSafe } from '../../terms/operation.ts';
import { exampleOrSkip } from '../shared/asks.ts';
import { equalCaller } from '../shared/callers.ts';
import { isSuccess } from '../shared/answer.ts';
import { difference } from '../shared/difference.ts';
import { admissionFault } from '../shared/refusal.ts';
import { lacking } from './missing-function.ts';

export const alike: Check = {
  id: 'access/alike',
  asks: 'Does a caller who sees the same customers get the same answer, also after somebody was refused?',
  source: 'seed 000 "role based access control"; RFC 9111 §3.5: what is said to one caller is not kept for others',
  evidence: 'documented',
  applies: (operation, target) => {
    if (operation.permission === null || operation.isPrivileged || !isSafe(operation)) return false;
    return equalCaller(operation, target) !== undefined || 'no other caller who sees the same is known';
  },
  run: async (context) => {
    const { operation, target, send, violation } = context;
    const ask = await exampleOrSkip(context);
    const outsider = lacking(operation, target);
    if (outsider !== undefined) await send({ ...ask, as: outsider });
    const full = await send(ask);
    const shutOut = admissionFault(full, 'who may ask, after somebody who may not,');
    if (shutOut !== null) return violation({ ...shutOut, answer: full });
    if (!isSuccess(full)) return;
    const caller = equalCaller(operation, target);
    if (caller === undefined) return;
    const other = await send({ ...ask, as: caller });
    const seen = difference(other, full);
    // What moves is not the same for one caller either.
    if (seen === null || difference(await send(ask), full) !== null) return;
    violation({ key: 'other', expected: 'what somebody gets who sees the same', seen, answer: other });
  },
};
