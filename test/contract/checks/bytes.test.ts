/** What a server can get wrong in the bytes of an answer, whatever they say, and which rule says so. */
import { describe, expect, test } from 'vitest';
import { flawsOf } from '../../../src/contract/checks/shared/json-text.ts';
import { makeTracer } from '../../../src/contract/checks/shared/traces.ts';
import { altering, checksOf, inJson, type Alter, type Passing } from '../support/altered.ts';

const key = '1/2/mysecretapikey';
const held = (value: string): string => Buffer.from(value).toString('base64');
const raw =
  (from: string | RegExp, to: string): Alter =>
  (passing) => {
    if (passing.status === 200) passing.body = passing.body.replace(from, to);
  };
const says = (text: string): Alter => inJson((json) => json.metaData && (json.metaData.additionalMetaData = { text }));
const header =
  (name: string, value: string): Alter =>
  ({ headers }) => {
    headers[name] = value;
  };
const isRefusal = ({ status }: Passing): boolean => status >= 400;

const wrong: readonly (readonly [rule: string, what: string, alter: Alter])[] = [
  ['schema/exact-json', 'a member twice', raw('"severity":', '"severity":"low","severity":')],
  ['schema/exact-json', 'a member of the envelope twice', raw('"count":', '"count":0,"count":')],
  ['schema/exact-json', 'a count with a point', raw(/"count":(\d+)/, '"count":$1.0')],
  ['schema/exact-json', 'a time with an exponent', raw(/"timestamp":(\d)(\d+)/, '"timestamp":$1.$2e12')],
  ['schema/exact-json', 'a created time with a point', raw(/"created":(\d+)/, '"created":$1.0')],
  ['schema/exact-json', 'half a character', raw('"name":"', '"name":"\\ud83e')],
  ['schema/not-shared', 'leave for everybody to keep it', ({ headers }) => (headers['cache-control'] = 'public')],
  ['schema/no-leak', 'the key in metaData', says(`asked by ${key}`)],
  ['schema/no-leak', 'the secret of the key alone', says('mysecretapikey')],
  ['schema/no-leak', 'the key of somebody else', says('1/4/bankonlykey')],
  ['schema/no-leak', 'a password', says('all-access-password')],
  ['schema/no-leak', 'the key in base64', says(held(key))],
  ['schema/no-leak', 'the key in base64 of a longer text', says(held(`x=${key};`))],
  ['schema/no-leak', 'the key in hexadecimal', says(Buffer.from(key).toString('hex'))],
  ['schema/no-leak', 'the key as in a URL', says(encodeURIComponent(key))],
  ['schema/no-leak', 'the key with escaped slashes', raw('"count":', String.raw`"x":"1\/2\/mysecretapikey","count":`)],
  [
    'schema/no-leak',
    'the key by numbers of characters',
    raw('"count":', `"x":"${Array.from(key, (one) => `\\u00${one.charCodeAt(0).toString(16)}`).join('')}","count":`),
  ],
  ['schema/no-leak', 'the key in a header', header('x-caller', key)],
  ['schema/no-leak', 'the key in a realm', header('www-authenticate', `Argus realm="${key}"`)],
  ['schema/no-leak', 'the key as a cookie', header('set-cookie', `caller=${key}`)],
  [
    'schema/no-leak',
    'the key in the parameter of a refusal',
    inJson((json, passing) => isRefusal(passing) && json.messages[0] && (json.messages[0].parameter = key)),
  ],
];

describe('a server of Argus', async () => {
  const { judge } = await altering();
  const some = /^argus\.(?:findAggregatedEvents|getEvent|getSession|passwordAuthentication)\/(?:schema|access)\//;

  test('that is right has nothing to answer for', async () => {
    expect(await judge(some, () => {})).toEqual([]);
  });

  test.each(wrong)('%s finds %s', async (rule, _, alter) => {
    const findings = await judge(/^argus\.(?:findAggregatedEvents|getEvent)\/(?:schema\/|access\/caller)/, alter);
    expect(checksOf(findings)).toContain(rule);
  });

  test('schema/as-taken finds an answer that has not changed for a tag that was never given', async () => {
    const findings = await judge(/^argus\.getEvent\/(?:schema\/as-taken|requests\/conditions)$/, (passing) => {
      if (passing.request.headers['if-none-match'] !== undefined) passing.status = 304;
    });
    expect(checksOf(findings)).toContain('schema/as-taken');
  });

  test('schema/no-leak finds the session of somebody else where one’s own belongs', async () => {
    const tokens: string[] = [];
    const findings = await judge(
      /^argus\.(?:getSession|passwordAuthentication)\/(?:schema|access)\//,
      inJson(({ data }, { url }) => {
        if (!url.endsWith('/password/authentication') || data?.credentials === undefined) return;
        tokens.push(data.credentials.requestCredentialsData);
        data.credentials.requestCredentialsData = tokens[0];
      }),
    );
    expect(checksOf(findings)).toContain('schema/no-leak');
  });
});

