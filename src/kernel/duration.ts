/** Spans and instants as text: one grammar, of which each door takes the forms that it names. */
import { addMonths, parseIsoUtc } from './clock.ts';

/** Milliseconds of each unit that has always the same length. */
export const unitMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

export type SpanUnit = keyof typeof unitMs;

/** What a door takes for a span: digits and a unit, such as `90m`. */
export interface SpanForms {
  readonly units: readonly SpanUnit[];
  /** Whether a sign stands before it; never when left out. */
  readonly sign?: 'needed' | 'optional';
  /** The unit of digits alone; those are no span when left out. */
  readonly bare?: SpanUnit;
  /** Digits at the most; any number when left out. */
  readonly digits?: number;
  /** True where ISO 8601 will do too: `PT1H30M`, `P2D`, `PT0.5S`. */
  readonly iso?: boolean;
  /** True where several may stand one after the other, a sign before the first: `1h44m`. */
  readonly compound?: boolean;
}

const signs = { never: /^\d/, needed: /^[+-]/, optional: /^/ } as const;

/** Milliseconds of a span; null for what is none of these forms. */
export function parseSpan(
  text: string,
  { units, sign, bare, digits = Infinity, iso, compound }: SpanForms,
): number | null {
  if (compound === true && /^[+-]?(\d+[a-z]+){2,}$/.test(text))
    return compoundSpan(text, { units, digits, sign: sign ?? 'never' });
  const [, amount = '', name = ''] = /^([+-]?\d+)([a-z]*)$/.exec(text) ?? [];
  if (amount === '') return iso === true ? parseIsoSpan(text) : null;
  if (!signs[sign ?? 'never'].test(amount) || amount.replace(/^[+-]/, '').length > digits) return null;
  const unit = name === '' ? bare : units.find((each) => each === name);
  return unit === undefined ? null : Number(amount) * unitMs[unit];
}

/** Several spans one after the other, the longest unit first and each once, a sign before the first. */
function compoundSpan(
  text: string,
  { units, digits, sign }: Pick<SpanForms, 'units'> & { readonly digits: number; readonly sign: keyof typeof signs },
): number | null {
  const parts = text.match(/\d+[a-z]+/g) ?? [];
  const lengths = parts.map((part) => parseSpan(part, { units, digits }));
  if (!signs[sign].test(text) || lengths.includes(null)) return null;
  const sizes = parts.map((part) => unitMs[part.replace(/^\d+/, '') as SpanUnit]);
  if (sizes.some((size, at) => size >= (sizes[at - 1] ?? Infinity))) return null;
  return lengths.reduce<number>((sum, length) => sum + (length ?? 0), 0) * (text.startsWith('-') ? -1 : 1);
}

const isoSpan = /^P(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.(\d{1,3}))?S)?)?$/;

function parseIsoSpan(text: string): number | null {
  const match = isoSpan.exec(text);
  if (match === null || /[PT]$/.test(text)) return null;
  const lengths = [unitMs.w, unitMs.d, unitMs.h, unitMs.m, unitMs.s];
  const fraction = Number((match[6] ?? '').padEnd(3, '0'));
  return lengths.reduce((sum, length, index) => sum + Number(match[index + 1] ?? 0) * length, fraction);
}

/** What a door takes for an instant besides a whole number of epoch milliseconds and ISO 8601 in UTC. */
export interface InstantForms {
  /** Epoch milliseconds as text; none when left out. */
  readonly epoch?: RegExp;
  /** Distances from now: spans with a sign, or words such as `-24hours` and `- 1 Day`, of which months and years are those of the calendar. */
  readonly relative?: SpanForms | 'words';
  readonly least?: number;
  readonly most?: number;
}

/**
 * Epoch milliseconds of an instant in the forms of a door; null for anything else, and for what names no instant (30 February).
 * `now` is what `now` means, and what distances are counted from; null at a door that knows none.
 */
export function parseInstant(input: string | number, now: number | null, forms: InstantForms): number | null {
  const { least = -Infinity, most = Infinity } = forms;
  const instant = typeof input === 'number' ? input : instantOfText(input, now, forms);
  return instant !== null && Number.isInteger(instant) && instant >= least && instant <= most ? instant : null;
}

function instantOfText(text: string, now: number | null, { epoch, relative }: InstantForms): number | null {
  if (epoch?.test(text) === true) return Number(text);
  if (now === null) return parseIsoUtc(text);
  if (relative === 'words') return wordInstant(text.toLowerCase(), now) ?? parseIsoUtc(text);
  if (text === 'now') return now;
  const span = relative === undefined ? null : parseSpan(text, relative);
  return span === null ? parseIsoUtc(text) : now + span;
}

/** Names of units where words do, in lower case. `m` is a minute: only the whole word is a month. */
const wordsFor = {
  s: ['s', 'sec', 'secs', 'second', 'seconds'],
  m: ['m', 'min', 'mins', 'minute', 'minutes'],
  h: ['h', 'hour', 'hours'],
  d: ['d', 'day', 'days'],
  w: ['w', 'week', 'weeks'],
  month: ['month', 'months'],
  year: ['y', 'year', 'years'],
} as const;

const unitOfWord = new Map<string, keyof typeof wordsFor>(
  Object.entries(wordsFor).flatMap(([unit, words]) =>
    words.map((word) => [word, unit as keyof typeof wordsFor] as const),
  ),
);

function wordInstant(text: string, now: number): number | null {
  if (text === 'now') return now;
  const [, sign = '', digits = '', word = ''] = /^([+-]) *(\d{1,6}) *([a-z]+)$/.exec(text) ?? [];
  const unit = unitOfWord.get(word);
  if (unit === undefined) return null;
  const amount = Number(sign + digits);
  if (unit === 'month') return addMonths(now, amount);
  return unit === 'year' ? addMonths(now, amount * 12) : now + amount * unitMs[unit];
}
