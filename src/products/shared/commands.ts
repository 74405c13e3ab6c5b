/** What a product adds to the commands that a state knows: its own kinds, and what people of stories do with it. */
import type { Json } from '../../kernel/schema.ts';
import type { StoryAction } from '../../model/story.ts';
import type { World } from '../../model/world.ts';
import type { Applier } from '../../state/state.ts';

/** A command as a client could have written it. */
export interface StoryCommand {
  readonly kind: string;
  readonly data: Json;
}

export interface ProductCommands {
  /** The commands of the product: each kind with the function that applies it. */
  readonly appliers: Readonly<Record<string, Applier>>;
  /** What an action of a story means to the product, done to these rows of aggregated events; nothing for most. */
  readonly storyCommands: (world: World, action: StoryAction, rows: readonly number[]) => readonly StoryCommand[];
}
