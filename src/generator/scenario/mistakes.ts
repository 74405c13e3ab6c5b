/** All mistakes of a scenario, gathered while it is read, and told at once in the order of the file. */
import { UserError } from '../../kernel/fault.ts';
import { dotted, type ScenarioPath } from './scenario.ts';
import type { TextPlace, Source } from './source.ts';

/** How many are told; who made more has made one many times. */
const mostTold = 50;

export interface Mistakes {
  /** Notes a mistake at a place of the scenario; what lies at a place that was told before is left out. */
  readonly note: (path: ScenarioPath, message: string) => void;
  /** Notes what is wrong elsewhere, after all else. */
  readonly also: (message: string) => void;
  readonly count: () => number;
  /** Throws UserError if there are any, a line each. */
  readonly tell: () => void;
}

export function makeMistakes(source: Source): Mistakes {
  const found = new Map<string, { readonly place: TextPlace; readonly text: string }>(
    source.twice.map(({ place, message }, at) => [
      `twice ${at}`,
      { place, text: `${source.file}:${place.line}:${place.column}: ${message}` },
    ]),
  );
  const others: string[] = [];
  const keyOf = (path: ScenarioPath): string => JSON.stringify(path);
  return {
    note: (path, message) => {
      for (let length = 0; length <= path.length; length++) if (found.has(keyOf(path.slice(0, length)))) return;
      const name = path.length === 0 ? 'the file' : dotted(path);
      found.set(keyOf(path), { place: source.placeIn(path), text: `${source.placeOf(path)}: ${name} ${message}` });
    },
    also: (message) => void others.push(message),
    count: () => found.size + others.length,
    tell: () => {
      if (found.size + others.length === 0) return;
      const own = [...found.values()]
        .sort((one, other) => one.place.line - other.place.line || one.place.column - other.place.column)
        .map(({ text }) => text);
      const lines = [...own, ...others];
      const more = lines.length > mostTold ? [`and ${lines.length - mostTold} more mistakes`] : [];
      throw new UserError([...lines.slice(0, mostTold), ...more].join('\n'));
    },
  };
}
