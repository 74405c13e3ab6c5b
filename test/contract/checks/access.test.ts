/** What a server can get wrong about who asks, and which check says so. */
import { describe, test, expect } from 'vitest';
import { altering, checksOf, inJson, type Alter, type Passing } from '../support/altered.ts';

const from =
  (status: number, to: number, when: (passing: Passing) => boolean = () => true): Alter =>
  (passing) => {
    if (passing.status === status && when(passing)) passing.status = to;
  };
const headerOf =
  (name: string) =>
  ({ request }: Passing): string =>
    String(request.headers[name] ?? '');
const key = headerOf('argus-api-key');
const authorization = headerOf('authorization');
const signature = headerOf('argus-signature');
const cookie = headerOf('cookie');
const isNobody = (passing: Passing): boolean =>
  [key, authorization, signature, cookie].every((of) => of(passing) === '');
const sends =
  (value: string) =>
  (passing: Passing): boolean =>
    key(passing) === value;
const parts = (passing: Passing): number => key(passing).split('/').length;

/** The check, what the server does, how, and the operations that it is seen in. */
type Wrong = readonly [check: string, what: string, alter: Alter, operations?: string];

/** Events that were asked for one by one. */
let asked = 0;

const ofArgus: readonly Wrong[] = [
  ['access/nobody', 'lets nobody in', from(401, 200, isNobody)],
  ['access/nobody', 'says 403 to nobody', from(401, 403, isNobody)],
  [
    'access/malformed',
    'takes anything for a key',
    from(401, 200, (one) => key(one) !== '' && parts(one) !== 3),
    '\\w+',
  ],
  ['access/malformed', 'fails over a key without form', from(401, 500, (one) => !isNobody(one)), '\\w+'],
  ['access/unknown', 'looks at the number of a key only', from(401, 200, (one) => key(one).startsWith('1/2/')), '\\w+'],
  [
    'access/unknown',
    'prints the secret',
    inJson((json, one) => json.responseCode === 401 && (json.messages[0].message += key(one))),
  ],
  [
    'access/wrong-scheme',
    'takes a key anywhere',
    from(
      401,
      200,
      (one) =>
        authorization(one).includes('mysecretapikey') ||
        one.url.includes('mysecretapikey') ||
        one.request.headers['x-api-key'] !== undefined,
    ),
    '\\w+',
  ],
  [
    'access/spelling',
    'knows one spelling of the header',
    from(200, 401, ({ request }) => !request.rawHeaders.includes('Argus-API-Key')),
    '\\w+',
  ],
  ['access/expired', 'takes an expired key', from(401, 200, sends('1/6/expiredexpired'))],
  [
    'access/expired',
    'does not say that a key has expired',
    inJson(
      (json, one) =>
        sends('1/6/expiredexpired')(one) && Object.assign(json.messages[0], { message: 'No.', messageTemplate: 'no' }),
    ),
  ],
  ['access/wrong-address', 'takes a key from anywhere', from(401, 200, sends('1/7/wrongsource'))],
  ['access/missing-function', 'asks for no function', from(403, 200, sends('1/5/noeventsatall'))],
  [
    'access/missing-function',
    'asks one kind of caller for no function',
    from(403, 200, (one) => key(one).includes('bank')),
    'getCategories|getCaseMetadataById',
  ],
  [
    'access/missing-function',
    'asks sessions that were narrowed for no function',
    from(403, 200, (one) => authorization(one) !== ''),
    'getBasicCustomer',
  ],
  ['access/csrf', 'lets anybody end a session by its cookie', from(403, 200, (one) => cookie(one) !== ''), 'logout'],
  ['access/missing-function', 'says 401 for a missing function', from(403, 401, sends('1/5/noeventsatall'))],
  ['access/read-only', 'lets readers write', from(403, 200, sends('1/3/readonlyreadonly'))],
  ['access/privileged', 'lets keys manage keys', from(403, 200), 'listApiKeys'],
  [
    'access/caller-first',
    'looks at the body first',
    from(401, 412, (one) => isNobody(one) && /noSuchMember|limit":$/.test(one.sent)),
    '\\w+',
  ],
  ['access/shape-before-right', 'looks at rights first', from(412, 403, sends('1/5/noeventsatall'))],
  ['access/signature', 'takes a signature twice', from(401, 200, (one) => signature(one) !== '')],
  ['access/signature', 'takes no signature', from(200, 401, (one) => signature(one) !== '')],
  ['access/bad-signature', 'takes every signature', from(401, 200, (one) => signature(one) !== '')],
  ['access/session', 'knows no sessions', from(200, 401, (one) => /bearer/i.test(authorization(one)))],
  [
    'access/spoilt-session',
    'looks at the first part of a token',
    from(401, 200, (one) => authorization(one).startsWith('Bearer ')),
  ],
  [
    'access/ended-session',
    'forgets that a session has ended',
    from(401, 200, (one) => (authorization(one) + cookie(one)).length > 20),
  ],
  ['access/csrf', 'asks for no proof', from(403, 412, (one) => cookie(one) !== '')],
  ['access/csrf', 'takes no proof', from(412, 403, (one) => cookie(one) !== '')],
  ['access/key-life', 'lets a revoked key go on', from(401, 200), 'initiateApiKey'],
  ['access/key-life', 'forgets the limits of a new key', from(403, 200), 'initiateApiKey'],
  ['access/key-life', 'shows no key', inJson(({ data }) => delete data?.apiKeyString), 'initiateApiKey'],
  ['access/open', 'wants credentials for everything', from(200, 401, isNobody), 'getMethods'],
  ['access/log-in', 'takes any password', from(401, 200), 'passwordAuthentication'],
  [
    'access/log-in',
    'tells which users there are',
    inJson((json, one) => one.sent.includes('nobody-') && (json.messages[0].message = 'No such user')),
    'passwordAuthentication',
  ],
  ['access/log-in-succeeds', 'says 201', from(200, 201, ({ sent }) => sent.includes('password')), 'ldapAuthentication'],
  ['access/log-in-succeeds', 'takes a one-time code again', from(206, 200), 'totpAuthentication'],
  [
    'access/log-in-succeeds',
    'says of every session that a password began it',
    inJson(({ data }) => data?.authenticationMethod && (data.authenticationMethod = 'PASSWORD')),
    'legacyTotpAuthentication|legacyLdapAuthentication',
  ],
  ['access/constrained-session', 'lets narrowed sessions do all', from(403, 200), 'constrainSession'],
  [
    'access/constrained-session',
    'refuses the second of several customers',
    from(200, 403, ({ url }) => url.includes('/AGGR/') && (asked += 1) % 4 === 3),
    'constrainSession',
  ],
  ['access/outlived', 'lets sessions go on for ever', from(401, 200), 'passwordAuthentication'],
  ['access/outlived', 'lets keys go on for ever', from(401, 200), 'initiateApiKey'],
  [
    'access/outlived',
    'makes keys for a week',
    inJson(({ data }) => data?.keyDescriptor && (data.keyDescriptor.validUntil += 6 * 86_400_000)),
    'initiateApiKey',
  ],
  ['access/methods', 'says 404 for a method', from(405, 404)],
  ['access/methods', 'says 405 without Allow', ({ status, headers }) => status === 405 && delete headers['allow']],
  [
    'access/methods',
    'names a method in Allow that there is not',
    ({ status, headers }) => status === 405 && (headers['allow'] = 'GET, POST, PUT, DELETE, PATCH'),
  ],
  [
    'access/methods',
    'names a method in Allow that was not even asked for',
    ({ status, headers }) => status === 405 && (headers['allow'] = `${headers['allow']}, PROPFIND`),
  ],
  ['access/paths', 'answers for paths that there are not', from(404, 200)],
];

const inOperations =
  (usually: string) =>
  ([check, what, alter, operations = usually]: Wrong) =>
    [check, what, alter, operations] as const;

const usual = 'findAggregatedEvents|assessEvent|getEventByPath|getCurrentUser';

describe('a server of Argus', async () => {
  const { judge } = await altering();

  test('that is right has nothing to answer for', async () => {
    expect(await judge(new RegExp(`^argus\\.(?:${usual})/access/`), () => {})).toEqual([]);
  });

  test.each(ofArgus.map(inOperations(usual)))('%s finds one that %s', async (check, _, alter, operations) => {
    const findings = await judge(new RegExp(`^argus\\.(?:${operations})/${check}$`), alter);
    expect(checksOf(findings)).toContain(check);
  });
});

const ofUsm: readonly Wrong[] = [
  ['access/nobody', 'lets nobody in', from(401, 200, isNobody)],
  ['access/malformed', 'takes anything for a token', from(401, 200, (one) => authorization(one) !== '')],
  ['access/unknown', 'takes any JWT', from(401, 200, (one) => authorization(one).split('.').length === 3)],
  [
    'access/wrong-scheme',
    'takes a token anywhere, and looks at no signature',
    from(401, 200, (one) => !isNobody(one) || one.request.headers['x-auth-token'] !== undefined),
  ],
  [
    'access/spelling',
    'wants Bearer as it is written',
    from(
      200,
      401,
      ({ request }) =>
        !request.rawHeaders.includes('Authorization') ||
        !request.rawHeaders.some((value) => value.startsWith('Bearer ')),
    ),
    '\\w+',
  ],
  [
    'access/read-only',
    'lets readers write',
    (passing) => passing.method === 'PUT' && (passing.status = 200),
    'addAlarmLabel',
  ],
  ['access/bad-client', 'takes every secret', from(401, 200), 'getToken'],
  ['access/grants', 'wants no grant', from(400, 200), 'getToken'],
  [
    'access/grants',
    'looks for the grant in the query only',
    (passing) => passing.sent.startsWith('grant_type') && (passing.status = 400),
    'getToken',
  ],
  ['access/outlived', 'lets tokens go on for ever', from(401, 200), 'getToken'],
  ['access/methods', 'says 404 for a method', from(405, 404), '\\w+'],
  ['access/paths', 'answers for paths that there are not', from(404, 200), '\\w+'],
];

describe('a server of USM Anywhere', async () => {
  const { judge } = await altering({ usmDialect: 'live' });

  test('that is right has nothing to answer for', async () => {
    expect(await judge(/^usm\.\w+\/access\//, () => {})).toEqual([]);
  });

  test.each(ofUsm.map(inOperations('getUsmAlarms|getUsmEvent')))(
    '%s finds one that %s',
    async (check, _, alter, operations) => {
      const findings = await judge(new RegExp(`^usm\\.(?:${operations})/${check}$`), alter);
      expect(checksOf(findings)).toContain(check);
    },
  );

  test('access/bad-client misses the word that clients look for', async () => {
    const findings = await judge(/^usm\.getToken\/access\/bad-client$/, (passing) => {
      passing.body = passing.body.replaceAll('Unauthorized', 'Nope');
    });
    expect(checksOf(findings)).toContain('access/bad-client');
  });

  test('access/several-tokens finds one that keeps one token a client', async () => {
    let latest = '';
    const findings = await judge(/^usm\.getToken\/access\/several-tokens$/, (passing) => {
      if (passing.url.includes('/token')) latest = (JSON.parse(passing.body) as { access_token: string }).access_token;
      else if (!authorization(passing).includes(latest)) passing.status = 401;
    });
    expect(checksOf(findings)).toContain('access/several-tokens');
  });
});

describe('a server whose default key sees', async () => {
  const { judge } = await altering();

  test('everything is not reported for callers that are not known to it', async () => {
    const findings = await judge(/\/access\//, () => {}, { credentials: [] });
    expect(findings).toEqual([]);
  });
});
