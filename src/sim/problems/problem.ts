/** Refusals of the control plane: problem documents as RFC 9457 has them, each with a type of its own. */
import { STATUS_CODES, type ServerResponse } from 'node:http';
import { ApiError, UserError, type Complaint } from '../../kernel/fault.ts';
import type { Reply } from '../../http/endpoint.ts';
import type { Problem } from '../../http/product.ts';

/** Every kind of refusal: its status, and what it is called. */
const kinds = {
  'malformed-json': [400, 'The body is not JSON'],
  'bad-prefix': [400, 'The prefix of the proxy is none'],
  unauthorized: [401, 'The control token is missing or wrong'],
  'cross-site': [403, 'A page of another site may not do this'],
  'foreign-host': [403, 'The server is not known by this name'],
  'not-found': [404, 'There is no such operation'],
  'unknown-scenario': [404, 'There is no such scenario'],
  'unknown-world': [404, 'There is no such world'],
  'unknown-snapshot': [404, 'There is no such snapshot'],
  'unknown-fault': [404, 'There is no such fault'],
  'unknown-sink': [404, 'There is no such sink'],
  'unknown-event': [404, 'There is no such event'],
  'no-capture': [404, 'The event has no capture'],
  'unknown-rules': [404, 'There is no such file of rules'],
  'method-not-allowed': [405, 'The operation has other methods'],
  'not-acceptable': [406, 'The answer has other media types'],
  'too-slow': [408, 'The request took too long'],
  conflict: [409, 'The rules contradict each other'],
  'foreign-state': [409, 'The state is of another version or World'],
  'too-many': [409, 'There are too many of these already'],
  'unsupported-type': [415, 'The body is of a type that is not taken'],
  'too-large': [413, 'The request is too large'],
  'invalid-request': [422, 'The request is not valid'],
  'bad-clock': [422, 'The clock cannot be turned so'],
  'bad-scenario': [422, 'The scenario cannot be used'],
  'bad-state': [422, 'This is no state of the simulator'],
  'bad-verify': [422, 'This cannot be verified'],
  'bad-fault': [422, 'The fault cannot be used'],
  bug: [500, 'The simulator has a bug'],
  'over-budget': [503, 'The request costs more than one may'],
  overloaded: [503, 'The server has no room for this now'],
  'store-unreachable': [503, 'The shared store cannot be reached'],
  'too-many-listeners': [503, 'There are too many listeners already'],
} as const satisfies Readonly<Record<string, readonly [status: number, title: string]>>;

export type ProblemKind = keyof typeof kinds;

export const problemType = 'application/problem+json';
const urn = (kind: string): string => `urn:problem-type:siem-sim:${kind}`;

/** What somebody got wrong who works the controls, by whatever door: one line for the library, a problem document over HTTP. */
export class ControlError extends UserError {
  readonly kind: ProblemKind;
  readonly headers: Readonly<Record<string, string>>;

  constructor(kind: ProblemKind, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.kind = kind;
    this.headers = headers;
  }
}

/** Runs, and says of which kind a mistake is that does not say so itself. */
export function refusing<Result>(kind: ProblemKind, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw error instanceof UserError && !(error instanceof ControlError)
      ? new ControlError(kind, error.message)
      : error;
  }
}

/** All that is wrong with a request, each with a JSON pointer. */
export const invalid = (
  problems: readonly Problem[],
  hintOf: (path: Problem['path']) => string | undefined = () => undefined,
): ApiError =>
  new ApiError(
    kinds['invalid-request'][0],
    problems.slice(0, 50).map(({ where, path, ...wrong }) => ({
      message: worded(path, wrong, hintOf),
      template: 'invalid-request',
      field: `${where}${path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`,
    })),
  );

/** Ajv's words, where there are no better ones. */
function worded(
  path: Problem['path'],
  { keyword, message }: Pick<Problem, 'keyword' | 'message'>,
  hintOf: (path: Problem['path']) => string | undefined,
): string {
  if (keyword === 'additionalProperties') return 'is not known';
  if (keyword === 'required') return 'is required';
  if (keyword === 'dependentRequired') return message;
  // A list of rules has each at its place.
  return hintOf(path[0] === 'faults' ? path.slice(2) : path) ?? message;
}

/** The bytes of a refusal; what is not one is our bug and says no more than that. */
export function problemReply(error: unknown, path: string): Reply {
  const known = apiErrorOf(error);
  const { template = null } = known.complaints[0] ?? {};
  const kind: ProblemKind = template !== null && Object.hasOwn(kinds, template) ? (template as ProblemKind) : 'bug';
  const errors = known.complaints.filter(({ field }) => field !== null);
  const document = {
    type: urn(kind),
    title: kinds[kind][1],
    status: known.status,
    detail: detailOf(known.complaints, errors),
    instance: path,
    ...(errors.length > 0 && { errors: errors.map(({ field, message }) => ({ pointer: field, detail: message })) }),
  };
  return {
    status: known.status,
    headers: { 'Content-Type': problemType, 'Cache-Control': 'no-store', ...known.headers },
    body: Buffer.from(`${JSON.stringify(document)}\n`),
  };
}

/** Answers with a refusal, unless an answer has begun. */
export function sendProblem(response: ServerResponse, error: unknown, path: string): void {
  const { status, headers, body } = problemReply(error, path);
  if (!response.headersSent) response.writeHead(status, headers as Record<string, string>).end(body);
}

/** An error as what is refused; what is no refusal is our bug and says no more than that. */
export function apiErrorOf(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const { kind, message, headers } =
    error instanceof ControlError ? error : new ControlError('bug', 'The log has more.');
  return new ApiError(kinds[kind][0], [{ message, template: kind, field: null }], headers);
}

const detailOf = ([first]: readonly Complaint[], errors: readonly Complaint[]): string =>
  errors.length === 0
    ? (first?.message ?? STATUS_CODES[500] ?? '')
    : [...new Set(errors.map(({ field, message }) => `${field} ${message}`))].join('; ');
