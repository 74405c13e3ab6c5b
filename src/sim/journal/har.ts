/** The journal as an HTTP archive (HAR 1.2), which browsers' tools and many others read. */
import type { JournalEntry } from './entry.ts';

const unknownSize = -1;

/** One request; its time is the simulated one, and what the journal does not keep, such as headers, is left empty. */
function harEntry(origin: string, entry: JournalEntry): object {
  const { at, method, path, query, body, truncated, status, bytes, took, principal, operation, faults, answer } = entry;
  const pairs = Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => ({ name, value: one })));
  const search = new URLSearchParams(pairs.map(({ name, value }): [string, string] => [name, value])).toString();
  const text = textOf(body);
  const posted =
    body === null ? {} : { postData: { mimeType: typeOf(body), text, ...(truncated && { comment: 'cut' }) } };
  return {
    startedDateTime: at,
    time: took,
    request: {
      method,
      url: `${origin}${path}${search === '' ? '' : `?${search}`}`,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [],
      queryString: pairs,
      headersSize: unknownSize,
      bodySize: body === null ? 0 : Buffer.byteLength(text),
      ...posted,
    },
    response: {
      status,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [],
      content: { size: bytes, mimeType: '', ...(answer && contentOf(answer)) },
      redirectURL: '',
      headersSize: unknownSize,
      bodySize: bytes,
    },
    cache: {},
    timings: { send: 0, wait: took, receive: 0 },
    comment: [operation ?? 'no operation', principal, ...faults].filter((part) => part !== null).join(', '),
  };
}

const contentOf = ({ body, truncated }: NonNullable<JournalEntry['answer']>): object => ({
  mimeType: typeOf(body),
  text: textOf(body),
  ...(truncated && { comment: 'cut' }),
});

const textOf = (body: JournalEntry['body']): string => (typeof body === 'string' ? body : JSON.stringify(body));
const typeOf = (body: JournalEntry['body']): string => (typeof body === 'string' ? 'text/plain' : 'application/json');

/** `origin` is the address that the requests were sent to. */
export const harOf = (origin: string, version: string, entries: readonly JournalEntry[]): object => ({
  log: {
    version: '1.2',
    creator: { name: 'siem-sim', version },
    entries: entries.map((entry) => harEntry(origin, entry)),
  },
});
