/** One check for every name in a scenario that must be that of something. */
import type { Fail, Scenario, ScenarioPath } from '../scenario/scenario.ts';
import { suggestion } from '../scenario/suggestion.ts';

/** Fails unless the name is among those that there are; `what` is what it should name. */
export function checkName(fail: Fail, path: ScenarioPath, what: string, name: string, names: readonly string[]): void {
  if (!names.includes(name)) fail(path, `names no ${what}: ${name}; ${suggestion(name, names)}`);
}

/** Ids of users: those that are given, and those that follow the highest of them. */
export function userIds({ users }: Scenario): readonly number[] {
  const given = users.flatMap(({ id }) => (id === undefined ? [] : [id]));
  const made = users.reduce((sum, { id, count = 1 }) => sum + count - (id === undefined ? 0 : 1), 0);
  const highest = Math.max(0, ...given);
  return [...given, ...Array.from({ length: made }, (_, at) => highest + 1 + at)];
}
