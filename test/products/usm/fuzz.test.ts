import fc from 'fast-check';
import { expect, test } from 'vitest';
import { basic, conforms, dialects, good, idOf, itemsOf, labelId, raw, tenant } from './support.ts';

const awkward = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '-1',
    '0',
    '2147483648',
    '1e9',
    'NaN',
    'null',
    'undefined',
    'true',
    'False',
    '__proto__',
    'constructor',
    "' OR 1=1",
    '${jndi:x}',
    '%00',
    '../..',
    'a,b,desc',
    '9'.repeat(400),
  ),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);
const name = fc.oneof(
  fc.constantFrom(
    'page',
    'size',
    'sort',
    'status',
    'suppressed',
    'rule_intent',
    'rule_method',
    'rule_strategy',
    'priority_label',
    'alarm_sensor_sources',
    'timestamp_occured_gte',
    'timestamp_occured_lte',
    'timestamp_occurred_gte',
    'account_name',
    'plugin',
    'event_name',
    'source_name',
    'sensor_uuid',
    'source_username',
    'grant_type',
    'timestamp_occured_lte ',
    '__proto__',
  ),
  fc.string({ maxLength: 12 }),
);
const encoded = (text: string): string => encodeURIComponent(Buffer.from(text).toString());
const query = fc
  .array(fc.tuple(name, awkward), { maxLength: 6 })
  .map((pairs) => pairs.map(([key, value]) => `${encoded(key)}=${encoded(value)}`).join('&'));
/** Parts of a query that no client library would write. */
const broken = fc.constantFrom(
  '',
  '&',
  '=',
  '%',
  '%zz',
  'page',
  'page=%ff',
  'a=b=c',
  '?',
  '&&sort',
  'size=1;page=2',
  '[]=1',
  'status[]=open',
);

test.each(dialects)('no request, however odd, gets a 5xx or anything but JSON in the %s dialect', async (dialect) => {
  const { ask, url, token } = await tenant(dialect, { events: 300 });
  const [alarm] = itemsOf(await ask('/alarms?size=1'));
  const [event] = itemsOf(await ask('/events?size=1'));
  const id = fc.oneof(
    fc.constantFrom(idOf(alarm), idOf(event), labelId, idOf(alarm).toUpperCase(), '%', '%2f', '.'),
    awkward.map(encoded),
  );
  const path = fc.oneof(
    fc.constantFrom('/alarms', '/alarms/', '/events', '/oauth/token', '/', '', '//', '/alarms//labels'),
    id.map((one) => `/alarms/${one}`),
    id.map((one) => `/events/${one}`),
    id.map((one) => `/event/${one}`),
    id.map((one) => `/alarms/${one}/labels`),
    fc.tuple(id, id).map(([one, other]) => `/alarms/${one}/labels/${other}`),
  );
  const authorization = fc.oneof(
    { weight: 6, arbitrary: fc.constant(`Bearer ${token}`) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '',
        'Bearer',
        'Bearer ',
        `bearer  ${token}`,
        'Basic Og==',
        basic(good),
        `Bearer ${token}x`,
        'Bearer a b',
      ),
    },
  );
  const headers = fc.record(
    {
      'Content-Type': fc.constantFrom('application/json', 'text/html', 'application/x-www-form-urlencoded', 'x'),
      Accept: fc.constantFrom('*/*', 'text/html', 'application/json', 'application/hal+json', ''),
      'X-Forwarded-Host': fc.constantFrom('a.example', 'a b', '"', ''),
      'X-Forwarded-Port': fc.constantFrom('443', '99999999', '-1', 'x'),
    },
    { requiredKeys: [] },
  );
  const method = fc.constantFrom('GET', 'GET', 'GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS');
  const body = fc.oneof(
    fc.constantFrom(undefined, 'grant_type=client_credentials', '{"a":', '<x/>'),
    fc.string({ maxLength: 60 }),
  );
  await fc.assert(
    fc.asyncProperty(
      method,
      path,
      query,
      broken,
      authorization,
      headers,
      body,
      async (verb, where, given, odd, who, more, sent) => {
        const search = given + odd === '' ? '' : `?${given}${odd}`;
        const mayCarry = verb !== 'GET' && verb !== 'HEAD';
        const answer = await raw(url, `/api/2.0${where}${search}`, {
          method: verb,
          headers: { ...more, ...(who === '' ? {} : { Authorization: who }) },
          ...(mayCarry && sent !== undefined && { body: sent }),
        });
        expect([200, 400, 401, 403, 404, 405, 406]).toContain(answer.status);
        if (verb === 'HEAD') return;
        if (answer.status >= 400) conforms('failure', answer.json);
        else if (answer.text === '') expect(['PUT', 'DELETE']).toContain(verb);
        else expect(answer.json).toBeTypeOf('object');
      },
    ),
    { numRuns: 400, seed: 13 },
  );
});
