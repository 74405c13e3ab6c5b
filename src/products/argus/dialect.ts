/** How Argus speaks: the envelope, its messages, media types, and the wording of refusals. */
import { ApiError, type Complaint } from '../../kernel/fault.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { JsonText, Outcome, Reply } from '../../http/endpoint.ts';
import { fragmentsReply, joined, listReply } from '../../http/written.ts';
import type { Problem, Product } from '../../http/product.ts';
import { columnsOf, csvHead, csvItems } from './common/csv.ts';

const json = { 'Content-Type': 'application/json' };

/** What begins and ends an answer: `{"responseCode":…,"data":…,"size":…}` with size last, as in the documented sample (seed 000). */
function envelope(
  status: number,
  { limit, offset, count, size }: { limit: number; offset: number; count: number; size: number },
): readonly [head: string, tail: string] {
  return [
    `{"responseCode":${status},"limit":${limit},"offset":${offset},"count":${count},"metaData":{},"messages":[],"data":`,
    `,"size":${size}}`,
  ];
}

/** Single objects and files have all counters 0 (seed 002). */
const noPaging = { limit: 0, offset: 0, count: 0, size: 0 };

function enveloped(status: number, data: JsonText): Uint8Array {
  const [head, tail] = envelope(status, noPaging);
  return joined({ head, items: [data], between: '', tail });
}

/** `data` is the schema file of the endpoint's data, which names the columns of CSV. */
export function success(outcome: Outcome, mediaType: string, data: string | null): Reply {
  if (outcome.kind === 'file') {
    return { status: 200, headers: { 'Content-Type': outcome.type, ...outcome.headers }, body: outcome.bytes };
  }
  if (outcome.kind === 'empty') return { status: 200, headers: json, body: enveloped(200, 'null') };
  if (outcome.kind === 'fragments') return fragmentsReply(json, envelope(200, noPaging), outcome.fragments);
  if (outcome.kind === 'one') {
    const status = outcome.status ?? 200;
    return { status, headers: { ...json, ...outcome.headers }, body: enveloped(status, outcome.json) };
  }
  const { items, limit, offset, count } = outcome;
  if (mediaType === 'text/csv') {
    const columns = columnsOf(data ?? '');
    return listReply('text/csv; charset=utf-8', {
      head: csvHead(columns),
      items: csvItems(items, columns),
      between: '',
      tail: '',
      units: 5000,
    });
  }
  if (mediaType === 'application/jsonl')
    return listReply(mediaType, { head: '', items, between: '\n', tail: items.length > 0 ? '\n' : '' });
  const [head, tail] = envelope(200, { limit, offset, count, size: items.length });
  return listReply('application/json', { head: `${head}[`, items, between: ',', tail: `]${tail}` });
}

/** Makes the refusals of the dialect; messages carry the time of `clock`. */
export function makeFailures(clock: Clock): Pick<Product, 'failure' | 'invalid' | 'refuse'> {
  const single = (status: number, message: string, template: string, headers: Record<string, string> = {}): ApiError =>
    new ApiError(status, [{ message, template, field: null }], headers);
  const unsupported = (allow: readonly string[]): ApiError =>
    single(405, 'Unsupported content type', 'unsupported.content.type', { Allow: allow.join(', ') });
  return {
    failure: (error) => {
      const refusal = error instanceof ApiError ? error : single(500, 'Unknown server error', 'unknown.server.error');
      const messages = refusal.complaints.map((complaint) => messageOf(complaint, clock.now()));
      const text = `{"responseCode":${refusal.status},"limit":0,"offset":0,"count":0,"metaData":{},"messages":[${messages.join(',')}],"data":${JSON.stringify(refusal.data)},"size":0}`;
      return { status: refusal.status, headers: { ...json, ...refusal.headers }, body: Buffer.from(text) };
    },
    invalid: (problems) => new ApiError(412, unique(problems.slice(0, mostMessages).map(complaintOf))),
    refuse: {
      notFound: () => single(404, 'Requested URL does not exist.', 'url.not.exist'),
      methodNotAllowed: (allow) => single(405, 'Method not allowed', 'method.not.allowed', { Allow: allow.join(', ') }),
      // The general guide has neither 406 nor 415 (docs/contract/argus.md §3).
      bodyType: unsupported,
      mediaType: unsupported,
      // Assumed, as the vendor words an unknown content type; RFC 9110 §15.5.16 has the header.
      coding: () =>
        single(415, 'Unsupported content encoding', 'unsupported.content.encoding', { 'Accept-Encoding': 'gzip' }),
      malformedJson: () => single(400, 'Invalid JSON request', 'invalid.json.request'),
      tooLarge: (bytes) =>
        single(413, `Request is larger than ${bytes} bytes`, 'request.too.large', { Connection: 'close' }),
      // The vendor's own time-out (docs/contract/argus.md §1).
      overloaded: () =>
        single(503, 'Request timed out, service may be overloaded or unavailable', 'service.timeout', {
          Connection: 'close',
        }),
      tooSlow: () => single(408, 'Request timed out', 'request.timeout', { Connection: 'close' }),
    },
  };
}

const mostMessages = 100;

function messageOf({ message, template, field, parameter }: Complaint, timestamp: number): string {
  return JSON.stringify({
    message,
    messageTemplate: template,
    type: field === null ? 'ACTION_ERROR' : 'FIELD_ERROR',
    field,
    parameter: parameter ?? null,
    timestamp,
  });
}

/** A field error as the guide words it (seed 002); an unknown member by the sister product's template (docs/contract/argus.md §1). */
function complaintOf(problem: Problem): Complaint {
  const field = fieldOf(problem.path);
  if (field === '') return { message: 'Invalid JSON request', template: 'invalid.json.request', field: null };
  if (problem.keyword === 'additionalProperties')
    return { message: 'Unknown JSON field', template: 'unknown.json.field', field };
  return {
    message: 'Invalid value for field',
    template: 'invalid.field.value',
    field,
    parameter: secret.has(String(problem.path.findLast((part) => typeof part === 'string')))
      ? null
      : shown(problem.value),
  };
}

/** `severity[0]` is said of `severity`: the list is the field; a nested criterion keeps its place, `subCriteria[1].severity`. */
export function fieldOf(path: readonly (string | number)[]): string {
  const trimmed = typeof path.at(-1) === 'number' ? path.slice(0, -1) : path;
  return trimmed.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  );
}

/** Members whose values never come back, whatever is wrong with them. */
const secret = new Set([
  'password',
  'newPassword',
  'oldPassword',
  'tokenCode',
  'verificationCode',
  'cookie',
  'authorization',
]);

function shown(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const hidden = (key: string, member: unknown): unknown => (secret.has(key) ? null : member);
  const text = typeof value === 'string' ? value : JSON.stringify(value, hidden);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function unique(complaints: readonly Complaint[]): readonly Complaint[] {
  const seen = new Set<string>();
  return complaints.filter(({ field, template }) => {
    const key = `${field} ${template}`;
    return seen.has(key) ? false : (seen.add(key), true);
  });
}
