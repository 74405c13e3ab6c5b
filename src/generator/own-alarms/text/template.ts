/** Texts of own alarms: what the signature looks for stands between `[[` and `]]`, what is filled in for each event between `{` and `}`. */
import type { Buffer, Content } from '../../../model/rule.ts';

type Piece = { readonly text: string; readonly isMarked: boolean } | { readonly token: string };
export type TextTemplate = readonly Piece[];

/** What is filled in, by name. */
export type Values = ReadonlyMap<string, string>;

/** Marks, and names to fill in; `{[[}` and `{{name}}` stand for `[[` and `{name}` as they are. */
const signs = /\{(\[\[|\]\])\}|\[\[|\]\]|\{(\{[A-Za-z_]\w*\})\}|\{([A-Za-z_]\w*)\}/g;

/** Throws RangeError, in words that follow the place, for marks that do not fit. */
export function parseTemplate(source: string): TextTemplate {
  const pieces: Piece[] = [];
  let isMarked = false;
  let at = 0;
  const take = (text: string): void => {
    const last = pieces.at(-1);
    if (last !== undefined && 'text' in last && last.isMarked === isMarked)
      pieces[pieces.length - 1] = { text: last.text + text, isMarked };
    else if (text !== '') pieces.push({ text, isMarked });
  };
  for (const { 0: sign, 1: bracket, 2: braced, 3: token, index } of source.matchAll(signs)) {
    take(source.slice(at, index));
    at = index + sign.length;
    const plain = bracket ?? braced;
    const isOpening = sign === '[[';
    if (plain !== undefined) take(plain);
    else if (token !== undefined) {
      if (isMarked) throw new RangeError(`is looked for, so it must be the same each time: ${sign}`);
      pieces.push({ token });
    } else if (isOpening === isMarked) throw new RangeError(`has a ${sign} without its ${isOpening ? ']]' : '[['}`);
    else isMarked = isOpening;
  }
  if (isMarked) throw new RangeError('has a [[ without its ]]');
  take(source.slice(at));
  return pieces;
}

export const tokensOf = (template: TextTemplate): readonly string[] =>
  template.flatMap((piece) => ('token' in piece ? [piece.token] : []));

/** A text that is the same in each event. */
export const literal = (text: string): TextTemplate => (text === '' ? [] : [{ text, isMarked: false }]);

export const filledIn = (template: TextTemplate, valueOf: (token: string) => string): string =>
  template.map((piece) => ('token' in piece ? valueOf(piece.token) : piece.text)).join('');

/** Digits are told by their number, so that they end where what follows begins. */
function shapeOf(name: string): string {
  const [, kind, size] = /^(hex|digits)(\d+)$/.exec(name) ?? [];
  return size === undefined ? '[^]+?' : `${kind === 'hex' ? '[\\da-f]' : '\\d'}{${size}}`;
}

/** What was filled in, as far as the text tells; null where it does not come of the template. */
export function readBack(template: TextTemplate, text: string): Values | null {
  const known = new Set<string>();
  const form = template.map((piece) => {
    if (!('token' in piece)) return piece.text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    const name = piece.token;
    const isKnown = known.has(name);
    known.add(name);
    return isKnown ? `\\k<${name}>` : `(?<${name}>${shapeOf(name)})`;
  });
  const found = new RegExp(`^${form.join('')}$`, 'u').exec(text);
  return found === null ? null : new Map(Object.entries(found.groups ?? {}));
}

/** A run of marked text, and where it stands in the whole. */
interface Mark {
  readonly text: string;
  readonly isStart: boolean;
  readonly isEnd: boolean;
}

export const marksOf = (template: TextTemplate): readonly Mark[] =>
  template.flatMap((piece, at) =>
    'text' in piece && piece.isMarked
      ? [{ text: piece.text, isStart: at === 0, isEnd: at === template.length - 1 }]
      : [],
  );

/** What is looked for in a buffer that holds nothing but this text. */
export const contentsOf = (template: TextTemplate, buffer: Buffer): readonly Content[] =>
  marksOf(template).map(({ text, isStart, isEnd }) => ({
    in: buffer,
    text,
    ...(isStart ? { anchor: 'start' } : isEnd ? { anchor: 'end' } : {}),
  }));

/** What is looked for somewhere in the packet, with `before` and `behind` in front and at the end of the whole text. */
export const inPacket = (template: TextTemplate, before = '', behind = ''): readonly Content[] =>
  marksOf(template).map(({ text, isStart, isEnd }) => ({
    in: 'packet',
    text: (isStart ? before : '') + text + (isEnd ? behind : ''),
  }));

/** A text in pieces between separators, each looked for by itself: on the wire something else stands between them. */
export const apart = (template: TextTemplate, separators: RegExp): readonly Content[] =>
  marksOf(template).flatMap(({ text }) =>
    text
      .split(separators)
      .filter((part) => part !== '')
      .map((part): Content => ({ in: 'packet', text: part })),
  );
