/** The truth of a World as data: its stories step by step, and every event with what it truly is. */
import { isoUtc } from '../../kernel/clock.ts';
import type { Sliced } from '../../kernel/slices.ts';
import { eventKeyOf } from '../../model/addition.ts';
import type { Nature } from '../../model/arrivals.ts';
import { eventNumberOf, eventNumberRanges } from '../../model/event-number.ts';
import { severities } from '../../model/detection.ts';
import { makingRows, withRows } from '../../model/late-columns.ts';
import type { StoryEvent, ToldStep } from '../../model/story.ts';
import type { Detail, World } from '../../model/world.ts';
import type { Plugin } from '../../products/shared/plugin.ts';
import { userKeys } from '../../generator/stories/parameters.ts';
import { kindsOf } from '../sinks/judged/known.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';
import { natureOf, type TrueNature } from './nature.ts';

/** Ids of one event, by product and by the kind of thing that it is there. */
export type IdsByProduct = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface TrueEvent {
  readonly ids: IdsByProduct;
  readonly at: string;
  readonly alarm: string;
  readonly technique: string;
  readonly techniqueName: string;
  readonly severity: string;
  readonly source: string;
  readonly destination: string;
  /** Whose account or mailbox it is, as the event names it. */
  readonly user: string | null;
  readonly customer: string;
  readonly nature: Nature;
  readonly why: string;
  /** Null for background. */
  readonly story: string | null;
  readonly nth: number | null;
  readonly step: string | null;
}

/** Rows are looked through this many units of work each. */
const unitsOfRow = 50;
const unitsOfCount = 5;
const unitsOfEvent = 2000;

/** What raised the events of a step. */
function alarmFacts({ alarm, detection: { name, attack, rule } }: Detail): object {
  const technique = { id: attack.technique, name: attack.techniqueName, tactics: attack.tactics };
  const signature = rule?.(alarm) === undefined ? null : `${alarm.gid}:${alarm.sid}`;
  return { alarm: alarm.shortName, detection: name, technique, signature };
}
const noAlarm = { alarm: null, detection: null, technique: null, signature: null };
const noDeed = { what: null, about: [], by: null };

function stepFacts(world: World, step: ToldStep, events: ReadonlyMap<number, StoryEvent>): object {
  const first = events.get(step.events?.first ?? -1);
  const { what: does, about, by } = step.does ?? noDeed;
  return {
    name: step.name,
    kind: step.events === null ? 'deed' : 'events',
    begin: isoUtc(step.begin),
    end: isoUtc(step.end),
    cause: step.since,
    from: step.from,
    to: step.to,
    user: step.user,
    ...(first === undefined ? noAlarm : alarmFacts(world.details[first.detail] as Detail)),
    count: step.events?.count ?? 0,
    does,
    about,
    by,
  };
}

/** The stories of the World that is played: who takes part, what each step is, and what led to it. */
export function storyFacts({ runtime }: Pick<WorldSlot, 'runtime'>): object {
  const { world, clock } = runtime().simulation;
  const { tellings, events } = world.stories;
  const byNumber = new Map(events.map((event) => [event.number, event]));
  return {
    scenario: world.scenario,
    title: world.title,
    seed: world.seed,
    worldFormat: world.worldFormat,
    start: isoUtc(world.start),
    end: isoUtc(world.end),
    now: isoUtc(clock.now()),
    stories: tellings.map((telling) => ({
      story: telling.story,
      title: telling.title,
      nth: telling.nth,
      customer: world.customers[telling.customer]?.shortName ?? '',
      begin: isoUtc(telling.begin),
      actors: telling.actors.map(({ name, role, hosts, person, account }) => ({
        name,
        role,
        hosts: hosts.map((code) => world.hosts[code]?.address ?? ''),
        user: account === null ? person : (world.users()[account]?.userName ?? null),
      })),
      steps: telling.steps.map((step) => stepFacts(world, step, byNumber)),
    })),
  };
}

/** Which events are wanted; what is left out wants all. */
export interface EventFilter {
  readonly nature?: Nature;
  readonly story?: string;
  readonly nth?: number;
  readonly step?: string;
  readonly offset: number;
  readonly limit: number;
}

/** Whether anything is left out; else nobody need know what an event is for it to be counted. */
const isNarrow = ({ nature, story, nth, step }: EventFilter): boolean =>
  nature !== undefined || story !== undefined || nth !== undefined || step !== undefined;

