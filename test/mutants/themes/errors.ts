/** Refusals in the wrong form, with the wrong status, or not at all. */
import type { Json } from '../../../src/kernel/schema.ts';
import { bendRefusal, jsonOf, withJson, without, type Given, type Mutant, type Next, type Sent } from '../mutant.ts';
import { lists, searches, singles } from './operations.ts';

const messages = (status: number, bend: (message: Record<string, Json>) => Json) =>
  bendRefusal(status, (json) =>
    Array.isArray(json['messages'])
      ? ({ ...json, messages: (json['messages'] as Record<string, Json>[]).map(bend) } as Json)
      : undefined,
  );

const html =
  (status: number) =>
  async (sent: Sent, next: Next): Promise<Given> => {
    const given = await next(sent);
    if (given.status !== status) return given;
    return {
      ...given,
      headers: { ...given.headers, 'content-type': 'text/html; charset=utf-8' },
      body: Buffer.from(`<html><body><h1>${status}</h1></body></html>`),
    };
  };

const becomes =
  (from: number, to: number) =>
  async (sent: Sent, next: Next): Promise<Given> => {
    const given = await next(sent);
    const json = given.status === from ? jsonOf(given) : undefined;
    return json === undefined
      ? given
      : { ...withJson(given, { ...(json as object), responseCode: to } as Json), status: to };
  };

export const errors: readonly Mutant[] = [
  {
    name: 'error-is-html',
    says: 'A missing event is answered with a web page.',
    operations: singles,
    wrap: () => html(404),
  },
  {
    name: 'refused-caller-gets-html',
    says: 'Unknown callers get the page of a log-in form.',
    operations: ['argus.listAggregatedEvents', 'usm.getUsmAlarms'],
    wrap: () => html(401),
  },
  {
    name: 'invalid-is-400',
    says: 'Invalid requests are refused with 400 instead of 412.',
    operations: searches,
    wrap: () => becomes(412, 400),
  },
  {
    name: 'invalid-is-500',
    says: 'Invalid requests make the server fail.',
    operations: searches,
    wrap: () => becomes(412, 500),
  },
  {
    name: 'invalid-is-success',
    says: 'Invalid requests are refused with status 200.',
    operations: searches,
    wrap: () => becomes(412, 200),
  },
  {
    name: 'response-code-differs',
    says: 'The member responseCode says 200 in every refusal.',
    operations: [...searches, ...singles],
    wrap: () => async (sent, next) => {
      const given = await next(sent);
      const json = given.status >= 400 ? jsonOf(given) : undefined;
      return json === undefined ? given : withJson(given, { ...(json as object), responseCode: 200 } as Json);
    },
  },
  {
    name: 'message-missing',
    says: 'Refusals come without a message.',
    operations: searches,
    wrap: () => bendRefusal(412, (json) => ({ ...json, messages: [] }) as Json),
  },
  {
    name: 'message-without-field',
    says: 'Refusals do not say which field is wrong.',
    operations: searches,
    wrap: () => messages(412, (message) => ({ ...message, field: null })),
  },
  {
    name: 'message-wrong-field',
    says: 'Refusals blame another field.',
    operations: searches,
    wrap: () => messages(412, (message) => ({ ...message, field: 'request' })),
  },
  {
    name: 'message-wrong-type',
    says: 'Errors of fields are told as errors of the action.',
    operations: searches,
    wrap: () => messages(412, (message) => ({ ...message, type: 'ACTION_ERROR' })),
  },
  {
    name: 'message-member-missing',
    says: 'Messages lack the member messageTemplate.',
    operations: searches,
    wrap: () => messages(412, (message) => without(message, 'messageTemplate') as Json),
  },
  {
    name: 'missing-is-success',
    says: 'A missing event is answered with 200 and no data.',
    operations: singles,
    wrap: () => becomes(404, 200),
  },
  {
    name: 'missing-is-500',
    says: 'A missing event makes the server fail.',
    operations: singles,
    wrap: () => becomes(404, 500),
  },
  {
    name: 'no-allow',
    says: 'The refusal of a method does not say which methods there are.',
    operations: lists,
    wrap: () => async (sent, next) => {
      const given = await next(sent);
      return given.status === 405
        ? { ...given, headers: Object.fromEntries(Object.entries(given.headers).filter(([name]) => name !== 'allow')) }
        : given;
    },
  },
  {
    name: 'method-is-not-found',
    says: 'A wrong method is answered with 404 instead of 405.',
    operations: [...lists, 'usm.getUsmAlarms'],
    wrap: () => becomes(405, 404),
  },
  {
    name: 'malformed-body-ignored',
    says: 'A body that is no JSON counts as an empty one.',
    operations: searches,
    wrap: () => async (sent, next) => {
      const given = await next(sent);
      return given.status === 400 && sent.body !== '' ? next({ ...sent, body: '{"startTimestamp":0}' }) : given;
    },
  },
  {
    name: 'content-type-ignored',
    says: 'A body is read as JSON whatever it is declared to be.',
    operations: searches,
    wrap: () => async (sent, next) => {
      const given = await next(sent);
      if (given.status !== 405 || sent.method !== 'POST') return given;
      const headers = Object.fromEntries(
        Object.entries(sent.headers).filter(([name]) => name.toLowerCase() !== 'content-type'),
      );
      return next({ ...sent, headers: { ...headers, 'Content-Type': 'application/json' } });
    },
  },
  {
    name: 'usm-error-of-argus',
    says: 'USM Anywhere refuses in the form of the other product.',
    operations: ['usm.getUsmAlarm', 'usm.getUsmEvent', 'usm.getUsmAlarms'],
    wrap: () => async (sent, next) => {
      const given = await next(sent);
      return given.status < 400 ? given : withJson(given, { responseCode: given.status, messages: [], data: null });
    },
  },
  {
    name: 'usm-missing-is-success',
    says: 'A missing alarm is answered with 200.',
    operations: ['usm.getUsmAlarm', 'usm.getUsmEvent'],
    wrap: () => becomes(404, 200),
  },
];
