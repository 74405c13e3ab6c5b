/** What the files of this room share: a story as the scenario has it, told once. */
import type { Key } from '../../kernel/random.ts';
import { keyOf } from '../../kernel/random.ts';
import type { Catalogue } from '../formats/catalogue.ts';
import type { Customer } from '../../model/world.ts';
import type { Fail, Scenario, ScenarioPath } from '../scenario/scenario.ts';
import { momentOf } from './spans.ts';

export type Story = NonNullable<Scenario['stories']>[string];
export type Step = Story['steps'][string];
export type Actor = NonNullable<Story['actors']>[string];
export type StoryCase = NonNullable<Story['cases']>[string];

/** One occurrence of a story. */
export interface Occurrence {
  readonly name: string;
  readonly story: Story;
  readonly catalogue: Catalogue;
  /** Which of its occurrences, from 0. */
  readonly nth: number;
  /** Epoch milliseconds when it begins. */
  readonly at: number;
  /** Short name of the customer that it happens to. */
  readonly customer: string;
  readonly seed: string;
  readonly path: ScenarioPath;
}

/** The moments at which a story is told, and at whose customer where that is said. */
export function momentsOf({ at }: Story): readonly { readonly at: string; readonly customer?: string }[] {
  const list = Array.isArray(at) ? at : [at];
  return list.map((entry: string | { at: string; customer?: string }) =>
    typeof entry === 'string' ? { at: entry } : entry,
  );
}

/** What stories happen in; `end` is where the World ends, epoch milliseconds. */
export interface StorySite {
  readonly scenario: Scenario;
  readonly catalogue: Catalogue;
  readonly seed: string;
  readonly end: number;
}

/** Every occurrence of every story, in the scenario's order. */
export function occurrencesOf({ scenario, catalogue, seed, end }: StorySite, fail: Fail): readonly Occurrence[] {
  const declared = momentOf(scenario.period.end ?? '', 0, 0) ?? end;
  return Object.entries(scenario.stories ?? {}).flatMap(([name, story]) =>
    momentsOf(story).map(({ at: text, customer }, nth) => {
      const path = ['stories', name];
      const at = momentOf(text, end, declared) ?? fail([...path, 'at'], `is no moment: ${text}`);
      const whose = customer ?? story.customer ?? scenario.customers[0]?.shortName ?? '';
      return { name, story, catalogue, nth, at, customer: whose, seed, path };
    }),
  );
}

/** Name of the stream of something in an occurrence of a story, such as `actor/intruder`. */
export const streamName = ({ name, nth }: Occurrence, what: string): string => `story/${name}/${nth}/${what}`;

/** Key of the draws of a step: nothing else draws from it. */
export const stepKey = (occurrence: Occurrence, step: string): Key =>
  keyOf(occurrence.seed, streamName(occurrence, `step/${step}`));

/** True for a step that makes events. */
export const makesEvents = ({ alarm, detection }: Step): boolean => alarm !== undefined || detection !== undefined;

/** A list, where one name may stand for itself. */
export const asList = (names: string | readonly string[] | undefined): readonly string[] =>
  names === undefined ? [] : typeof names === 'string' ? [names] : names;

/** The customer with a short name; stories are checked before, so it exists. */
export function customerNamed(customers: readonly Customer[], shortName: string): Customer {
  const found = customers.find((customer) => customer.shortName === shortName);
  if (found === undefined) throw new RangeError(`no customer ${shortName}`);
  return found;
}