const isWanted = ({ nature, place }: TrueNature, filter: EventFilter): boolean =>
  (filter.nature === undefined || filter.nature === nature) &&
  (filter.story === undefined || filter.story === place?.telling.story) &&
  (filter.nth === undefined || filter.nth === place?.telling.nth) &&
  (filter.step === undefined || filter.step === place?.step.name);

/** The events that have become known, in the order of the World's rows: so many of those that are wanted, and how many those are. */
export function* trueEvents(
  { runtime }: Pick<WorldSlot, 'runtime'>,
  plugins: readonly Plugin[],
  filter: EventFilter,
): Sliced<{ readonly events: readonly TrueEvent[]; readonly count: number }> {
  const { products, simulation } = runtime();
  const { world } = simulation;
  yield* makingRows(world.baseline);
  const idsOf = makeIdsByProduct(plugins, products);
  const natureAt = natureOf(world);
  const { length } = world.aggregated;
  const { offset, limit } = filter;
  const isAll = !isNarrow(filter);
  const events: TrueEvent[] = [];
  let count = 0;
  let done = 0;
  for (let row = 0; row < length; row++) {
    const number = eventNumberOf(world, row);
    const isPassedOver = isAll && number < eventNumberRanges.submitted && (count < offset || events.length >= limit);
    done += isPassedOver ? unitsOfCount : unitsOfRow;
    if (isPassedOver) count++;
    else {
      const found = natureAt(number);
      if (found !== null && isWanted(found, filter) && count++ >= offset && events.length < limit) {
        events.push(trueEventOf(world, row, found, idsOf(number)));
        done += unitsOfEvent;
      }
    }
    if (done < 50_000) continue;
    yield done;
    done = 0;
  }
  return { events, count };
}

/** One event with what it truly is, by its row. */
export function trueEventAt(
  { runtime }: Pick<WorldSlot, 'runtime'>,
  plugins: readonly Plugin[],
  row: number,
): TrueEvent | null {
  const { products, simulation } = runtime();
  const { world } = simulation;
  const number = eventNumberOf(world, row);
  const nature = natureOf(world)(number);
  return nature === null ? null : trueEventOf(world, row, nature, makeIdsByProduct(plugins, products)(number));
}

/** The ids of an event in every product that shows it. */
export function makeIdsByProduct(
  plugins: readonly Plugin[],
  products: Parameters<typeof kindsOf>[1],
): (eventNumber: number) => IdsByProduct {
  const kinds = kindsOf(plugins, products).filter(({ ids }) => ids === 'uuid');
  return (eventNumber) => {
    const key = eventKeyOf(eventNumber, null);
    const all: Record<string, Record<string, string>> = {};
    for (const { product, name, truth } of kinds) {
      const id = truth.idOf(key);
      // A product need not show everything: what it does not find by this id it does not have.
      if (truth.find(id) === key) (all[product.name] ??= {})[name] = id;
    }
    return all;
  };
}

/** The user whom an event names; null where it names none. */
export const userIn = ({ variant: { properties } }: Detail): string | null =>
  userKeys.map((key) => properties[key]?.[0]).find((name) => name !== undefined) ?? null;

export function trueEventOf(world: World, row: number, { nature, place }: TrueNature, ids: IdsByProduct): TrueEvent {
  const columns = withRows(world.aggregated, row);
  const detail = world.details[columns.detail[row] ?? 0] as Detail;
  const address = (code: number | undefined): string => world.hosts[code ?? 0]?.address ?? '';
  return {
    ids,
    at: isoUtc(columns.timestamp[row] ?? 0),
    alarm: detail.alarm.shortName,
    technique: detail.detection.attack.technique,
    techniqueName: detail.detection.attack.techniqueName,
    severity: severities[columns.severity[row] ?? 0] ?? 'low',
    source: address(columns.source[row]),
    destination: address(columns.destination[row]),
    user: userIn(detail),
    customer: world.sensors[columns.sensor[row] ?? 0]?.customer.shortName ?? '',
    nature,
    why: whyOf(detail, nature, place),
    story: place?.telling.story ?? null,
    nth: place?.telling.nth ?? null,
    step: place?.step.name ?? null,
  };
}

const background: Readonly<Record<Nature, string>> = {
  malicious: 'an attempt that belongs to no story',
  benign: 'what the alarm says happened, and meant no harm',
  falsePositive: 'the alarm was wrong',
};

function whyOf({ detection }: Detail, nature: Nature, place: TrueNature['place']): string {
  if (place === null) return `Background: ${background[nature]}.`;
  const { telling, step } = place;
  const words = nature === 'malicious' ? `${detection.attack.techniqueName}` : background[nature];
  return `Step ${step.name} of ${telling.story}: ${words}.`;
}
