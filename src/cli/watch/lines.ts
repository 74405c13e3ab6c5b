/** Happenings as lines: for people, safe for their terminals, or as NDJSON. */
import type { Happening } from './happening.ts';

/** Characters of a line's text; requests may be much longer. */
const longest = 400;

/** What moves a cursor, colours, rings or turns the direction of reading; half of a surrogate pair is no character at all. */
const unsafe = /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** Hostile text on one line of a terminal, where it does nothing. */
export const harmless = (text: string): string => text.replace(unsafe, '.');

/** The same object for who parses it: what is unsafe is written as its number. */
export const jsonLine = (happening: Happening): string =>
  `${JSON.stringify(happening).replace(unsafe, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;

const red = '31';
const colours: Readonly<Record<string, string>> = {
  critical: `1;${red}`,
  high: red,
  medium: '33',
  low: '2',
  alarm: '35',
  step: '1;36',
  request: '34',
};

/** Simulated time, kind, severity, text. */
export function plainLine({ at, kind, severity, text }: Happening, isColoured: boolean): string {
  const cell = (word: string, width: number): string => {
    const padded = harmless(word).padEnd(width);
    const colour = colours[word];
    return isColoured && colour !== undefined ? `\u001B[${colour}m${padded}\u001B[0m` : padded;
  };
  const shown = harmless(text.length > longest ? `${text.slice(0, longest)}…` : text);
  return `${harmless(at)}  ${cell(kind, 7)}  ${cell(severity ?? '-', 8)}  ${shown}\n`;
}
