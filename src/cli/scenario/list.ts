/** The shipped scenarios as a table. */
import { periodOf } from '../../generator/scenario/scenario.ts';
import { columnsText } from '../shared/columns.ts';
import { bugScenarios, readScenario, shippedScenarios } from '../../generator/scenario.ts';
import { timelinePreviewOf, totalsOf } from '../../generator/stories/timeline-preview.ts';

export const listOfScenarios = () =>
  shippedScenarios().map((name) => {
    const scenario = readScenario(name);
    return {
      name,
      title: scenario.title,
      /** Background events up to the World's end. */
      background: scenario.volume.events ?? 0,
      /** Events of stories, whenever they happen. */
      storyEvents: totalsOf(timelinePreviewOf(scenario, '1', periodOf(scenario).end)).events,
      stories: Object.keys(scenario.stories ?? {}),
    };
  });

export const listText = (rows: ReturnType<typeof listOfScenarios>): string =>
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

/** The bugs of clients that a scenario each reproduces. */
export const listOfBugs = () =>
  bugScenarios().map((name) => {
    const { title, bug } = readScenario(name);
    return { name, title, right: bug?.right ?? '', seen: bug?.seen ?? [] };
  });

export const bugsText = (rows: ReturnType<typeof listOfBugs>): string =>
  columnsText([['NAME', 'RIGHT BEHAVIOUR'], ...rows.map(({ name, right }) => [name, right])], []);
