/** Stories for tests: a small World over which a text of YAML is told. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { makeBlueprint } from '../../../src/generator/generate.ts';
import { readScenario } from '../../../src/generator/scenario.ts';
import { UserError } from '../../../src/kernel/fault.ts';
import { makeColumns } from '../../../src/model/columns.ts';
import type { StoryEvent } from '../../../src/model/story.ts';
import type { World } from '../../../src/model/world.ts';

const minute = 60_000;
export const ago = (hours: number): number => -hours * 60 * minute;

/** The default scenario without background, and these stories. Indentation is that of a key below `stories`. */
export function fileWith(stories: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'story-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'told.yaml');
  writeFileSync(file, `title: Told\nextends: default\nvolume: { events: 0 }\nstories:\n${stories}\n`);
  return file;
}

export const told = (stories: string, options: { seed?: string; end?: number } = {}): World => {
  const scenario = readScenario(fileWith(stories));
  return makeBlueprint({ seed: options.seed ?? '1', scenario, ...options }).part({
    columns: makeColumns(0),
    eventNumbers: null,
  });
};

/** What is said of a scenario that cannot be told. */
export function complaint(stories: string): string {
  try {
    told(stories);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  throw new Error('nothing was wrong');
}

/** The events of one alarm, in order of time. */
export const eventsOf = (world: World, alarm: string): readonly StoryEvent[] =>
  world.stories.events.filter(({ detail }) => world.details[detail]?.alarm.shortName === alarm);

/** Minutes of each event after the World's end. */
export const minutesOf = (world: World, events: readonly { timestamp: number }[]): readonly number[] =>
  events.map(({ timestamp }) => (timestamp - world.end) / minute);
