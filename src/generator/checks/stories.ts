/** Mistakes in stories that a schema cannot see: names that point nowhere, and parameters that contradict each other. */
import { contains, parseRange, type Range } from '../../kernel/net.ts';
import { checkName, userIds } from './names.ts';
import { suggestion } from '../../kernel/suggestion.ts';
import type { Fail, Note, Scenario, ScenarioPath } from '../scenario/scenario.ts';
import type { Catalogue } from '../formats/catalogue.ts';
import type { StoryCheckContext } from './context.ts';
import { checkAnalystAction } from './action-steps.ts';
import { checkEvents } from './event-steps.ts';
import { countries, strangenessOf } from '../stories/host-directory.ts';
import { periodOf } from '../scenario/scenario.ts';
import { layOut, mostActions, mostEvents, stepIn } from '../stories/schedule.ts';
import { asList, makesEvents, momentsOf, occurrencesOf, type Actor, type Step } from '../stories/story.ts';
import { momentOf, spanOf } from '../stories/spans.ts';

/** Checks all stories, each part by itself. */
export function checkStories(
  scenario: Scenario,
  catalogue: Catalogue,
  fail: Note,
  attempt: (check: () => void) => void,
): void {
  for (const [name, story] of Object.entries(scenario.stories ?? {})) {
    const context = { scenario, catalogue, story, path: ['stories', name], fail };
    attempt(() => checkOccurrences(context));
    attempt(() => {
      for (const [actor, entry] of Object.entries(story.actors ?? {})) attempt(() => checkActor(context, actor, entry));
      for (const [step, entry] of Object.entries(story.steps)) attempt(() => checkStep(context, step, entry));
    });
  }
}

/**
 * Lays stories without mistakes out once, which finds circles and bounds; delays that are drawn come out otherwise with another seed.
 * Throws for the first that it finds, as nothing can be laid out then.
 */
export function rehearseStories(scenario: Scenario, catalogue: Catalogue, fail: Fail): void {
  const { start, end } = periodOf(scenario);
  const budget = { events: mostEvents, actions: mostActions };
  for (const occurrence of occurrencesOf({ scenario, catalogue, seed: 'rehearsal', end }, fail)) {
    if (occurrence.at < start) fail([...occurrence.path, 'at'], 'lies before the beginning of the period');
    layOut(occurrence, budget, fail);
  }
}

function checkOccurrences({ scenario, story, path, fail }: StoryCheckContext): void {
  const names = scenario.customers.map(({ shortName }) => shortName);
  const known = (where: ScenarioPath, name: string | undefined): void => {
    if (name !== undefined) checkName(fail, where, 'customer', name, names);
  };
  known([...path, 'customer'], story.customer);
  momentsOf(story).forEach(({ at, customer }, nth) => {
    const isList = Array.isArray(story.at);
    const place = [...path, 'at', ...(isList ? [nth] : [])];
    known([...place, 'customer'], customer);
    if (momentOf(at, 0, 0) === null) fail(place, `is no moment: ${at}`);
  });
  for (const [kind, entries] of [
    ['actors', story.actors ?? {}],
    ['steps', story.steps],
  ] as const)
    for (const [name, { customer }] of Object.entries(entries)) known([...path, kind, name, 'customer'], customer);
}

/** Which keys an actor of each role may have besides its role. */
const actorKeys: Readonly<Record<Actor['role'], readonly string[]>> = {
  client: ['customer', 'address', 'family', 'count'],
  server: ['customer', 'address', 'family', 'count'],
  exposed: ['customer', 'address', 'family', 'count'],
  outside: ['address', 'family', 'country', 'count', 'domain'],
  person: ['name'],
  analyst: ['user'],
};

function checkActor({ scenario, story, path, fail }: StoryCheckContext, name: string, actor: Actor): void {
  const place = [...path, 'actors', name];
  for (const key of Object.keys(actor))
    if (key !== 'role' && !actorKeys[actor.role].includes(key))
      fail([...place, key], `is nothing that an actor of role ${actor.role} has`);
  if (actor.country !== undefined && !countries.includes(actor.country))
    fail(
      [...place, 'country'],
      `is none that hosts stand in: ${actor.country}; ${suggestion(actor.country, countries)}`,
    );
  if (actor.user !== undefined && !userIds(scenario).includes(actor.user))
    fail([...place, 'user'], `names no user: ${actor.user}`);
  const address = actor.address === undefined ? null : parseRange(actor.address);
  if (address === null) return;
  if (actor.family !== undefined) fail([...place, 'family'], 'follows from the address');
  const everybodys = scenario.customers.flatMap(({ networks }) => networks);
  const rangesOf = (texts: readonly string[]): readonly Range[] =>
    texts.map(parseRange).filter((range) => range !== null);
  if (actor.role === 'outside') {
    const wrong = strangenessOf(address, rangesOf(everybodys));
    if (wrong !== null) fail([...place, 'address'], `${wrong}: ${actor.address}`);
    return;
  }
  const owners =
    actor.customer === undefined
      ? momentsOf(story).map(({ customer }) => customer ?? story.customer)
      : [actor.customer];
  for (const owner of owners) {
    const customer = scenario.customers.find(({ shortName }) => shortName === owner) ?? scenario.customers[0];
    if (!rangesOf(customer?.networks ?? []).some((network) => contains(network, address)))
      fail([...place, 'address'], `lies in no network of ${customer?.shortName}: ${actor.address}`);
  }
}

function checkStep(context: StoryCheckContext, name: string, step: Step): void {
  const { story, path, fail } = context;
  const place = [...path, 'steps', name];
  const kinds = [step.alarm, step.detection, step.do].filter((one) => one !== undefined).length;
  if (kinds !== 1) return fail(place, 'needs one of `alarm`, `detection` and `do`');
  const names = Object.keys(story.steps);
  const named = (key: 'since' | 'until' | 'onlyIf' | 'unless', other: string, at: ScenarioPath = []): void => {
    checkName(fail, [...place, key, ...at], 'step', other, names);
  };
  for (const key of ['since', 'onlyIf', 'unless'] as const) {
    const own = step[key];
    asList(own).forEach((other, at) => named(key, stepIn(other), Array.isArray(own) ? [at] : []));
  }
  if (step.until !== undefined && !/^\d/.test(step.until)) named('until', step.until);
  const repeats = step.until !== undefined || (step.repeat ?? 1) !== 1;
  if (repeats && step.every === undefined) fail(place, 'repeats, so it needs `every`');
  if (!repeats && step.every !== undefined) fail([...place, 'every'], 'needs `repeat` or `until`');
  if (step.until !== undefined && step.repeat === undefined && spanOf(String([step.every].flat().at(-1))) === 0)
    fail([...place, 'every'], 'must be longer than nothing where only `until` ends it');
  if (makesEvents(step)) checkEvents(context, place, step);
  else checkAnalystAction(context, place, step);
}
