/** The header `X-Siem-Sim-Fault`: an effect for one request, as JSON or in short, such as `503, latency=200`. */
import { parseSpan, type SpanForms } from '../../kernel/duration.ts';
import { UserError } from '../../kernel/fault.ts';
import { violations, type Json } from '../../kernel/schema.ts';
import { ControlError } from '../problems/problem.ts';
import { allWorded, checkConflicts, type FaultEffect } from './rule.ts';

export const faultHeader = 'x-siem-sim-fault';

/** The effect that a header asks for. Throws UserError, which names what is wrong. */
export function effectOf(header: string): FaultEffect {
  const text = header.trim();
  const effect = text.startsWith('{') ? jsonOf(text) : shortOf(text);
  const problems = violations('sim/fault.schema.json', { effect });
  if (problems.length > 0) throw new UserError(short(allWorded(problems)));
  checkConflicts(effect as FaultEffect, (message) => {
    throw new ControlError('conflict', short(message));
  });
  return effect as FaultEffect;
}

/** The header has nothing but an effect, which need not be said. */
const short = (message: string): string => message.replaceAll('effect.', '');

function jsonOf(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new UserError('the JSON of the header cannot be read');
  }
}

const integer = (text: string): number => (/^-?\d{1,15}$/.test(text) ? Number(text) : NaN);
const headerSpan: SpanForms = { units: ['ms', 's'], bare: 'ms', digits: 15 };
const milliseconds = (text: string): number => parseSpan(text, headerSpan) ?? NaN;

const numberOrWord = (text: string): Json => (/^\d/.test(text) ? integer(text) : text);
const shared = (text: string): Json | undefined =>
  /^[01]?(\.\d{1,15})?$/.test(text) ? { share: Number(text) } : undefined;

/** A value in short form, by the name before it; undefined when it cannot be read. */
const readers: Readonly<Record<string, (text: string) => Json | undefined>> = {
  error: integer,
  'retry-after': numberOrWord,
  retryAfter: numberOrWord,
  field: (text) => text,
  latency: (text) => {
    const [low, high] = text.split('..');
    if (high === undefined) return milliseconds(text);
    const range = { from: milliseconds(low ?? ''), to: milliseconds(high) };
    return Number.isNaN(range.from) || Number.isNaN(range.to) ? undefined : range;
  },
  count: integer,
  cut: numberOrWord,
  pace: integer,
  truncate: integer,
  stale: (text) => text,
  gateway: integer,
  'rate-limit': integer,
  'expired-as': integer,
  clamp: integer,
  lag: integer,
  'missing-members': shared,
  'null-lists': shared,
  'wide-numbers': shared,
  'text-numbers': shared,
  'unknown-members': shared,
  'content-type': (text) => text,
};

/** Words that stand alone. */
const words: Readonly<Record<string, readonly [name: keyof FaultEffect, value: Json]>> = {
  cut: ['cut', 'before'],
  truncate: ['truncate', true],
  stale: ['stale', 'write'],
  duplicate: ['duplicate', true],
  revoke: ['revoke', true],
  closed: ['closed', true],
  gzip: ['gzip', true],
  unsorted: ['unsorted', true],
  'empty-page': ['emptyPage', true],
  'expired-as': ['expiredAs', 400],
  'missing-members': ['missingMembers', true],
  'null-lists': ['nullLists', true],
  'wide-numbers': ['wideNumbers', true],
  'text-numbers': ['textNumbers', true],
  'unknown-members': ['unknownMembers', true],
};

function shortOf(text: string): Json {
  const effect: Record<string, Json> = {};
  for (const part of text
    .split(',')
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')) {
    const [name, value] = partOf(part);
    if (name in effect) throw new ControlError('conflict', `${name} is said twice`);
    effect[name] = value;
  }
  return effect;
}

/** Names in a header are in lower case, with hyphens. */
const inCamelCase = (name: string): string => name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

function partOf(part: string): readonly [name: string, value: Json] {
  if (/^\d{3}$/.test(part)) return ['error', Number(part)];
  const word = Object.hasOwn(words, part) ? words[part] : undefined;
  if (word !== undefined) return word;
  const at = part.indexOf('=');
  const name = at < 0 ? part : part.slice(0, at).trim();
  const reader = at > 0 && Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (reader === undefined) throw new UserError(`${part.slice(0, 100)} is no effect`);
  const value = reader(part.slice(at + 1).trim());
  if (value === undefined || (typeof value === 'number' && Number.isNaN(value)))
    throw new UserError(`${part.slice(0, 100)} cannot be read`);
  return [inCamelCase(name), value];
}
