/** Compiles the stories of a scenario to events and actions: arrays that time merges into the World. */
import { isoUtc } from '../../kernel/clock.ts';
import { UserError } from '../../kernel/fault.ts';
import { noStories, type Stories, type StoryAction, type StoryEvent, type ToldStory } from '../../model/story.ts';
import type { Case, Detail } from '../../model/world.ts';
import type { Catalogue } from '../formats/catalogue.ts';
import type { Hosts } from '../dictionaries/hosts.ts';
import { dotted, type Scenario, type Fail } from '../scenario/scenario.ts';
import { makeCast, type StorySetting } from './cast.ts';
import { makeHostDirectory } from './host-directory.ts';
import { addAnalystActions, type Numbered } from './analyst-actions.ts';
import { addEvents } from './events.ts';
import { makeNumbers } from './numbers.ts';
import { makeDetailCatalog } from './detail-catalog.ts';
import { layOut, mostActions, mostEvents } from './schedule.ts';
import { makesEvents, occurrencesOf } from './story.ts';
import { tellingOf } from './telling.ts';

export interface Setting extends StorySetting {
  readonly catalogue: Catalogue;
  readonly seed: string;
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
  const { scenario, start, end, hosts, details, cases, customers } = setting;
  if (Object.keys(scenario.stories ?? {}).length === 0) return noStories;
  const hostDirectory = makeHostDirectory(hosts, customers);
  const detailCatalog = makeDetailCatalog(details);
  const numberOf = makeNumbers();
  const workplace = { setting, cases, added: [] as Case[] };
  const budget = { events: mostEvents, actions: mostActions };
  const events: StoryEvent[] = [];
  const actions: StoryAction[] = [];
  const tellings: ToldStory[] = [];
  for (const occurrence of occurrencesOf(setting, fail)) {
    const scheduledStep = layOut(occurrence, budget, fail);
    const cast = makeCast(occurrence, setting, hostDirectory, fail);
    const numbered = new Map<string, Numbered>();
    for (const [name, one] of scheduledStep) {
      if (one.begin < start) fail(one.path, `begins at ${isoUtc(one.begin)}, before the World does, ${isoUtc(start)}`);
      if (one.end > end + furthest) fail(one.path, `ends at ${isoUtc(one.end)}, more than a year after the World`);
      if (!makesEvents(one.step)) continue;
      const first = numberOf(`${occurrence.name}/${occurrence.nth}/${name}`, one.times.length);
      addEvents(occurrence, one, { setting, cast, detailCatalog, fail }, first, events);
      numbered.set(name, { first, arrivals: one.arrivals });
    }
    addAnalystActions(occurrence, scheduledStep, numbered, { workplace, cast, fail }, actions);
    tellings.push(tellingOf(occurrence, scheduledStep, numbered, cast, customers));
  }
  if (hosts.all.length + hostDirectory.added.length > mostHosts)
    fail(['stories'], `need more than ${mostHosts} hosts in all`);
  events.sort((one, two) => one.timestamp - two.timestamp || one.number - two.number);
  // Stable, so that actions of one instant keep the order in which they are told.
  actions.sort((one, two) => one.at - two.at);
  const { added } = workplace;
  return { events, actions, hosts: hostDirectory.added, details: detailCatalog.added, cases: added, tellings };
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
