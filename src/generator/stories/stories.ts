/** Compiles the stories of a scenario to events and actions: arrays that time merges into the World. */
import { isoUtc } from '../../kernel/clock.ts';
import { UserError } from '../../kernel/fault.ts';
import { noStories, type Stories, type StoryAction, type StoryEvent } from '../../model/story.ts';
import type { Case, Detail } from '../../model/world.ts';
import type { Hosts } from '../hosts.ts';
import { dotted, type Scenario } from '../scenario.ts';
import { makeCast, type Stage } from './cast.ts';
import { makeCrowd } from './crowd.ts';
import { addDeeds, type Numbered } from './deeds.ts';
import { addEvents } from './events.ts';
import { makeNumbers } from './numbers.ts';
import { makeScenery } from './scenery.ts';
import { layOut, mostActions, mostEvents } from './schedule.ts';
import { makesEvents, tellingsOf, type Fail } from './story.ts';

export interface Setting extends Stage {
  readonly seed: string;
  readonly scenario: Scenario;
  /** Epoch milliseconds. */
  readonly start: number;
  readonly end: number;
  readonly hosts: Hosts;
  readonly details: readonly Detail[];
  readonly cases: readonly Case[];
}

/** How far after the World's end a story may reach: time goes on no further (products/simulation.ts). */
const furthest = 366 * 86_400_000;
/** Columns hold codes of hosts in 16 bits. */
const mostHosts = 65_536;

const refuse =
  ({ placeOf }: Scenario): Fail =>
  (path, message) => {
    throw new UserError(`${placeOf === undefined ? '' : `${placeOf(path)}: `}${dotted(path)} ${message}`);
  };

/** All that the stories come to; 300,000 events take some 300 ms. `fail` hears of mistakes; by default UserError says them. */
export function makeStories(setting: Setting, fail: Fail = refuse(setting.scenario)): Stories {
  const { scenario, seed, start, end, hosts, details, cases, customers } = setting;
  if (Object.keys(scenario.stories ?? {}).length === 0) return noStories;
  const crowd = makeCrowd(hosts, customers);
  const scenery = makeScenery(details);
  const numberOf = makeNumbers();
  const office = { scenario, stage: setting, cases, added: [] as Case[] };
  const budget = { events: mostEvents, actions: mostActions };
  const events: StoryEvent[] = [];
  const actions: StoryAction[] = [];
  for (const telling of tellingsOf(scenario, seed, end, fail)) {
    const laid = layOut(telling, budget, fail);
    const cast = makeCast(telling, setting, crowd, fail);
    const numbered = new Map<string, Numbered>();
    for (const [name, one] of laid) {
      if (one.begin < start) fail(one.path, `begins at ${isoUtc(one.begin)}, before the World does, ${isoUtc(start)}`);
      if (one.end > end + furthest) fail(one.path, `ends at ${isoUtc(one.end)}, more than a year after the World`);
      if (!makesEvents(one.step)) continue;
      const first = numberOf(`${telling.name}/${telling.nth}/${name}`, one.times.length);
      addEvents(telling, one, { stage: setting, cast, scenery, fail }, first, events);
      numbered.set(name, { first, arrivals: one.arrivals });
    }
    addDeeds(telling, laid, numbered, { office, cast, fail }, actions);
  }
  if (hosts.all.length + crowd.added.length > mostHosts) fail(['stories'], `need more than ${mostHosts} hosts in all`);
  events.sort((one, two) => one.timestamp - two.timestamp || one.number - two.number);
  // Stable, so that deeds of one instant keep the order in which they are told.
  actions.sort((one, two) => one.at - two.at);
  return { events, actions, hosts: crowd.added, details: scenery.added, cases: office.added };
}

/** The stories, and the World's dictionaries with what they add: it follows, so that every code stays what it was. */
export function withStories(setting: Setting): Pick<Setting, 'hosts' | 'details' | 'cases'> & {
  readonly stories: Stories;
} {
  const { hosts, details, cases } = setting;
  const stories = makeStories(setting);
  return {
    stories,
    hosts: { ...hosts, all: [...hosts.all, ...stories.hosts] },
    details: [...details, ...stories.details],
    cases: [...cases, ...stories.cases],
  };
}
