/** The control plane of a running simulator, asked over HTTP; what does not answer as one is told in a line. */
import { UserError } from '../../kernel/fault.ts';

/** A question that takes longer has no answer. */
const patience = 30_000;

/** A message of the stream is an entry of the journal, whose path, query and body have bounds. */
const longestMessage = 1_048_576;

export interface PlaneStatus {
  readonly scenario: string;
  readonly title: string;
  readonly seed: string;
  readonly start: string;
  readonly clock: {
    readonly instant: string;
    readonly now: number;
    readonly mode: 'frozen' | 'running';
    readonly speed: number;
  };
  readonly journal: { readonly last: number };
}

/** Each throws UserError for what does not answer, or not as a simulator does. */
export interface Plane {
  /** Its address, without `/_sim`. */
  readonly address: string;
  readonly status: () => Promise<PlaneStatus>;
  /** What a path below `/_sim` tells. */
  readonly get: <Told>(path: string) => Promise<Told>;
  /** What a path below `/_sim` tells of a body. */
  readonly post: <Told>(path: string, body: object) => Promise<Told>;
  /** Entries of the journal as they are written, after the one of that number where there is one. Ends with the server. */
  readonly follow: <Entry>(after: number | null) => AsyncGenerator<Entry | null>;
}

export function planeAt(url: string, token: string | undefined, stop: AbortSignal): Plane {
  const address = addressIn(url);
  const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const ask = async (path: string, request: Pick<RequestInit, 'headers' | 'method' | 'body'>, signal: AbortSignal) => {
    try {
      return await fetch(`${address}/_sim${path}`, {
        ...request,
        headers: { ...authorization, ...(request.headers as Readonly<Record<string, string>> | undefined) },
        redirect: 'error',
        signal,
      });
    } catch (error) {
      throw new UserError(`nothing answers at ${address}: ${reasonOf(error)}`);
    }
  };
  const told = async <Told>(path: string, request: Pick<RequestInit, 'headers' | 'method' | 'body'>): Promise<Told> => {
    const patient = patientSignal(stop);
    try {
      const response = await ask(path, request, patient.signal);
      const text = await response.text();
      if (response.status === 422) throw new UserError(`${address} refuses it: ${detailIn(text)}`);
      refuseUnlessGood(response, address);
      return JSON.parse(text) as Told;
    } catch (error) {
      if (error instanceof UserError) throw error;
      if (error instanceof SyntaxError) throw notOurs(address);
      throw new UserError(`${address} broke off: ${reasonOf(error)}`);
    } finally {
      patient.done();
    }
  };
  const get = <Told>(path: string): Promise<Told> => told(path, {});
  return {
    address,
    get,
    post: (path, body) => {
      const headers = { 'Content-Type': 'application/json' };
      return told(path, { method: 'POST', headers, body: JSON.stringify(body) });
    },
    status: async () => {
      const status = await get<Partial<PlaneStatus> | null>('');
      if (typeof status?.clock?.now !== 'number' || typeof status.journal?.last !== 'number') throw notOurs(address);
      return status as PlaneStatus;
    },
    async *follow<Entry>(after: number | null) {
      const headers: Readonly<Record<string, string>> = after === null ? {} : { 'Last-Event-ID': String(after) };
      const response = await ask('/journal/stream', { headers }, stop);
      refuseUnlessGood(response, address);
      if (response.body === null) throw notOurs(address);
      yield null;
      try {
        for await (const data of messagesIn(response.body)) yield JSON.parse(data) as Entry;
      } catch (error) {
        if (error instanceof UserError) throw error;
        throw new UserError(`${address} broke off: ${reasonOf(error)}`);
      }
    },
  };
}

/** Aborts with another or when patience ends; `AbortSignal.any` would leave something behind with each question. */
function patientSignal(stop: AbortSignal): { readonly signal: AbortSignal; readonly done: () => void } {
  const either = new AbortController();
  const end = (): void => either.abort();
  const timer = setTimeout(() => either.abort(new DOMException('it takes too long', 'TimeoutError')), patience);
  stop.addEventListener('abort', end);
  const done = (): void => {
    clearTimeout(timer);
    stop.removeEventListener('abort', end);
  };
  if (stop.aborted) end();
  return { signal: either.signal, done };
}

function addressIn(url: string): string {
  const full = /^[a-z]+:\/\//i.test(url) ? url : `http://${url}`;
  const { protocol, origin, pathname, username } = URL.canParse(full) ? new URL(full) : new URL('none:');
  if (!/^https?:$/.test(protocol) || username !== '')
    throw new UserError(`--url must be an address such as http://127.0.0.1:8080, not "${url.slice(0, 200)}"`);
  return origin + pathname.replace(/\/+$/, '').replace(/\/_sim$/, '');
}

const notOurs = (address: string): UserError =>
  new UserError(`what answers at ${address} is no siem-sim, or one without a control plane there`);

function refuseUnlessGood({ status }: Response, address: string): void {
  if (status === 401) throw new UserError(`${address} wants its control token: say --token, or another one`);
  if (status === 503) throw new UserError(`${address} takes no more listeners, or is not ready yet (503)`);
  if (status === 403) throw new UserError(`${address} does not answer to this name (403): see --allow-host of serve`);
  if (status !== 200) throw notOurs(address);
}

/** What a problem document says. */
function detailIn(text: string): string {
  const { detail } = JSON.parse(text) as { readonly detail?: unknown };
  return typeof detail === 'string' ? (detail.split('\n')[0] ?? '') : 'status 422';
}

/** The innermost reason in a word: fetch alone says that it failed. */
function reasonOf(error: unknown): string {
  const { cause, message, name } = error as Error & { readonly cause?: NodeJS.ErrnoException };
  if (name === 'TimeoutError') return 'it takes too long';
  const code = cause?.code ?? cause?.message ?? message;
  return /CERT|SIGNED|ISSUER/.test(code) ? `${code}; NODE_EXTRA_CA_CERTS may name its certificate` : code;
}

/** The data of each message of server-sent events. Throws UserError for one without an end. */
export async function* messagesIn(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let waiting = '';
  for await (const chunk of body) {
    const messages = (waiting + decoder.decode(chunk, { stream: true })).split('\n\n');
    waiting = messages.pop() ?? '';
    if (waiting.length > longestMessage) throw new UserError('the stream of requests is no stream of a siem-sim');
    for (const message of messages) {
      const data = message.split('\n').flatMap((line) => (line.startsWith('data: ') ? [line.slice(6)] : []));
      if (data.length > 0) yield data.join('\n');
    }
  }
}
