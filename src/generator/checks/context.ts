/** What a check of a story sees. */
import type { Note, Scenario, ScenarioPath } from '../scenario/scenario.ts';
import type { Catalogue } from '../formats/catalogue.ts';
import type { Story } from '../stories/story.ts';

export interface StoryCheckContext {
  readonly scenario: Scenario;
  readonly catalogue: Catalogue;
  readonly story: Story;
  readonly path: ScenarioPath;
  readonly fail: Note;
}
