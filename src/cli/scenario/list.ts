/** The shipped scenarios as a table. */
import { readScenario, shippedScenarios } from '../../generator/scenario.ts';
import { boundsOf, timelinePreviewOf, totalsOf } from '../../generator/stories/timeline-preview.ts';

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
      storyEvents: totalsOf(timelinePreviewOf(scenario, '1', boundsOf(scenario).end)).events,
      stories: Object.keys(scenario.stories ?? {}),
    };
  });

/** Columns as wide as their longest entry, numbers to the right. */
export function listText(rows: readonly Listed[]): string {
  const cells = [
    ['NAME', 'EVENTS', 'OF STORIES', 'STORIES', 'TITLE'],
    ...rows.map(({ name, title, background, storyEvents, stories }) => [
      name,
      String(background + storyEvents),
      String(storyEvents),
      String(stories.length),
      title,
    ]),
  ];
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))) ?? [];
  const isNumber = [false, true, true, true, false];
  return cells
    .map((row) => {
      const padded = row.map((cell, at) =>
        isNumber[at] === true ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
      );
      return `${padded.join('  ').trimEnd()}\n`;
    })
    .join('');
}
