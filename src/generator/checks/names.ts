/** One check for every name in a scenario that must be that of something. */
import type { Fail, Scenario, ScenarioPath } from '../scenario/scenario.ts';
import type { Actor } from '../stories/story.ts';
import type { StoryCheckContext } from './context.ts';
import { suggestion } from '../../kernel/suggestion.ts';

/** Fails unless the name is among those that there are; `what` is what it should name. */
export function checkName(fail: Fail, path: ScenarioPath, what: string, name: string, names: readonly string[]): void {
  if (!names.includes(name)) fail(path, `names no ${what}: ${name}; ${suggestion(name, names)}`);
}

/** Fails unless the name is that of an actor of the story with the role. */
export function checkRole(
  { story, fail }: StoryCheckContext,
  path: ScenarioPath,
  name: string,
  role: Actor['role'],
): void {
  const { actors = {} } = story;
  checkName(fail, path, 'actor', name, Object.keys(actors));
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
