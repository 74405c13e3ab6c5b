/** Shape is judged before right, and right before what there is. */
import type { Check } from '../../../../terms/check.ts';
import { canLack, lackingAsk } from '../../../../checks/access/missing-function.ts';
import { canBeTampered, nowhere, shapedAsk } from '../../../../checks/shared/asks.ts';
import { refusalFault } from '../../../../checks/shared/refusal.ts';

export const shapeBeforeRight: Check = {
  id: 'access/shape-before-right',
  asks: 'Is a malformed request of somebody without the function 412, and a right one about nothing 403?',
  rank: 'minor',
  source: 'the order in which requests are judged is assumed',
  evidence: 'assumed',
  applies: canLack,
  run: async (context) => {
    const { operation, judge } = context;
    const caller = await lackingAsk(context);
    const shaped = await shapedAsk(context);
    if (canBeTampered(operation))
      await judge({ ...shaped, body: { noSuchMember: 1 }, ...caller }, (answer) =>
        refusalFault(answer, [412], 'a malformed request without the function'),
      );
    if (/\{(?:eventID|caseID|id)\}/.test(operation.path))
      await judge({ ...shaped, ...nowhere(operation), ...caller }, (answer) =>
        refusalFault(answer, [403], 'a request about nothing without the function'),
      );
  },
};
