/** One check for every name in a scenario that must be that of something. */
import type { Note, Scenario, ScenarioPath } from '../scenario/scenario.ts';
import type { Actor } from '../stories/story.ts';
import type { StoryCheckContext } from './context.ts';
import { suggestion } from '../../kernel/suggestion.ts';

/** Whether the name is among those that there are, or it is noted; `what` is what it should name. */
export function checkName(
  fail: Note,
  path: ScenarioPath,
  what: string,
  name: string,
  names: readonly string[],
): boolean {
  const isKnown = names.includes(name);
  if (!isKnown) fail(path, () => `names no ${what}: ${name}; ${suggestion(name, names)}`);
  return isKnown;
}

/** Notes it unless the name is that of an actor of the story with the role. */
export function checkRole(
  { story, fail }: StoryCheckContext,
  path: ScenarioPath,
  name: string,
  role: Actor['role'],
): void {
  const { actors = {} } = story;
  if (!checkName(fail, path, 'actor', name, Object.keys(actors))) return;
  const own = actors[name]?.role;
  if (own !== role) fail(path, `must be an actor of role ${role}: ${name} is ${own}`);
}

/** Ids of users: those that are given, and those that follow the highest of them. */
export function userIds({ users }: Scenario): readonly number[] {
  const given = users.flatMap(({ id }) => (id === undefined ? [] : [id]));
  const made = users.reduce((sum, { id, count = 1 }) => sum + count - (id === undefined ? 0 : 1), 0);
  const highest = Math.max(0, ...given);
  return [...given, ...Array.from({ length: made }, (_, at) => highest + 1 + at)];
}
