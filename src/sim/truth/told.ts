/** What the stories of a World have brought so far: each event with its row, what it truly is, and what looks like it. */
import type { Sliced } from '../../kernel/slices.ts';
import { eventNumberOf, eventNumberRanges as ranges } from '../../model/event-number.ts';
import { withRows } from '../../model/late-columns.ts';
import type { ToldStep, ToldStory } from '../../model/story.ts';
import type { World } from '../../model/world.ts';
import type { Plugin } from '../../products/shared/plugin.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';
import { trueEventOf, makeIdsByProduct, type IdsByProduct, type TrueEvent } from './facts.ts';
import { natureOf } from './nature.ts';

/** A step with those of its events that have become known. */
export interface StepTold {
  readonly telling: ToldStory;
  readonly step: ToldStep;
  readonly events: readonly { readonly row: number; readonly event: TrueEvent }[];
}

const unitsOfEvent = 2500;
const unitsOfRow = 40;

/** The steps that make events, in their order, without those of which nothing is known yet. */
export function* toldSteps(
  { runtime }: Pick<WorldSlot, 'runtime'>,
  plugins: readonly Plugin[],
): Sliced<readonly StepTold[]> {
  const { products, simulation } = runtime();
  const { world } = simulation;
  const idsOf = makeIdsByProduct(plugins, products);
  const natureAt = natureOf(world);
  const told: StepTold[] = [];
  let done = 0;
  for (const telling of world.stories.tellings)
    for (const step of telling.steps) {
      const events: { row: number; event: TrueEvent }[] = [];
      const { first, count } = step.events ?? { first: 0, count: 0 };
      for (let number = first + ranges.story; number < first + count + ranges.story; number++) {
        const row = world.rowOfEventNumber(number);
        const found = row === null ? null : natureAt(number);
        if (row !== null && found !== null) events.push({ row, event: trueEventOf(world, row, found, idsOf(number)) });
        done += unitsOfEvent;
        if (done < 50_000) continue;
        yield done;
        done = 0;
      }
      if (events.length > 0) told.push({ telling, step, events });
    }
  return told;
}

/** Events that look like those of a step and are none of any story. */
export interface LookAlikes {
  readonly story: string;
  readonly nth: number;
  readonly step: string;
  readonly alarm: string;
  readonly count: number;
  /** The first of them. */
  readonly events: readonly IdsByProduct[];
}

const mostListed = 20;

/** For each step, events of the same alarm at the same customer that belong to no story. */
export function* lookAlikes(
  slot: Pick<WorldSlot, 'runtime'>,
  plugins: readonly Plugin[],
): Sliced<readonly LookAlikes[]> {
  const { products, simulation } = slot.runtime();
  const { world } = simulation;
  const told = yield* toldSteps(slot, plugins);
  const idsOf = makeIdsByProduct(plugins, products);
  const found = new Map<string, { count: number; numbers: number[] }>();
  for (const { telling, events } of told)
    found.set(`${events[0]?.event.alarm} ${telling.customer}`, { count: 0, numbers: [] });
  for (let row = 0; row < world.aggregated.length; row++) {
    if (row % 1000 === 999) yield 1000 * unitsOfRow;
    const number = eventNumberOf(world, row);
    if (number >= ranges.submitted || isOfStory(number)) continue;
    const own = found.get(keyOf(world, row));
    if (own === undefined) continue;
    own.count += 1;
    if (own.numbers.length < mostListed) own.numbers.push(number);
  }
  return told.map(({ telling, step, events }) => {
    const alarm = events[0]?.event.alarm ?? '';
    const { count, numbers } = found.get(`${alarm} ${telling.customer}`) ?? { count: 0, numbers: [] };
    return { story: telling.story, nth: telling.nth, step: step.name, alarm, count, events: numbers.map(idsOf) };
  });
}

const isOfStory = (number: number): boolean => number >= ranges.story && number < ranges.future;

function keyOf(world: World, row: number): string {
  const columns = withRows(world.aggregated, row);
  const customer = world.sensors[columns.sensor[row] ?? 0]?.customer.index;
  return `${world.details[columns.detail[row] ?? 0]?.alarm.shortName} ${customer}`;
}
