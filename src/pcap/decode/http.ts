/** Heads of HTTP/1 messages, as far as they stand in one segment. */
import type { Reader } from './reader.ts';

/** Headers that are noted, by their names on the wire. */
const noted: Readonly<Record<string, string>> = {
  host: 'http.host',
  'user-agent': 'http.user_agent',
  referer: 'http.referer',
  cookie: 'http.cookie',
  authorization: 'http.authorization',
  'content-type': 'http.content_type',
  'content-length': 'http.content_length_header',
  location: 'http.location',
  server: 'http.server',
};

/** Notes the first line and the headers that tell something; says the first line. */
export function decodeHttp(reader: Reader): string {
  const first = lineOf(reader);
  const request = /^(\S+) (.*?)(?: (HTTP\/\S+))?$/.exec(first.text);
  const response = /^(HTTP\/\S+) (\d{3}) ?(.*)$/.exec(first.text);
  const note = (name: string, value: string | undefined): void => {
    if (value === undefined) return;
    reader.fields.push({ name, value, at: first.at + Math.max(0, first.text.indexOf(value)), length: value.length });
  };
  if (response !== null) {
    note('http.response.version', response[1]);
    note('http.response.code', response[2]);
    note('http.response.phrase', response[3]);
  } else {
    note('http.request.method', request?.[1]);
    note('http.request.uri', request?.[2]);
    note('http.request.version', request?.[3]);
  }
  while (reader.left > 0) {
    const line = lineOf(reader);
    if (line.text === '') break;
    const colon = line.text.indexOf(':');
    const name = noted[line.text.slice(0, Math.max(0, colon)).toLowerCase()];
    if (name === undefined) continue;
    const value = line.text.slice(colon + 1).trim();
    reader.fields.push({ name, value, at: line.at + line.text.length - value.length, length: value.length });
  }
  if (reader.left > 0) {
    const from = reader.skip(reader.left);
    reader.note('http.file_data', `${reader.at - from} bytes`, from);
  }
  return first.text;
}

/** The next line without its end, up to the end of the bytes where it has none. */
export function lineOf(reader: Reader): { readonly text: string; readonly at: number } {
  const at = reader.at;
  const found = reader.bytes.indexOf(0x0a, at);
  const end = found < 0 || found >= reader.end ? reader.end : found + 1;
  const text = reader.bytes.toString('latin1', reader.skip(end - at), end);
  return { text: text.replace(/\r?\n$/, ''), at };
}
