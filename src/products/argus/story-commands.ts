/** What people of stories do, as assessments that a client could have written. */
import type { Json } from '../../kernel/schema.ts';
import type { StoryAction } from '../../model/story.ts';
import type { World } from '../../model/world.ts';
import type { StoryCommand } from '../shared/commands.ts';

/** The flags that a verdict sets; whatever it is, somebody has looked at the event. */
const verdicts = {
  threat: ['ACKNOWLEDGED', 'IDENTIFIED_THREAT'],
  notAThreat: ['ACKNOWLEDGED', 'NOT_A_THREAT'],
  falsePositive: ['ACKNOWLEDGED', 'FALSE_POSITIVE'],
  followUp: ['ACKNOWLEDGED', 'FOLLOWUP'],
  tuning: ['ACKNOWLEDGED', 'TUNING_CANDIDATE'],
  acknowledged: ['ACKNOWLEDGED'],
} as const;

/** The assessment that an action makes of its events. */
export function assessmentsOf(world: World, action: StoryAction, rows: readonly number[]): readonly StoryCommand[] {
  const assess = (part: { readonly [Field: string]: Json }): readonly StoryCommand[] => [
    { kind: 'argus/assess', data: assessment(rows, part) },
  ];
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
      return assess({ associate: idOf(world, action.case), handledByAnalyst: true });
    default:
      return [];
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