/** What is asked of one operation, and wrong with its answers alone. */
const doors: readonly (readonly [unit: string, what: string, alter: Alter])[] = [
  ['getPcap/law/tags-tell', 'one tag for all', header('etag', '"one"')],
  ['listEvents/law/tags-tell', 'one tag for all', header('etag', 'W/"one"')],
  ['searchEvents/schema/changed-tags', 'one tag for all forms of an answer', header('etag', '"one"')],
  [
    'getPcap/law/tags-tell',
    'nobody told that nothing has changed',
    (one) => {
      tag = one.headers['etag'] ?? tag;
      if (one.status === 401 && one.request.headers['if-none-match'] === tag) [one.status, one.body] = [304, ''];
    },
  ],
  [
    'getBasicCustomerProperties/schema/changed-tags',
    'a tag that stays when the body does not',
    (one) => {
      one.headers['etag'] = '"one"';
      one.body = `${one.body} ${' '.repeat(++spaces)}`;
    },
  ],
  [
    'listEvents/schema/media-type',
    'CSV in Latin-1',
    (one) => {
      if (one.headers['content-type']?.startsWith('text/csv') === true) one.body = `${one.body}\xe6`;
    },
  ],
  [
    'listEvents/law/media-agree',
    'cells of another column',
    (one) => {
      if (one.headers['content-type']?.startsWith('text/csv') !== true) return;
      one.body = one.body.replace(/^([^,]*),([^,]*)/, '$2,$1');
    },
  ],
  [
    'findAggregatedEvents/law/media-agree',
    'cells in other letters',
    (one) => {
      if (one.headers['content-type']?.startsWith('text/csv') !== true) return;
      const [head = '', ...rows] = one.body.split('\n');
      one.body = [head, ...rows.map((row) => row.replaceAll('medium', 'MEDIUM').replaceAll('low', 'LOW'))].join('\n');
    },
  ],
];
let spaces = 0;
let tag = '';

describe('one door of Argus', async () => {
  const { judge } = await altering();

  test.each(doors)('%s finds %s', async (unit, _, alter) => {
    const [operation = '', ...check] = unit.split('/');
    const findings = await judge(new RegExp(`^argus\\.${operation}/(?:schema/|law/|access/alike)`), alter);
    expect(checksOf(findings)).toContain(check.join('/'));
  });
});

describe('a server of USM Anywhere', async () => {
  const { judge } = await altering({ usmDialect: 'live' });

  test('schema/no-leak finds a token that is told to its client', async () => {
    const findings = await judge(/^usm\.getUsmAlarms\/schema\//, (passing) => {
      passing.headers['x-token'] = String(passing.request.headers['authorization'] ?? '').replace('Bearer ', '');
    });
    expect(checksOf(findings)).toContain('schema/no-leak');
  });

  test('schema/exact-json finds a number of pages with a point', async () => {
    const findings = await judge(/^usm\.getUsmAlarms\/schema\//, raw(/"totalElements":(\d+)/, '"totalElements":$1.0'));
    expect(checksOf(findings)).toContain('schema/exact-json');
  });
});

test.each([
  ['{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}', []],
  ['{"a":1,"a":2}', ['twice a']],
  [String.raw`{"a":1,"\u0061":2}`, ['twice a']],
  ['{"x":[{"a":1},{"a":1,"b":{},"a":2}]}', ['twice x.1.a']],
  ['[1.0, 1e3, -2, 0.5, {"n": 10.00}]', ['number 0', 'number 1', 'number 3', 'number 4.n']],
  [String.raw`{"a":"\ud83e\udd80","b":"\ud83e"}`, ['half b']],
  ['{"a":"{\\"a\\":1.0}"}', []],
] as const)('the text %s has the flaws %s', (text, flaws) => {
  expect(flawsOf(text).map(({ kind, path }) => `${kind} ${path.join('.')}`)).toEqual(flaws);
});

test.each([0, 1, 2, 3, 4, 5, 6, 7])('a text is found %i bytes from the beginning', (shift) => {
  const tracer = makeTracer<string>();
  tracer.add('bankonlykey', 'bank');
  tracer.add('mysecretapikey', 'all');
  const text = `${'x'.repeat(shift)}bankonlykey`;
  expect(tracer.tracesIn(Buffer.from(text))).toEqual([{ owner: 'bank', coding: 'plain', at: expect.any(Number) }]);
  expect(tracer.tracesIn(Buffer.from(text.slice(0, -1)))).toEqual([]);
  expect(tracer.tracesIn(Buffer.from(held(text)))).toMatchObject([{ owner: 'bank', coding: 'base64' }]);
});
