/** Splunk's HTTP Event Collector: objects of JSON one after the other, or lines of text; its answers by number. Source: Splunk, Troubleshoot HTTP Event Collector (possible error codes). */
import type { Outcome } from '../../../http/endpoint.ts';
import { concatenated } from '../kept/records.ts';
import { jsonAnswer, usualStatus, type Offered, type Refusal, type Taker, type Worded } from './form.ts';

/** Texts of its codes, and the statuses that they come with. */
const codes = {
  0: [200, 'Success'],
  2: [401, 'Token is required'],
  3: [401, 'Invalid authorization'],
  4: [403, 'Invalid token'],
  5: [400, 'No data'],
  6: [400, 'Invalid data format'],
  8: [500, 'Internal server error'],
  9: [503, 'Server is busy'],
  12: [400, 'Event field is required'],
  13: [400, 'Event field cannot be blank'],
  17: [200, 'HEC is healthy'],
  27: [413, 'Request entity too large'],
} as const;
type Code = keyof typeof codes;

const said = (code: Code, more: object = {}): Outcome =>
  jsonAnswer(codes[code][0], { text: codes[code][1], code, ...more });

/** Why a request may not deliver; null where it may. Any token will do. */
function tokenFault({ headers, search }: Offered): Code | null {
  const given = String(headers['authorization'] ?? '').trim();
  if (given === '') return new URLSearchParams(search).get('token') === null ? 2 : null;
  const [scheme = '', token = ''] = given.split(/\s+/);
  if (/^(?:splunk|bearer)$/i.test(scheme)) return token === '' ? 3 : null;
  // The token as password of any user.
  if (/^basic$/i.test(scheme)) return /:./s.test(Buffer.from(token, 'base64').toString()) ? null : 3;
  return 3;
}

export const hecHealth = (): Outcome => said(17);

/** Events before one that is wrong are kept, it and those after it are not. Assumed: that it is so. */
export function takeHecEvents(offered: Offered, { keep }: Taker): Outcome {
  const fault = tokenFault(offered);
  if (fault !== null) return said(fault);
  const text = offered.body.toString();
  if (text.trim() === '') return said(5);
  const { values, rest } = concatenated(text);
  // A list of events is taken like the events one after the other.
  const [first] = values;
  const events = values.length === 1 && Array.isArray(first) ? (first as readonly unknown[]) : values;
  const wrong = events.findIndex((event) => eventFault(event) !== null);
  const good = wrong < 0 ? events : events.slice(0, wrong);
  if (good.length > 0) {
    const body = good === values ? offered.body : Buffer.from(good.map((event) => JSON.stringify(event)).join('\n'));
    keep({ form: 'hec', body: rest === null ? body : Buffer.from(text.slice(0, rest)), records: good.length });
  }
  if (wrong >= 0) return said(eventFault(events[wrong]) ?? 6, { 'invalid-event-number': wrong });
  return rest === null ? said(0) : said(6, { 'invalid-event-number': events.length });
}

function eventFault(event: unknown): Code | null {
  if (event === null || typeof event !== 'object' || Array.isArray(event)) return 6;
  const { event: told, fields } = event as { readonly event?: unknown; readonly fields?: unknown };
  // A metric has fields alone.
  if (told === undefined || told === null) return fields === undefined ? 12 : null;
  return told === '' ? 13 : null;
}

export function takeHecRaw(offered: Offered, { keep }: Taker): Outcome {
  const fault = tokenFault(offered);
  if (fault !== null) return said(fault);
  const lines = offered.body
    .toString()
    .split('\n')
    .filter((line) => line.trim() !== '').length;
  if (lines === 0) return said(5);
  keep({ form: 'hec-raw', body: offered.body, records: lines });
  return said(0);
}

const ofRefusal: Readonly<Partial<Record<Refusal, Code>>> = {
  'too-large': 27,
  full: 9,
  busy: 9,
  bug: 8,
  broken: 6,
  coding: 6,
};

/** A refusal in its words. */
export function hecRefusal(refusal: Refusal): Worded {
  const code = ofRefusal[refusal];
  if (code !== undefined) return { status: codes[code][0], body: { text: codes[code][1], code } };
  const status = usualStatus[refusal];
  return {
    status,
    body: {
      text: status === 404 ? 'The requested URL was not found on this server.' : 'Method Not Allowed',
      code: status,
    },
  };
}

/** What a fault brings about, in its words. */
export function hecFault(status: number): Worded {
  const code = ({ 400: 6, 401: 2, 403: 4, 500: 8, 503: 9 } as const)[status];
  // Assumed: that too many requests are told as a busy server is, with the status of their own.
  return { status, body: code === undefined ? { text: codes[9][1], code: 9 } : { text: codes[code][1], code } };
}
