/** What people of stories do, as the commands that clients could have written, or that the operations centre's own tools would. */
import type { Json } from '../kernel/schema.ts';
import { eventNumberRanges, rowOfEventNumber } from '../model/event-number.ts';
import type { StoryAction } from '../model/story.ts';
import type { World } from '../model/world.ts';

type AnalystAction = { readonly kind: string; readonly data: Json };

/** The flags that a verdict sets; whatever it is, somebody has looked at the event. */
const verdicts = {
  threat: ['ACKNOWLEDGED', 'IDENTIFIED_THREAT'],
  notAThreat: ['ACKNOWLEDGED', 'NOT_A_THREAT'],
  falsePositive: ['ACKNOWLEDGED', 'FALSE_POSITIVE'],
  followUp: ['ACKNOWLEDGED', 'FOLLOWUP'],
  tuning: ['ACKNOWLEDGED', 'TUNING_CANDIDATE'],
  acknowledged: ['ACKNOWLEDGED'],
} as const;

/** The commands of an action. Events that are not known yet are left out: nobody can deal with what has not arrived. */
export function commandsOf(world: World, action: StoryAction): readonly AnalystAction[] {
  const rows = action.events.flatMap((number) => rowOfEventNumber(world, eventNumberRanges.story + number) ?? []);
  const assess = (part: { readonly [Field: string]: Json }): readonly AnalystAction[] =>
    rows.length === 0 ? [] : [{ kind: 'argus/assess', data: assessment(rows, part) }];
  switch (action.kind) {
    case 'assess': {
      const { verdict, severity, comment } = action;
      return assess({ enable: [...verdicts[verdict]], severity, comment, handledByAnalyst: true });
    }
    case 'comment':
      return assess({ comment: action.comment, handledByAnalyst: true });
    case 'notify':
      return assess({ associate: idOf(world, action.case) });
    case 'openCase':
      return [
        { kind: 'case/open', data: { case: action.case } },
        ...assess({ associate: idOf(world, action.case), handledByAnalyst: true }),
      ];
    case 'mergeCase':
      return [{ kind: 'case/merge', data: { case: action.case, into: action.into } }];
    case 'closeCase':
      return [{ kind: 'case/close', data: { case: action.case } }];
    case 'label':
      return rows.map((row) => ({
        kind: 'usm/label',
        data: { row, label: action.label, present: true, client: '' },
      }));
  }
}

const idOf = (world: World, index: number): Json =>
  [...world.cases, ...world.stories.cases]
    .filter((entry) => entry.index === index)
    .slice(0, 1)
    .map(({ id }) => id);

function assessment(rows: readonly number[], part: { readonly [Field: string]: Json }): Json {
  const none = {
    enable: [],
    disable: [],
    severity: null,
    comment: null,
    handledByAnalyst: false,
    associate: [],
    disassociate: [],
    slaViolation: false,
    recursiveAnnotation: false,
    recursiveResult: false,
  };
  const events = rows.map((row) => ({ row, ordinal: null }));
  return { choice: { by: 'id', events }, isUnasked: true, assessment: { ...none, ...part } };
}
