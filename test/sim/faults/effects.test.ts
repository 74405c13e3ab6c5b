/** Each effect of a fault reaches a client of each product over HTTP, in the vendor's own form. */
import { test, expect } from 'vitest';
import { violations } from '../../../src/kernel/schema.ts';
import type { Fault } from '../../../src/sim/faults/faults.ts';
import { faulty, type Faulty, type Heard } from '../../support/faulty.ts';
import { expectEnvelope } from '../../support/service.ts';

type Name = 'argus' | 'usm';

const lists: Readonly<Record<Name, string>> = { argus: '/events/v1/aggregated?limit=3', usm: '/api/2.0/alarms?size=3' };
const ask = (given: Faulty, product: Name, path = lists[product]): Promise<Heard> => given[product](path);

const fault = (product: Name, effect: Fault['effect'], match: Fault['match'] = {}): Fault => ({
  match: { product, ...match },
  effect,
});

/** What the vendor says with each status: the message, and its template or the member that holds the message. */
const words: readonly (readonly [Name, number, string, string])[] = [
  ['argus', 400, 'Invalid JSON request', 'invalid.json.request'],
  ['argus', 401, 'User is not authenticated', 'user.not.authenticated'],
  ['argus', 402, 'Resource limit exceeded', 'resource.limit.exceeded'],
  ['argus', 403, 'Access denied', 'access.denied'],
  ['argus', 404, 'Object not found', 'object.not.found'],
  ['argus', 412, 'Invalid value for field', 'invalid.field.value'],
  ['argus', 429, 'Too many requests', 'too.many.requests'],
  ['argus', 500, 'Unknown server error', 'unknown.server.error'],
  ['argus', 503, 'Request timed out, service may be overloaded or unavailable', 'service.timeout'],
  ['usm', 400, 'Bad Request', 'error'],
  ['usm', 401, 'Access token expired: ', 'error_description'],
  ['usm', 403, 'Access is denied', 'error_description'],
  ['usm', 404, 'Not Found', 'error'],
  ['usm', 429, 'Too Many Requests', 'error'],
  ['usm', 500, 'Internal Server Error', 'error'],
  ['usm', 503, 'Service Unavailable', 'error'],
];

test.each(words)('%s says %s in its own words', async (product, status, message, place) => {
  const given = await faulty({ rules: [fault(product, { error: status as 503 })] });
  const heard = await ask(given, product);
  expect(heard.status).toBe(status);
  if (product === 'argus') {
    expectEnvelope(status, heard.body);
    expect(heard.body.messages.at(-1)).toMatchObject({ message, messageTemplate: place });
  } else {
    expect(violations('usm/failure.schema.json', heard.body)).toEqual([]);
    expect(heard.body[place].startsWith(message)).toBe(true);
  }
  const other = product === 'argus' ? 'usm' : 'argus';
  expect((await ask(given, other)).status).toBe(200);
});

test('the 503 of Argus is the one that was seen: a message that says nothing, then service.timeout', async () => {
  const given = await faulty({ rules: [fault('argus', { error: 503 })] });
  const { body } = await ask(given, 'argus');
  const timestamp = given.clock.now();
  const rest = { type: 'ACTION_ERROR', field: null, parameter: null, timestamp };
  expect(body).toEqual({
    responseCode: 503,
    limit: 0,
    offset: 0,
    count: 0,
    metaData: {},
    messages: [
      { message: null, messageTemplate: null, ...rest },
      {
        message: 'Request timed out, service may be overloaded or unavailable',
        messageTemplate: 'service.timeout',
        ...rest,
      },
    ],
    data: null,
    size: 0,
  });
});

test('a 412 complains of the field that the rule names', async () => {
  const given = await faulty({ rules: [fault('argus', { error: 412, field: 'startTimestamp' })] });
  const { body } = await ask(given, 'argus');
  expect(body.messages).toEqual([expect.objectContaining({ type: 'FIELD_ERROR', field: 'startTimestamp' })]);
});

test.each([
  ['argus', { error: 429 }, '1'],
  ['usm', { error: 429 }, '1'],
  ['argus', { error: 429, retryAfter: 30 }, '30'],
  ['usm', { error: 503, retryAfter: 0 }, '0'],
  ['argus', { error: 503 }, null],
  ['usm', { error: 500 }, null],
] as const)('%s sends Retry-After with %o: %s', async (product, effect, expected) => {
  const given = await faulty({ rules: [fault(product, effect)] });
  expect((await ask(given, product)).headers.get('retry-after')).toBe(expected);
});

test('a 401 on the way to a token is the one of bad credentials', async () => {
  const given = await faulty({ rules: [fault('usm', { error: 401 })] });
  const heard = await given.usm('/api/2.0/oauth/token?grant_type=client_credentials', { method: 'POST' });
  expect([heard.status, heard.body.error]).toEqual([401, 'Unauthorized']);
});
