/** A scenario file as it is written: its YAML, and where in the file each place of it stands. */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../../kernel/fault.ts';
import { latePackage } from '../../kernel/late-packages.ts';
import { aliasMistakes, keysTwice, type TextMistake } from './aliases.ts';
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
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return null;
  }
  return readSource(file, textOf(file, bytes), dirname(file));
}

/** Throws UserError where bytes are no text in UTF-8, as files in Latin-1 and UTF-16 are not. */
function textOf(file: string, bytes: Buffer): string {
  const text = bytes.toString('utf8');
  if (Buffer.compare(Buffer.from(text, 'utf8'), bytes) === 0) return text;
  const before = text.slice(0, text.indexOf('\uFFFD')).split('\n');
  const place = `${before.length}:${(before.at(-1) ?? '').length + 1}`;
  throw new UserError(`${file}:${place}: the file is not UTF-8 from here on; save it as UTF-8`);
}

/** Reads a text, which is told of as `file`. Throws as `openSource` does. */
export function readSource(file: string, text: string, folder: string | null): Source {
  const yaml = latePackage('yaml');
  const lines = new yaml.LineCounter();
  const documents = yaml.parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false });
  const placeAt = (offset: number): TextPlace => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const told = ({ line, column }: TextPlace): string => `${file}:${line}:${column}`;
  const { mistakes, twice } = textMistakes(yaml, documents, text);
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
function textMistakes(yaml: Yaml, documents: ReturnType<Yaml['parseAllDocuments']>, text: string) {
  const [document, second] = documents;
  const errors = (document?.errors ?? []).map(({ code, pos, message }): TextMistake => ({
    code,
    offset: pos[0],
    message: `${firstLine(message)}${hints[code] ?? ''}`,
  }));
  // The package compares each key with all before it, which takes minutes where there are many.
  const twice = (document === undefined ? [] : keysTwice(yaml, document)).map((offset): TextMistake => ({
    code: 'TWICE',
    offset,
    message: `Map keys must be unique: ${keyAt(text, offset)} is there twice`,
  }));
  // Nothing that follows what cannot be read can be told from it.
  const [unreadable] = errors;
  if (unreadable !== undefined)
    return { mistakes: [...twice.filter(({ offset }) => offset < unreadable.offset), unreadable], twice: [] };
  const mistakes = document === undefined ? [] : [...aliasMistakes(yaml, document)];
  if (second !== undefined)
    mistakes.push({
      code: 'SECOND',
      offset: second.range?.[0] ?? 0,
      message: 'a second document begins here: a scenario is one document, without `---` in the middle',
    });
  return { mistakes: mistakes.sort((one, other) => one.offset - other.offset), twice };
}

const keyAt = (text: string, offset: number): string => /^[^\s:]{1,60}/.exec(text.slice(offset))?.[0] ?? 'a key';

/** What most often leads there. */
const hints: Readonly<Record<string, string>> = {
  BLOCK_AS_IMPLICIT_KEY:
    '; is this line or the next one indented wrongly, or does a text with a colon lack its quotes?',
  BAD_INDENT: '; is this line indented like those beside it?',
  TAB_AS_INDENT: '; indent with spaces',
};

const firstLine = (message: string): string =>
  message.startsWith('Maximum call stack')
    ? 'is nested too deep'
    : (message.split('\n')[0]?.replace(/ at line \d+.*$/, '') ?? '');
