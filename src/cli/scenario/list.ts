/** The shipped scenarios as a table. */
import { periodOf } from '../../generator/scenario/scenario.ts';
import { columnsText } from '../shared/columns.ts';
import { readScenario, shippedScenarios } from '../../generator/scenario.ts';
import { timelinePreviewOf, totalsOf } from '../../generator/stories/timeline-preview.ts';

export interface Listed {
  readonly name: string;
  readonly title: string;
  /** Background events up to the World's end. */
  readonly background: number;
  /** Events of stories, whenever they happen. */
  readonly storyEvents: number;
  readonly stories: readonly string[];
}

export const listOfScenarios = (): readonly Listed[] =>
  shippedScenarios().map((name) => {
    const scenario = readScenario(name);
    return {
      name,
      title: scenario.title,
      background: scenario.volume.events ?? 0,
      storyEvents: totalsOf(timelinePreviewOf(scenario, '1', periodOf(scenario).end)).events,
      stories: Object.keys(scenario.stories ?? {}),
    };
  });

export const listText = (rows: readonly Listed[]): string =>
  columnsText(
    [
      ['NAME', 'EVENTS', 'OF STORIES', 'STORIES', 'TITLE'],
      ...rows.map(({ name, title, background, storyEvents, stories }) => [
        name,
        String(background + storyEvents),
        String(storyEvents),
        String(stories.length),
        title,
      ]),
    ],
    [1, 2, 3],
  );
