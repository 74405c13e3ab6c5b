/** One HTTP exchange by fetch, with a bound on its time and on the bytes that are read; it never throws what the network did. */
import type { Json } from '../kernel/schema.ts';
import { member, type Answer, type Sent } from './terms/exchange.ts';
import type { Operation } from './terms/operation.ts';

export interface Raw {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  readonly fault: string | null;
  /** The system's code of what went wrong, such as ECONNREFUSED; null when nothing did. */
  readonly code: string | null;
}

export interface TransportLimits {
  /** Milliseconds from the request to the last byte. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** Breaks off what is in flight. */
  readonly signal?: AbortSignal;
  readonly door?: Door;
}

/** What sends a request, as fetch does. */
export type Door = (url: string, request: RequestInit) => Promise<Response>;

const nothing = new Uint8Array(0);

/** Sends and reads; redirects are not followed, because the vendors send none. */
export async function transmit(
  sent: Sent,
  { timeoutMs, maxBytes, signal, door = fetch }: TransportLimits,
): Promise<Raw> {
  const stop = new AbortController();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    stop.abort();
  }, timeoutMs);
  const abort = (): void => stop.abort();
  signal?.addEventListener('abort', abort, { once: true });
  let response: Response | undefined;
  let bytes: Uint8Array = nothing;
  try {
    response = await door(sent.url, {
      method: sent.method,
      headers: sent.headers,
      ...(sent.text !== null && { body: sent.text }),
      redirect: 'manual',
      signal: stop.signal,
    });
    const read = await bodyOf(response, maxBytes);
    bytes = read.bytes;
    if (read.isCut) stop.abort();
    const fault = read.isCut ? `the body is longer than ${maxBytes} bytes` : null;
    return { status: response.status, headers: response.headers, bytes, fault, code: null };
  } catch (error) {
    const { text, code } = reasonOf(error);
    return {
      status: response?.status ?? 0,
      headers: response?.headers ?? new Headers(),
      bytes,
      fault: isLate
        ? `${response === undefined ? 'no answer' : 'no end of the answer'} within ${timeoutMs / 1000} s`
        : signal?.aborted === true
          ? 'interrupted'
          : text,
      code: isLate ? 'TIMEOUT' : code,
    };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

async function bodyOf(response: Response, maxBytes: number): Promise<{ bytes: Uint8Array; isCut: boolean }> {
  const announced = Number(response.headers.get('content-length') ?? NaN);
  const isPlain = response.headers.get('content-encoding') === null;
  if (response.body === null) return { bytes: nothing, isCut: false };
  if (isPlain && announced <= maxBytes) return { bytes: new Uint8Array(await response.arrayBuffer()), isCut: false };
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxBytes) return { bytes: Buffer.concat(chunks).subarray(0, maxBytes), isCut: true };
  }
  return { bytes: Buffer.concat(chunks), isCut: false };
}

/** What fetch says is "fetch failed"; the cause says why. */
function reasonOf(error: unknown): { readonly text: string; readonly code: string | null } {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const { code, message } = cause as { readonly code?: unknown; readonly message?: unknown };
  const text = typeof message === 'string' && message !== '' ? message : String(code ?? cause);
  return { text: text.split('\n')[0] ?? '', code: typeof code === 'string' ? code : null };
}

/** What came back, with its text and JSON made when somebody first asks for them. */
export function answerOf(sent: Sent, operation: Operation, raw: Raw, number: number): Answer {
  // JSON keeps no copy of the text it is made of: a run remembers many answers.
  const decoded = (): string =>
    Buffer.from(raw.bytes.buffer, raw.bytes.byteOffset, raw.bytes.byteLength).toString('utf8');
  let text: string | undefined;
  let json: { readonly value: Json | undefined } | undefined;
  const answer: Answer = {
    sent,
    operation,
    isOwn: sent.ask.path === undefined && sent.method === operation.method,
    status: raw.status,
    headers: raw.headers,
    bytes: raw.bytes,
    fault: raw.fault,
    number,
    get text() {
      return (text ??= decoded());
    },
    get json() {
      return (json ??= { value: parsed(text ?? decoded()) }).value;
    },
    get data() {
      const isEnveloped = operation.envelope?.success !== null && operation.envelope !== undefined;
      return isEnveloped ? member(answer.json, 'data') : answer.json;
    },
  };
  return answer;
}

function parsed(text: string): Json | undefined {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
