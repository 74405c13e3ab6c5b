/** A scenario file as it is written: its YAML, and where in the file each place of it stands. */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../../kernel/fault.ts';
import { latePackage } from '../../kernel/late-packages.ts';
import { aliasMistakes, type TextMistake } from './aliases.ts';
import { isObjectText } from './inline.ts';
import type { ScenarioFile, ScenarioPath } from './scenario.ts';

/** Both from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

export interface Source {
  readonly file: string;
  /** Where scenarios may stand that it extends, besides those that come with the package; null for nowhere. */
  readonly folder: string | null;
  readonly value: ScenarioFile;
  /** Keys that are there more than once; the last is read. */
  readonly twice: readonly { readonly place: TextPlace; readonly message: string }[];
  /** Where a place stands, or the nearest above it that is there. */
  readonly placeIn: (path: ScenarioPath) => TextPlace;
  /** The same as `file:line:column`; as `#/json/pointer` where it was given as an object. */
  readonly placeOf: (path: ScenarioPath) => string;
}

/** Reads a file; null when there is none to be read. Throws UserError that tells all for which it is no YAML of one scenario. */
export function openSource(file: string): Source | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return null;
  }
  return readSource(file, text, dirname(file));
}

/** Reads a text, which is told of as `file`. Throws as `openSource` does. */
export function readSource(file: string, text: string, folder: string | null): Source {
  const yaml = latePackage('yaml');
  const lines = new yaml.LineCounter();
  const documents = yaml.parseAllDocuments(text, { lineCounter: lines, uniqueKeys: true });
  const placeAt = (offset: number): TextPlace => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const told = ({ line, column }: TextPlace): string => `${file}:${line}:${column}`;
  const { mistakes, twice } = textMistakes(yaml, documents);
  if (mistakes.length > 0)
    throw new UserError(mistakes.map(({ offset, message }) => `${told(placeAt(offset))}: ${message}`).join('\n'));
  const [document] = documents;
  const value: unknown = document?.toJS({ maxAliasCount: -1 });
  if (value === undefined || value === null)
    throw new UserError(`${file}:1:1: the file is empty: a scenario says at least its title and what it extends`);
  const placeIn = (path: ScenarioPath): TextPlace => {
    for (let length = path.length; length >= 0; length--) {
      const node: unknown = document?.getIn(path.slice(0, length), true);
      const range = (node as { range?: [number, number, number] } | undefined)?.range;
      if (range) return placeAt(range[0]);
    }
    return { line: 1, column: 1 };
  };
  return {
    file,
    folder,
    value: value as ScenarioFile,
    twice: twice.map(({ offset, message }) => ({ place: placeAt(offset), message })),
    placeIn,
    placeOf: isObjectText(text) ? pointerTo : (path) => told(placeIn(path)),
  };
}

const pointerTo = (path: ScenarioPath): string =>
  `#${path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;

type Yaml = typeof import('yaml');

/** What keeps a text from being read, in its order, and the keys that are there twice, which keep nobody from going on. */
function textMistakes(yaml: Yaml, documents: ReturnType<Yaml['parseAllDocuments']>) {
  const [document, second] = documents;
  const errors = (document?.errors ?? []).map(({ code, pos, message }): TextMistake => ({
    code,
    offset: pos[0],
    message: message.startsWith('Maximum call stack') ? 'is nested too deep' : firstLine(message),
  }));
  // Nothing that follows what cannot be read can be told from it.
  const unreadable = errors.find(({ code }) => code !== 'DUPLICATE_KEY');
  if (unreadable !== undefined)
    return { mistakes: [...errors.slice(0, errors.indexOf(unreadable)), unreadable], twice: [] };
  const mistakes = document === undefined ? [] : [...aliasMistakes(yaml, document)];
  if (second !== undefined)
    mistakes.push({
      code: 'SECOND',
      offset: second.range?.[0] ?? 0,
      message: 'a second document begins here: a scenario is one document, without `---` in the middle',
    });
  return { mistakes: mistakes.sort((one, other) => one.offset - other.offset), twice: errors };
}

const firstLine = (message: string): string => message.split('\n')[0]?.replace(/ at line \d+.*$/, '') ?? '';
