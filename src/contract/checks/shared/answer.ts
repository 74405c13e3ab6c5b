/** Small readings of an answer that many checks share. */
import type { Json } from '../../../kernel/schema.ts';
import { listOf, member, type Answer } from '../../exchange.ts';
import type { Operation } from '../../operation.ts';
import { membersOf, rootOf } from '../../../kernel/schema-walk.ts';

export const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300;

/** The media type without parameters, in lower case; empty when none was said. */
export const mediaTypeOf = ({ headers }: Answer): string =>
  (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

export const isJsonType = (type: string): boolean => /^application\/(?:[\w.-]+\+)?json$/.test(type);

/** One of Argus' messages, as far as a body has it. */
export interface Message {
  readonly type: Json | undefined;
  readonly field: Json | undefined;
  readonly message: Json | undefined;
  readonly template: Json | undefined;
}

export const messagesOf = ({ json }: Answer): readonly Message[] =>
  listOf(member(json, 'messages')).map((one) => ({
    type: member(one, 'type'),
    field: member(one, 'field'),
    message: member(one, 'message'),
    template: member(one, 'messageTemplate'),
  }));

/** `412 FIELD_ERROR severity: Invalid value for field`, or the beginning of the body where that says nothing. */
export function told(answer: Answer): string {
  if (answer.fault !== null) return answer.fault;
  const messages = messagesOf(answer).map(({ type, field, message }) =>
    [text(type), text(field), text(message)].filter((part) => part !== '').join(' '),
  );
  const rest = messages.length > 0 ? messages.slice(0, 3).join('; ') : answer.text.slice(0, 120);
  return `${answer.status} ${rest}`.trim();
}

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** A value as one short line. */
export const shown = (value: unknown): string => {
  const line = value === undefined ? 'nothing' : JSON.stringify(value);
  return line.length > 120 ? `${line.slice(0, 120)}…` : line;
};

/** True when the operation takes a limit, and so answers with pages. */
export function hasPages(operation: Operation): boolean {
  const known = paged.get(operation) ?? takesLimit(operation);
  paged.set(operation, known);
  return known;
}

const paged = new WeakMap<Operation, boolean>();

const takesLimit = ({ query, body }: Operation): boolean =>
  [query, body].some((file) => file !== null && membersOf(rootOf(file)).some(([name]) => name === 'limit'));

/** `severity[0]` is said of `severity`, a nested one keeps its place: `subCriteria[1].severity` (contract/argus.md §1). */
export function fieldOf(place: readonly (string | number)[]): string {
  const trimmed = typeof place.at(-1) === 'number' ? place.slice(0, -1) : place;
  return trimmed.reduce<string>(
    (path, part) => (typeof part === 'number' ? `${path}[${part}]` : path === '' ? part : `${path}.${part}`),
    '',
  );
}
