/** Small readings of an answer that many checks share. */
import type { Json } from '../../../kernel/schema.ts';
import type { Answer } from '../../terms/exchange.ts';
import type { Message } from '../../terms/facts.ts';

export const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300;

/** True for a success of the operation itself, by its own path and method. */
export const isOwnSuccess = (answer: Answer): boolean => answer.isOwn && isSuccess(answer);

/** The media type without parameters, in lower case; empty when none was said. */
export const mediaTypeOf = ({ headers }: Answer): string =>
  (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

export const isJsonType = (type: string): boolean => /^application\/(?:[\w.-]+\+)?json$/.test(type);

/** What a refusal says; nothing where the product has no way to say more than its status. */
export const messagesOf = (answer: Answer): readonly Message[] =>
  answer.operation.adapter.facts.messages?.(answer) ?? [];

/** `412 FIELD_ERROR severity: Invalid value for field`, or the beginning of the body where that says nothing. */
export function told(answer: Answer): string {
  const texts = messagesOf(answer).map(({ text }) => text);
  return `${answer.status} ${texts.length > 0 ? texts.slice(0, 3).join('; ') : answer.text.slice(0, 120)}`.trim();
}

/** The body of a request as an object; empty for anything else. */
export function bodyOf({ sent: { text } }: Answer): Readonly<Record<string, Json>> {
  if (text === null || !text.startsWith('{')) return {};
  try {
    return JSON.parse(text) as Readonly<Record<string, Json>>;
  } catch {
    return {};
  }
}

/** `severity[0]` is said of `severity`, a nested one keeps its place: `subCriteria[1].severity` (docs/contract/argus.md §1). */
export function placeOf(place: readonly (string | number)[]): string {
  const trimmed = typeof place.at(-1) === 'number' ? place.slice(0, -1) : place;
  return trimmed.reduce<string>(
    (path, part) => (typeof part === 'number' ? `${path}[${part}]` : path === '' ? part : `${path}.${part}`),
    '',
  );
}
