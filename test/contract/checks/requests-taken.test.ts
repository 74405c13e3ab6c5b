/** Requests as clients word them: what a server can get wrong about them, and which check says so. */
import { describe, test, expect } from 'vitest';
import { altering, checksOf, inJson, type Alter, type Passing } from '../support/altered.ts';

const refuse =
  (when: (passing: Passing) => boolean, status = 412): Alter =>
  (passing) => {
    if (when(passing)) passing.status = status;
  };
const fewer = inJson((json) => {
  json.count = 0;
  json.data = [];
});
const type = ({ request }: Passing): string => String(request.headers['content-type'] ?? '');
const accept = ({ request }: Passing): string => String(request.headers['accept'] ?? '');
const when =
  (is: (passing: Passing) => boolean, alter: Alter): Alter =>
  (passing) =>
    is(passing) ? alter(passing) : null;

type Wrong = readonly [check: string, what: string, operation: string, alter: Alter];

const ofArgus: readonly Wrong[] = [
  [
    'requests/valid',
    'refuses what its schema admits',
    'searchEvents',
    refuse(({ sent }) => sent.includes('Timestamp')),
  ],
  ['requests/valid', 'fails over a right request', 'findNIDSEvents', refuse(({ sent }) => sent.length > 60, 500)],
  [
    'requests/overlap',
    'lets severity stand beside minSeverity',
    'findAggregatedEvents',
    refuse(({ sent }) => sent.includes('minSeverity'), 200),
  ],
  [
    'requests/overlap',
    'enables and disables the same flag',
    'assessEvent',
    refuse(({ sent }) => sent.includes('disableFlag'), 200),
  ],
  [
    'requests/overlap',
    'says nothing of which members clash',
    'assessEvent',
    inJson((json) => json.responseCode === 412 && ((json.messages[0].field = 'x'), (json.messages.length = 1))),
  ],
  [
    'requests/nothing-there',
    'does not look at the customer of an id',
    'getEvent',
    refuse(({ status }) => status === 404, 200),
  ],
  [
    'requests/nothing-there',
    'says 412 for what does not exist',
    'getEventByPath',
    refuse(({ status }) => status === 404),
  ],
  [
    'requests/start-required',
    'searches without a start',
    'findAggregatedEvents',
    refuse(({ sent }) => !sent.includes('startTimestamp'), 200),
  ],
  ['requests/malformed', 'fails over broken JSON', 'searchEvents', refuse(({ status }) => status === 400, 500)],
  [
    'requests/malformed',
    'takes a list for a request',
    'searchEvents',
    refuse(({ status }) => status === 412 || status === 400, 200),
  ],
  ['requests/depth', 'fails over a deep body', 'searchEvents', refuse(({ sent }) => sent.length > 5000, 500)],
  ['requests/content-type', 'takes every type of body', 'searchEvents', refuse(({ status }) => status === 405, 200)],
  ['requests/content-type', 'says 415', 'searchEvents', refuse(({ status }) => status === 405, 415)],
  [
    'requests/content-type',
    'stumbles over a charset',
    'searchEvents',
    refuse((one) => type(one) !== 'application/json', 405),
  ],
  [
    'requests/needless-headers',
    'wants no type without a body',
    'getCurrentUser',
    refuse((one) => type(one) !== '' || 'content' in one.request.headers, 405),
  ],
  ['requests/head', 'refuses HEAD', 'getCurrentUser', refuse(({ method }) => method === 'HEAD', 405)],
  [
    'requests/head',
    'says another length of HEAD',
    'getCurrentUser',
    when(
      ({ method }) => method === 'HEAD',
      ({ headers }) => (headers['content-length'] = '7'),
    ),
  ],
  [
    'requests/conditions',
    'says that nothing has changed to whoever shows a tag',
    'getCurrentUser',
    refuse(({ request }) => request.headers['if-none-match'] !== undefined, 304),
  ],
  ['requests/tags', 'gives CSV the tag of JSON', 'listEvents', ({ headers }) => (headers['etag'] = '"1"')],
  [
    'requests/sort-key',
    'ignores a sort key that it does not know',
    'searchEvents',
    refuse(({ sent }) => sent.includes('noSuchKey'), 200),
  ],
  [
    'requests/hostile-names',
    'takes a member called __proto__',
    'searchEvents',
    refuse(({ sent }) => sent.includes('__proto__'), 200),
  ],
  [
    'requests/unknown-parameters',
    'breaks at a letter beyond the basic plane',
    'listEvents',
    refuse(({ url }) => url.includes('%F0%9F'), 500),
  ],
  [
    'requests/accept',
    'sends JSON to whom wants CSV',
    'listEvents',
    ({ headers }) => (headers['content-type'] = 'application/json'),
  ],
  [
    'requests/accept',
    'leaves a row out of the CSV',
    'listEvents',
    when(
      (one) => accept(one) === 'text/csv',
      (one) => (one.body = one.body.replace(/[^\n]+\n$/, '')),
    ),
  ],
  [
    'requests/accept',
    'has other rows in lines of JSON',
    'listEvents',
    when(
      (one) => accept(one) === 'application/jsonl',
      (one) =>
        (one.body = one.body
          .replace('"severity":"low"', '"severity":"high"')
          .replace('"severity":"medium"', '"severity":"high"')),
    ),
  ],
  [
    'requests/accept',
    'ignores what is preferred',
    'listEvents',
    when(
      (one) => accept(one).includes('q='),
      ({ headers }) =>
        (headers['content-type'] = headers['content-type'] === 'application/json' ? 'text/csv' : 'application/json'),
    ),
  ],
  [
    'requests/accept',
    'sends something to whom wants none of it',
    'listEvents',
    refuse(({ status }) => status === 405, 200),
  ],
  [
    'requests/empty-lists',
    'finds nothing for an empty list',
    'searchEvents',
    when(({ sent }) => sent.includes('[]'), fewer),
  ],
  ['requests/nulls', 'refuses null', 'searchEvents', refuse(({ sent }) => sent.includes('null'))],
  ['requests/nulls', 'breaks at null', 'testUserPassword', refuse(({ sent }) => sent.includes('null'), 500)],
  [
    'requests/defaults-said',
    'shows mappings whenever they are spoken of',
    'searchAlarms',
    when(({ sent }) => sent.includes('includeMappings'), fewer),
  ],
  [
    'requests/unknown-parameters',
    'refuses unknown parameters',
    'listEvents',
    refuse(({ url }) => url.includes('noSuchParameter')),
  ],
  ['requests/numbers-as-text', 'refuses a number as text', 'searchEvents', refuse(({ sent }) => sent.includes('"3"'))],
  [
    'requests/booleans-as-text',
    'refuses True',
    'getEvent',
    refuse(({ url }) => /=(?:True|TRUE|False|FALSE)/.test(url)),
  ],
];

