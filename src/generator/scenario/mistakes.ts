/** All mistakes of a scenario, gathered while it is read, and told at once in the order of the file. */
import { UserError } from '../../kernel/fault.ts';
import { dotted, madeWords, type Note, type ScenarioPath } from './scenario.ts';
import type { TextPlace, Source } from './source.ts';

/** How many are told; who made more has made one many times. */
const mostTold = 50;
/** How many are placed and put into words, so that the first of them in the file can be told; more are counted. */
const mostPlaced = 100;

export interface Mistakes {
  /** Notes a mistake at a place of the scenario; what lies at a place that was told before is left out. */
  readonly note: Note;
  /** Notes what is wrong elsewhere, after all else. */
  readonly also: (message: string) => void;
  readonly count: () => number;
  /** Throws UserError if there are any, a line each. */
  readonly tell: () => void;
}

export function makeMistakes(source: Source): Mistakes {
  const found = new Map<string, { readonly place: TextPlace; readonly text: string }>(
    source.twice
      .slice(0, mostPlaced)
      .map(({ place, message }, at) => [
        `twice ${at}`,
        { place, text: `${source.file}:${place.line}:${place.column}: ${message}` },
      ]),
  );
  const others: string[] = [];
  const unplaced = new Set(source.twice.slice(mostPlaced).map((_, at) => `twice more ${at}`));
  const keyOf = (path: ScenarioPath): string => JSON.stringify(path);
  return {
    note: (path, message) => {
      for (let length = 0; length <= path.length; length++) if (found.has(keyOf(path.slice(0, length)))) return;
      if (found.size >= mostPlaced) return void unplaced.add(keyOf(path));
      const name = path.length === 0 ? 'the file' : dotted(path);
      found.set(keyOf(path), {
        place: source.placeIn(path),
        text: `${source.placeOf(path)}: ${name} ${madeWords(message)}`,
      });
    },
    also: (message) => void others.push(message),
    count: () => found.size + unplaced.size + others.length,
    tell: () => {
      if (found.size + others.length === 0) return;
      const own = [...found.values()]
        .sort((one, other) => one.place.line - other.place.line || one.place.column - other.place.column)
        .map(({ text }) => text);
      const lines = [...own, ...others];
      const rest = lines.length + unplaced.size - mostTold;
      const more = rest > 0 ? [`and ${rest} more mistakes`] : [];
      throw new UserError([...lines.slice(0, mostTold), ...more].join('\n'));
    },
  };
}
