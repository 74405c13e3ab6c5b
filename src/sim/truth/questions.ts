/** Thirty questions about what happened, with answers that can be found by asking the products alone: who, when, which host, how many, what came before. */
import { isoUtc } from '../../kernel/clock.ts';
import type { Sliced } from '../../kernel/slices.ts';
import { withRows } from '../../model/late-columns.ts';
import type { ToldStory } from '../../model/story.ts';
import type { Detail, Sensor, World } from '../../model/world.ts';
import {
  templates,
  type QuestionKind,
  type Scene,
  type AskedEvent,
  type QuestionTemplate,
} from './question-templates.ts';
import { userIn } from './facts.ts';
import type { StepTold } from './told.ts';

export interface TrueQuestion {
  /** From 1. */
  readonly number: number;
  readonly kind: QuestionKind;
  readonly question: string;
  readonly answer: string | number;
  /** What it is about: where and when to look, and for which alarm. */
  readonly about: About;
}

export interface About {
  readonly story: string;
  readonly nth: number;
  readonly step: string;
  readonly customer: string;
  /** Name of the alarm, as products print it. */
  readonly alarm: string;
  /** Events that begin from here to there, the end left out; ISO 8601 in UTC. */
  readonly from: string;
  readonly to: string;
  /** Name of the template, the same in all scenarios. */
  readonly asks: string;
}

const wanted = 30;
const unitsOfRow = 30;
const minute = 60_000;

/** As many of the thirty as the stories that have begun give: template by template, over their steps in turn. */
export function* questionsOf(world: World, told: readonly StepTold[]): Sliced<readonly TrueQuestion[]> {
  const scenes = yield* scenesOf(world, told);
  const questions: TrueQuestion[] = [];
  // Sixteen steps at the most, so that each kind of question is asked of several.
  const asked = scenes.slice(0, 16);
  for (const [nth, template] of templates.entries())
    for (let turn = 0; turn < asked.length && questions.length < wanted; turn++) {
      // Two of each template first, of other steps each time; the rest where there are few steps.
      const { scene, about } = asked[(turn + nth * 2) % asked.length] as (typeof asked)[number];
      if (turn >= Math.max(2, Math.ceil(wanted / templates.length)) && asked.length > 2) break;
      const answer = template.answer(scene);
      yield scene.all.length * unitsOfRow;
      if (answer === null) continue;
      questions.push(questionOf(questions.length + 1, template, { ...about, asks: template.asks }, answer));
    }
  return questions;
}

function questionOf(
  number: number,
  { kind, words }: QuestionTemplate,
  about: About,
  answer: string | number,
): TrueQuestion {
  const { customer, from, to, alarm } = about;
  return {
    number,
    kind,
    question: `Of the events of ${customer} that begin from ${from} on and before ${to}: ${words(alarm)}`,
    answer,
    about,
  };
}

interface Asked {
  readonly scene: Scene;
  readonly about: Omit<About, 'asks'>;
}

/** The time of a story at one of the customers that it happens to, with all events of it. */
interface Stretch {
  readonly telling: ToldStory;
  readonly customer: string;
  readonly from: number;
  readonly to: number;
  readonly seen: AskedEvent[];
}

/** What there is to be seen around each step: an hour before its story's first event up to its last, at the step's customer. */
function* scenesOf(world: World, told: readonly StepTold[]): Sliced<readonly Asked[]> {
  const stretches = stretchesOf(world, told);
  for (let row = 0; row < world.aggregated.length; row++) {
    if (row % 1000 === 999) yield 1000 * unitsOfRow;
    const columns = withRows(world.aggregated, row);
    const at = columns.timestamp[row] ?? 0;
    const { shortName } = (world.sensors[columns.sensor[row] ?? 0] as Sensor).customer;
    for (const { from, to, customer, seen } of stretches)
      if (at >= from && at < to && customer === shortName) seen.push(seenOf(world, row));
  }
  const steps = new Set<string>();
  return told.flatMap(({ telling, step, events }): readonly Asked[] => {
    const customer = events[0]?.event.customer ?? '';
    const stretch = stretches.find((one) => one.telling === telling && one.customer === customer);
    const alarm = seenOf(world, events[0]?.row ?? 0).alarm;
    const key = `${telling.story} ${telling.nth} ${customer} ${alarm}`;
    if (stretch === undefined || steps.has(key)) return [];
    steps.add(key);
    const { from, to, seen } = stretch;
    const { story, nth } = telling;
    return [
      {
        scene: { own: seen.filter((event) => event.alarm === alarm), all: seen },
        about: { story, nth, step: step.name, customer, alarm, from: isoUtc(from), to: isoUtc(to) },
      },
    ];
  });
}

function stretchesOf(world: World, told: readonly StepTold[]): readonly Stretch[] {
  const stretches = new Map<string, Stretch>();
  for (const { telling, events } of told)
    for (const { row, event } of events) {
      const { customer } = event;
      const key = `${telling.story} ${telling.nth} ${customer}`;
      const at = withRows(world.aggregated, row).timestamp[row] ?? 0;
      const { from = Infinity, to = 0, seen = [] } = stretches.get(key) ?? {};
      const earlier = Math.floor(at / minute) * minute - 60 * minute;
      const later = Math.ceil((at + 1) / minute) * minute;
      stretches.set(key, { telling, customer, from: Math.min(from, earlier), to: Math.max(to, later), seen });
    }
  return [...stretches.values()];
}

function seenOf(world: World, row: number): AskedEvent {
  const columns = withRows(world.aggregated, row);
  const detail = world.details[columns.detail[row] ?? 0] as Detail;
  const { alarm, signature } = detail;
  const at = columns.timestamp[row] ?? 0;
  const address = (code: number | undefined): string => world.hosts[code ?? 0]?.address ?? '';
  return {
    at,
    end: at + (columns.duration[row] ?? 0),
    alarm: alarm.name,
    signature,
    source: address(columns.source[row]),
    destination: address(columns.destination[row]),
    user: userIn(detail),
    port: columns.destinationPort[row] ?? 0,
    count: columns.count[row] ?? 1,
    severity: columns.severity[row] ?? 0,
  };
}
