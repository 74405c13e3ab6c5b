/** Laws: assessing acknowledges by itself unless it is told not to, and flags that are named win over that. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { answered } from '../../../../lists/list.ts';
import { textsAt } from '../../../../lists/item.ts';
import type { EventId } from '../../model/event-id.ts';
import { writers, type EventChange } from '../../writing/writers.ts';
import { changeable, eventOf } from './changeable.ts';

const isAssessment = ({ id }: { readonly id: string }): boolean => id.startsWith('assessEvent');

export const assessingAcknowledges: Check = {
  id: 'law/assessing-acknowledges',
  asks: 'Does an assessment acknowledge its event by itself, not when autoAcknowledge is false, and no update of v1?',
  source: 'docs/contract/argus.md §12.1',
  isWriting: true,
  applies: isAssessment,
  run: (context) =>
    withEvent(context, async (event, isAcknowledgedAfter) => {
      await assess(context, event, { autoAcknowledge: false, disable: [acknowledged] });
      await isAcknowledgedAfter({ autoAcknowledge: false }, false);
      await isAcknowledgedAfter({ autoAcknowledge: false, enable: [acknowledged] }, true);
      await assess(context, event, { autoAcknowledge: false, disable: [acknowledged] });
      await isAcknowledgedAfter({}, true);
    }),
};

export const namedFlagsWin: Check = {
  id: 'law/named-flags-win',
  asks: 'Does an assessment that disables the flag, or acknowledges in part, win over its acknowledging by itself?',
  source: 'docs/contract/argus.md §12.1',
  evidence: 'assumed',
  isWriting: true,
  applies: isAssessment,
  run: (context) =>
    withEvent(context, async (event, isAcknowledgedAfter) => {
      await isAcknowledgedAfter({ disable: [acknowledged] }, false);
      await isAcknowledgedAfter({ enable: ['PARTIALLY_ACKNOWLEDGED'] }, false);
      await assess(context, event, { autoAcknowledge: false, disable: ['PARTIALLY_ACKNOWLEDGED'] });
    }),
};

const acknowledged = 'ACKNOWLEDGED';

type Judge = (change: EventChange, isExpected: boolean) => Promise<void>;

/** Lets `work` assess an event, and puts its acknowledgement back. */
async function withEvent(context: Context, work: (event: EventId, judge: Judge) => Promise<void>): Promise<void> {
  const [event] = await changeable(context, 1);
  if (event === undefined) return context.skip('no event may be changed');
  const { id } = event;
  const flagsNow = async (): Promise<readonly string[]> =>
    textsAt((await eventOf(context, 'getEventByPath', id)).data, 'flags');
  const before = await flagsNow();
  await work(id, async (change, isExpected) => {
    const answer = await assess(context, id, change);
    const flags = await flagsNow();
    if (flags.includes(acknowledged) === isExpected) return;
    const expected = `${isExpected ? '' : 'not '}acknowledged after ${JSON.stringify(change)}`;
    context.violation({ key: JSON.stringify(change), expected, seen: `flags ${flags.join(', ')}`, answer });
  });
  const names = [acknowledged, 'PARTIALLY_ACKNOWLEDGED'];
  await assess(context, id, {
    autoAcknowledge: false,
    enable: names.filter((name) => before.includes(name)),
    disable: names.filter((name) => !before.includes(name)),
  });
}

const assess = (context: Context, event: EventId, change: EventChange) =>
  answered(context, writers[context.operation.id]?.(event, change) ?? { body: {} satisfies Json });
