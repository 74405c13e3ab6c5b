/** Sessions, keys and catalogues that are not as their clients need them. */
import type { Json } from '../../../src/kernel/schema.ts';
import { bendSuccess, hear, without, type Mutant, type Next, type Sent } from '../mutant.ts';

const catalogue = ['argus.searchAlarms', 'argus.searchCategories', 'argus.searchSignatures'];

/** Hands a request on with another path or other headers. */
const changed =
  (change: (sent: Sent) => Partial<Sent>) =>
  (sent: Sent, next: Next): ReturnType<Next> =>
    next({ ...sent, ...change(sent) });

/** The headers, without those of the session in a cookie. */
const cookieless = ({ headers }: Sent): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'cookie'));

const cookieOf = ({ headers }: Sent): string =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === 'cookie')?.[1] ?? '';

/** Bends each thing of a catalogue. */
const bendThings = (bend: (thing: Record<string, Json>) => Json) =>
  bendSuccess((json, { path }) =>
    path.startsWith('/alarms/') && Array.isArray(json['data'])
      ? { ...json, data: json['data'].map((thing) => bend(thing as Record<string, Json>)) }
      : undefined,
  );

export const identity: readonly Mutant[] = [
  {
    name: 'csrf-forgets-searches',
    says: 'A search by POST with a session cookie needs no CSRF token.',
    operations: ['argus.findAggregatedEvents', 'argus.searchAlarms'],
    wrap: () =>
      changed((sent) => {
        const token = /argus_session=([^;]+)/.exec(cookieOf(sent))?.[1];
        return token !== undefined && sent.path.endsWith('/search')
          ? { headers: { ...cookieless(sent), Authorization: `Bearer ${token}` } }
          : {};
      }),
  },
  {
    name: 'older-cookies-unknown',
    says: 'The cookies of older clients are taken for nothing.',
    operations: ['argus.legacyPasswordAuthentication'],
    wrap: () => changed((sent) => (cookieOf(sent).includes('argus_cookie=') ? { headers: cookieless(sent) } : {})),
  },
  {
    name: 'older-cookies-of-anybody',
    says: 'The session of an older client is good under any user name.',
    operations: ['argus.legacyPasswordAuthentication'],
    wrap: () =>
      changed((sent) => {
        const token = /argus_cookie=([^;]+)/.exec(cookieOf(sent))?.[1];
        return token === undefined ? {} : { headers: { ...cookieless(sent), Cookie: `argus_session=${token}` } };
      }),
  },
  {
    name: 'older-answer-without-cookie',
    says: 'The older log-in path answers without the cookie.',
    operations: ['argus.legacyPasswordAuthentication'],
    wrap: () =>
      bendSuccess((json, { path }) =>
        path.endsWith('/authenticate')
          ? { ...json, data: without(json['data'] as Record<string, Json>, 'cookie') }
          : undefined,
      ),
  },
  {
    name: 'renewal-of-another-key',
    says: 'Renewing a key renews another one of the same user.',
    operations: ['argus.initiateApiKey'],
    wrap: () =>
      changed(({ method, path }) =>
        method === 'PUT' ? { path: path.replace(/(\/apikey\/[^/]+\/)[^/]+$/, '$18') } : {},
      ),
  },
  {
    name: 'renewal-by-number-unknown',
    says: 'A key is not found by its number.',
    operations: ['argus.initiateApiKey'],
    wrap: () =>
      changed(({ method, path }) =>
        method === 'PUT' ? { path: path.replace(/\/apikey\/\d+$/, '/apikey/999999') } : {},
      ),
  },
  {
    name: 'alarm-member-missing',
    says: 'Alarms do not say when they are to be checked next.',
    operations: ['argus.getAlarms', 'argus.searchAlarms'],
    wrap: () => bendThings((thing) => without(thing, 'nextCheckTimestamp') as Json),
  },
  {
    name: 'signature-triggers-doubled',
    says: 'A signature claims to have been triggered twice as often as it was.',
    operations: ['argus.searchSignatures'],
    wrap: () => bendThings((thing) => ({ ...thing, triggerAmount: 2 * Number(thing['triggerAmount']) })),
  },
  {
    name: 'keyword-match-ignored',
    says: 'A search wants all keywords, also where any one would do.',
    operations: catalogue,
    wrap: () => hear((body) => without(body, 'keywordMatchStrategy') as Json),
  },
  {
    name: 'list-keyword-match-ignored',
    says: 'A list of the catalogue wants all keywords, also where any one would do.',
    operations: ['argus.getAlarms', 'argus.getSignatures'],
    wrap: () => changed(({ search }) => ({ search: search.replace(/&?keywordMatch=any/, '') })),
  },
  {
    name: 'include-deleted-ignored',
    says: 'What is deleted is never found.',
    operations: catalogue,
    wrap: () => hear((body) => without(body, 'includeDeleted') as Json),
  },
  {
    name: 'deleted-always-found',
    says: 'What is deleted is found by everybody.',
    operations: catalogue,
    wrap: () => hear((body) => ({ ...body, includeDeleted: true })),
  },
];
