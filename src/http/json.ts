/** JSON of requests: no deeper than is said, without members that are null, in whole characters. */
import type { Json } from '../kernel/schema.ts';
import type { Sliced } from '../kernel/slices.ts';
import { depthOf, parsingLong } from './long-json.ts';

/** Parses JSON no deeper than `maxDepth`, without members that are null; half a character is the one that stands for none (assumed). Throws SyntaxError. */
export function parseJson(text: string, maxDepth: number): Json {
  // Counted before parsing, so that no recursion ever meets a hostile depth.
  if (depthOf(text) > maxDepth) throw new SyntaxError(`nested deeper than ${maxDepth}`);
  return keptOf(text)(JSON.parse(text) as Json);
}

/** The same in pieces, for a text that is long. */
export function* parsingJson(text: string, maxDepth: number): Sliced<Json> {
  try {
    const value = yield* parsingLong({ text, maxDepth, kept: keptOf(text) });
    if (value !== undefined) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return parseJson(text, maxDepth);
}

/** How JSON can hold half of a pair that stands for one character. */
const mayHoldHalves = /\\u[dD][89a-fA-F]/;

const keptOf = (text: string): ((value: Json) => Json) =>
  mayHoldHalves.test(text) ? (value) => inWholeCharacters(withoutNulls(value)) : withoutNulls;

/** UTF-8 has no form for half a character: nothing that keeps or repeats a text may hold one (RFC 3629 §3). */
function inWholeCharacters(value: Json): Json {
  if (typeof value === 'string') return Buffer.from(value, 'utf8').toString('utf8');
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(inWholeCharacters);
  const copy: Record<string, Json> = Object.create(null) as Record<string, Json>;
  for (const [key, member] of Object.entries(value)) copy[inWholeCharacters(key) as string] = inWholeCharacters(member);
  return copy;
}

/** The vendor's JSON mapper treats a null member as one that was not sent (clients send both: docs/contract/argus.md §9). */
function withoutNulls(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(withoutNulls);
  const members = Object.entries(value).filter(([, member]) => member !== null);
  const copy: Record<string, Json> = Object.create(null) as Record<string, Json>;
  for (const [key, member] of members) copy[key] = withoutNulls(member);
  return copy;
}
