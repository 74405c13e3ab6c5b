/** Asks the control plane that the page came from, with the control token where there is one. */
import { signal } from '@preact/signals';

/** Addresses, whatever prefix the page is below: the control plane, and the server or world that it is of. */
const here = new URL('./', location.href);
export const planeAddress = new URL('../', here).href.replace(/\/$/, '');
export const serverAddress = new URL('../../', here).href.replace(/\/$/, '');

/** Kept in memory alone: a page that is loaded anew asks again. */
export const controlToken = signal('');
/** Whether the control plane wants a token, and has not got the right one. */
export const wantsToken = signal(false);

/** What was answered in place of what was asked for. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  /** Where what was sent is wrong, and how. */
  readonly places: readonly string[];

  constructor(status: number, message: string, places: readonly string[] = []) {
    super(message);
    this.status = status;
    this.places = places;
  }
}

export interface Asking {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Problem {
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer?: string; readonly detail?: string }[];
}

async function refusalOf(response: Response): Promise<Refused> {
  const {
    title,
    detail,
    errors = [],
  } = await response.json().then(
    (told: unknown) => Object(told) as Problem,
    () => ({}) as Problem,
  );
  const words = [title, detail].filter((part) => part !== undefined).join(': ');
  const places = errors.map(({ pointer = '', detail: what = '' }) => `${pointer} ${what}`.trim());
  return new Refused(response.status, words || `The server answered ${response.status}.`, places);
}

async function answered(path: string, { method = 'GET', body, signal: until, headers }: Asking): Promise<Response> {
  const token = controlToken.value;
  const sent: RequestInit = {
    method,
    headers: {
      ...headers,
      ...(token !== '' && { Authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    cache: 'no-store',
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(until !== undefined && { signal: until }),
  };
  const response = await fetch(planeAddress + path, sent).catch((error: unknown) => {
    if (until?.aborted === true) throw error;
    throw new Refused(0, 'Nothing answers. Is the server still running? The page goes on by itself once it is back.');
  });
  if (response.ok) return response;
  if (response.status === 401) wantsToken.value = true;
  throw await refusalOf(response);
}

/** What a path below `/_sim` answers, such as `/clock`; null for nothing. Throws Refused. */
export async function askPlane<Told>(path: string, asking: Asking = {}): Promise<Told> {
  const response = await answered(path, asking);
  return (response.status === 204 ? null : await response.json()) as Told;
}

/** The same as text, or as bytes. */
export const askText = async (path: string, asking: Asking = {}): Promise<string> =>
  (await answered(path, asking)).text();

/** A message without an end is no stream of ours. */
const longestMessage = 4_194_304;

/** Server-sent events of a path below `/_sim`, as they come; null once when the stream is open. Ends with the server. Throws Refused. */
export async function* follow<Told>(path: string, until: AbortSignal, after = ''): AsyncGenerator<Told | null> {
  const headers = { Accept: 'text/event-stream', ...(after !== '' && { 'Last-Event-ID': after }) };
  const { body } = await answered(path, { headers, signal: until });
  if (body === null) return;
  yield null;
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let waiting = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const messages = (waiting + value).split('\n\n');
    waiting = messages.pop() ?? '';
    if (waiting.length > longestMessage) throw new Refused(0, 'The stream is not one of a simulator.');
    for (const message of messages) {
      const data = message.split('\n').flatMap((line) => (line.startsWith('data: ') ? [line.slice(6)] : []));
      if (data.length > 0) yield JSON.parse(data.join('\n')) as Told;
    }
  }
}
