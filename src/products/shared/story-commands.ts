/** What people of stories do, as the commands that clients could have written, or that the operations centre's own tools would. */
import { eventNumberRanges } from '../../model/event-number.ts';
import type { StoryAction } from '../../model/story.ts';
import type { World } from '../../model/world.ts';
import type { ProductCommands, StoryCommand } from './commands.ts';

/** The commands of an action, cases first. Events that are not known yet are left out: nobody can deal with what has not arrived. */
export const translatorOf =
  (products: readonly ProductCommands[]) =>
  (world: World, action: StoryAction): readonly StoryCommand[] => {
    const rows = action.events.flatMap((number) => world.rowOfEventNumber(eventNumberRanges.story + number) ?? []);
    return [
      ...caseCommands(action),
      ...products.flatMap(({ storyCommands }) => (rows.length === 0 ? [] : storyCommands(world, action, rows))),
    ];
  };

function caseCommands(action: StoryAction): readonly StoryCommand[] {
  switch (action.kind) {
    case 'openCase':
      return [{ kind: 'case/open', data: { case: action.case } }];
    case 'mergeCase':
      return [{ kind: 'case/merge', data: { case: action.case, into: action.into } }];
    case 'closeCase':
      return [{ kind: 'case/close', data: { case: action.case } }];
    default:
      return [];
  }
}
