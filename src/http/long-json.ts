/** A long JSON text read in pieces: a scan finds where items end, and the platform parses runs of them, one after the other. */
import type { Json } from '../kernel/schema.ts';
import { pieceOfWork, type Sliced } from '../kernel/slices.ts';

/** Characters that a run has at least. */
const run = 16_384;

/** Characters that are scanned in one piece. */
const stretch = 4 * run;

export interface LongJson {
  readonly text: string;
  readonly maxDepth: number;
  /** What is kept of a value, or of a name. */
  readonly kept: (value: Json) => Json;
}

/**
 * The value of a text, without members that are null; undefined where nothing in it is long. Throws SyntaxError where it is too deep or may not be JSON, which
 * whoever parses it as a whole finds out. Every character is met twice, whatever the text holds.
 */
export function* parsingLong(json: LongJson): Sliced<Json | undefined> {
  const { text } = json;
  const parts = makeParts(json);
  let told = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    let isRead = false;
    if (char === quote) at = parts.string(at, endOfString(text, at));
    else if (char === comma) isRead = parts.comma(at);
    else if (char === openList || char === openObject) parts.begin(at, char === openList);
    else if (char === closeList || char === closeObject) isRead = parts.end(at, char === closeList);
    if (!isRead && at - told < stretch) continue;
    yield pieceOfWork;
    told = at;
  }
  return parts.value();
}

const [quote, comma, backslash] = [0x22, 0x2c, 0x5c];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Deepest nesting of brackets outside strings. */
export function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === quote) at = endOfString(text, at);
    else if (char === openObject || char === openList) deepest = Math.max(deepest, ++depth);
    else if (char === closeObject || char === closeList) depth--;
  }
  return deepest;
}

/** Where the string ends that begins there: at its closing quote, or behind the text. */
function endOfString(text: string, begin: number): number {
  let at = begin + 1;
  for (; at < text.length && text.charCodeAt(at) !== quote; at++) if (text.charCodeAt(at) === backslash) at++;
  return at;
}

/** A list or an object whose end was not met yet. */
interface Open {
  readonly isList: boolean;
  /** Where its bracket is. */
  readonly begin: number;
  /** Where what is not read yet begins. */
  from: number;
  /** What is read of it; null while all of it may be part of a run of what is around it. */
  read: Json[] | Record<string, Json> | null;
  /** What was read last was long itself: a comma or the end follows. */
  isAfterLong: boolean;
  /** Where its last string is, which names the member that is met. */
  name: readonly [number, number];
}

/** What a scan met so far. All but the last take places in the text. */
interface Parts {
  /** Gives the place of the end. */
  readonly string: (begin: number, end: number) => number;
  readonly begin: (at: number, isList: boolean) => void;
  /** True when something was read. */
  readonly comma: (at: number) => boolean;
  readonly end: (at: number, isList: boolean) => boolean;
  readonly value: () => Json | undefined;
}

function makeParts({ text, maxDepth, kept }: LongJson): Parts {
  const open: Open[] = [];
  let whole: { readonly value: Json | undefined; readonly begin: number; readonly end: number } | null = null;

  const mustBeBlank = (from: number, to?: number): void => {
    if (!/^[ \t\n\r]*$/.test(text.slice(from, to))) throw new SyntaxError('something stands between items');
  };
  const setMember = (members: Record<string, Json>, name: string, member: Json): void => {
    const key = kept(name) as string;
    if (member === null) delete members[key];
    else members[key] = member;
  };
  /** Reads the items before a place. An empty list stands for a long one that begins there: nothing else ends whatever is before it. */
  const readRun = (to: Open, end: number, standIn: '' | '[]'): void => {
    const items = text.slice(to.from, end) + standIn;
    const parsed = JSON.parse(to.isList ? `[${items}]` : `{${items}}`) as object;
    const entries = Object.entries(parsed) as [string, Json][];
    if (entries.length === 0) throw new SyntaxError('an item is missing');
    to.read ??= to.isList ? [] : (Object.create(null) as Record<string, Json>);
    for (const [name, item] of entries) {
      if (Array.isArray(to.read)) to.read.push(kept(item));
      else setMember(to.read, name, kept(item));
    }
  };
  const addLong = (to: Open, { begin }: Open, value: Json): void => {
    readRun(to, begin, '[]');
    if (Array.isArray(to.read)) to.read[to.read.length - 1] = value;
    else if (to.read !== null) setMember(to.read, JSON.parse(text.slice(...to.name)) as string, value);
    to.isAfterLong = true;
  };
  return {
    string: (begin, end) => {
      const inner = open.at(-1);
      if (inner !== undefined) inner.name = [begin, end + 1];
      return end;
    },
    begin: (begin, isList) => {
      if (open.length === maxDepth) throw new SyntaxError('too deep');
      open.push({ isList, begin, from: begin + 1, read: null, isAfterLong: false, name: [begin, begin] });
    },
    comma: (at) => {
      const inner = open.at(-1);
      if (inner === undefined) throw new SyntaxError('a comma stands outside');
      const isRead = !inner.isAfterLong && at - inner.from >= run;
      if (inner.isAfterLong) mustBeBlank(inner.from, at);
      else if (isRead) readRun(inner, at, '');
      if (inner.isAfterLong || isRead) inner.from = at + 1;
      inner.isAfterLong = false;
      return isRead;
    },
    end: (at, isList) => {
      const inner = open.pop();
      const outer = open.at(-1);
      if (inner?.isList !== isList) throw new SyntaxError('another bracket is open');
      const isRead = inner.read !== null;
      if (inner.isAfterLong) mustBeBlank(inner.from, at);
      else if (isRead) readRun(inner, at, '');
      if (outer === undefined) whole = { value: inner.read ?? undefined, begin: inner.begin, end: at + 1 };
      else if (inner.read !== null) {
        addLong(outer, inner, inner.read);
        outer.from = at + 1;
      }
      return isRead;
    },
    value: () => {
      if (whole === null || open.length > 0) throw new SyntaxError('it does not end');
      mustBeBlank(0, whole.begin);
      mustBeBlank(whole.end);
      return whole.value;
    },
  };
}