describe('a server of Argus', async () => {
  const { judge } = await altering();

  test('that is right has nothing to answer for', async () => {
    expect(
      await judge(/^argus\.(?:searchEvents|listEvents|getEvent|assessEvent|getCurrentUser)\/requests\//, () => {}),
    ).toEqual([]);
  });

  test.each(ofArgus)('%s finds one that %s (%s)', async (check, _, operation, alter) => {
    expect(checksOf(await judge(new RegExp(`^argus\\.${operation}/${check}$`), alter))).toContain(check);
  });
});

const asks =
  (pattern: RegExp) =>
  ({ url }: Passing): boolean =>
    pattern.test(url);
const none = inJson((json) => json.page && ((json.page.totalElements = 0), (json._embedded = undefined)));

const ofUsm: readonly Wrong[] = [
  [
    'requests/nothing-there',
    'has an empty alarm for an unknown id',
    'getUsmAlarm',
    refuse(({ status }) => status === 404, 200),
  ],
  ['requests/form', 'takes any text for a time', 'getUsmAlarms', refuse(({ status }) => status === 400, 200)],
  ['requests/blanks', 'filters by an empty value', 'getUsmAlarms', when(asks(/rule_intent=(?:&|$)/), none)],
  ['requests/blanks', 'refuses an empty time', 'getUsmEvents', refuse(asks(/_gte=(?:&|$)/), 400)],
  [
    'requests/trailing-slash',
    'knows no path with a slash after it',
    'getUsmAlarms',
    refuse(asks(/alarms\/(?:\?|$)/), 404),
  ],
  ['requests/wire-spellings', 'does not know False', 'getUsmAlarms', refuse(asks(/False/), 400)],
  ['requests/wire-spellings', 'counts pages from one', 'getUsmAlarms', when(asks(/page=0/), none)],
  [
    'requests/unknown-parameters',
    'filters by what it does not know',
    'getUsmEvents',
    when(asks(/noSuchParameter/), none),
  ],
];

describe('a server of USM Anywhere', async () => {
  const { judge } = await altering({ usmDialect: 'live' });

  test('that is right has nothing to answer for', async () => {
    expect(await judge(/^usm\.\w+\/requests\//, () => {})).toEqual([]);
  });

  test.each(ofUsm)('%s finds one that %s (%s)', async (check, _, operation, alter) => {
    expect(checksOf(await judge(new RegExp(`^usm\\.${operation}/${check}$`), alter))).toContain(check);
  });
});
