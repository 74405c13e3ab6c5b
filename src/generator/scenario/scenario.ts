/** A scenario as it was read, and how mistakes in it are told. */
import { parseIsoUtc } from '../../kernel/clock.ts';
import type { Scenario as ScenarioFile } from '../generated/types.ts';
import type { Permissions, StoryLabel } from './sections.ts';

type Required = 'period' | 'volume' | 'domain' | 'customers' | 'users';

/** A scenario with everything that it extends folded in; the parts that a World cannot do without are there. */
export type Scenario = ScenarioFile & { [Key in Required]-?: NonNullable<ScenarioFile[Key]> } & {
  readonly name: string;
  /** Sections that are products' own, by name, as they were written. */
  readonly sections: Readonly<Record<string, unknown>>;
  /** What people of stories may put on events; products have them in their sections. */
  readonly labels: readonly StoryLabel[];
  readonly permissions: Permissions;
  /** `file:line:column` of a place, for mistakes that show only when the World is made; none for a prepared scenario. */
  readonly placeOf?: (path: ScenarioPath) => string;
};

export type { ScenarioFile };

export type ScenarioPath = readonly (string | number)[];

/** Reports a mistake at a place of the scenario; does not return. */
export type Fail = (path: ScenarioPath, message: string) => never;

/** Notes a mistake at a place of the scenario; more may follow. */
export type Note = (path: ScenarioPath, message: Words) => void;

/** A message, or what makes it where that costs something and few of many are told. */
export type Words = string | (() => string);

/** The message. */
export const madeWords = (words: Words): string => (typeof words === 'string' ? words : words());

/** A place as people write it: `customers[0].sensors`. */
export const dotted = (path: ScenarioPath): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  );

/** The first and last instant of a scenario's World, epoch milliseconds; `end` moves it. */
export function periodOf(
  { period }: Scenario,
  end = parseIsoUtc(period.end ?? '') ?? 0,
): { readonly start: number; readonly end: number } {
  return { start: end - (period.days ?? 7) * 86_400_000, end };
}
