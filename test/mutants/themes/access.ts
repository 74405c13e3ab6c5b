/** Callers who get in though they should not, or do not though they should. */
import type { Given, Mutant, Next, Sent } from '../mutant.ts';
import { jsonOf, withJson } from '../mutant.ts';
import { lists, searches, singles } from './operations.ts';

/** Headers with one of them set, whatever its spelling was; null takes it away. */
const withHeader = (sent: Sent, name: string, value: string | null): Sent => ({
  ...sent,
  headers: {
    ...Object.fromEntries(Object.entries(sent.headers).filter(([known]) => known.toLowerCase() !== name.toLowerCase())),
    ...(value !== null && { [name]: value }),
  },
});

const headerOf = (sent: Sent, name: string): string | undefined =>
  Object.entries(sent.headers).find(([known]) => known.toLowerCase() === name.toLowerCase())?.[1];

/** Keys of the default scenario that see one customer only. */
const ofOneCustomer = ['1/4/', '2/1/'];

const knownClient = Buffer.from('siem-sim:correct-horse-battery-staple-1517933139670').toString('base64');
const knownKey = '1/2/mysecretapikey';

/** Lets a refused caller in as if it had shown the full key. */
const letIn =
  (isLetIn: (sent: Sent, given: Given) => boolean) =>
  async (sent: Sent, next: Next): Promise<Given> => {
    const given = await next(sent);
    return isLetIn(sent, given) ? next(withHeader(sent, 'Argus-API-Key', knownKey)) : given;
  };

const status =
  (from: number, to: number) =>
  async (sent: Sent, next: Next): Promise<Given> => {
    const given = await next(sent);
    if (given.status !== from) return given;
    try {
      const json = JSON.parse(Buffer.from(given.body).toString('utf8')) as Record<string, never>;
      return { ...withJson(given, 'responseCode' in json ? { ...json, responseCode: to } : json), status: to };
    } catch {
      return { ...given, status: to };
    }
  };

export const access: readonly Mutant[] = [
  {
    name: 'nobody-let-in',
    says: 'Callers who show no credentials are answered.',
    operations: lists,
    wrap: () => letIn((sent, given) => given.status === 401 && headerOf(sent, 'Argus-API-Key') === undefined),
  },
  {
    name: 'any-key-let-in',
    says: 'Any key in the right form is taken for a good one.',
    operations: searches,
    wrap: () =>
      letIn((sent, given) => given.status === 401 && /^\d+\/\d+\/.+$/.test(headerOf(sent, 'Argus-API-Key') ?? '')),
  },
  {
    name: 'secret-not-compared',
    says: 'The secret of a key is not looked at where user and key number are right.',
    operations: lists,
    wrap: () =>
      letIn((sent, given) => given.status === 401 && (headerOf(sent, 'Argus-API-Key') ?? '').startsWith('1/2/')),
  },
  {
    name: 'expired-key-let-in',
    says: 'Keys are good for ever.',
    operations: ['argus.listAggregatedEvents', 'argus.listEvents'],
    wrap: () =>
      letIn((_, given) => given.status === 401 && Buffer.from(given.body).toString('utf8').includes('expired')),
  },
  {
    name: 'source-network-ignored',
    says: 'A key may be used from anywhere.',
    operations: ['argus.listAggregatedEvents', 'argus.listEvents'],
    wrap: () =>
      letIn(
        (sent, given) =>
          (given.status === 401 || given.status === 403) &&
          (headerOf(sent, 'Argus-API-Key') ?? '').length > 0 &&
          /network|address|source/i.test(Buffer.from(given.body).toString('utf8')),
      ),
  },
  {
    name: 'function-ignored',
    says: 'Whoever is known may call everything.',
    operations: ['argus.listAggregatedEvents', 'argus.searchEvents', 'argus.assessEvent'],
    wrap: () => letIn((_, given) => given.status === 403),
  },
  {
    name: 'read-only-may-write',
    says: 'A key that may only read may assess events.',
    operations: ['argus.assessEvent', 'argus.assessEventBulk', 'argus.updateEvents'],
    wrap: () => letIn((sent, given) => given.status === 403 && sent.method === 'PUT'),
  },
  {
    name: 'foreign-events-readable',
    says: 'An event of another customer is shown to whoever knows its id.',
    operations: singles,
    wrap: () =>
      letIn(
        (sent, given) =>
          (given.status === 403 || given.status === 404) &&
          ofOneCustomer.some((key) => headerOf(sent, 'Argus-API-Key')?.startsWith(key) === true),
      ),
  },
  {
    name: 'foreign-events-listed',
    says: 'Lists hold the events of all customers, whoever asks.',
    operations: searches,
    wrap: () => async (sent, next) => {
      const given = await next(sent);
      return given.status === 200 && headerOf(sent, 'Argus-API-Key') !== undefined
        ? next(withHeader(sent, 'Argus-API-Key', knownKey))
        : given;
    },
  },
  {
    name: 'unauthorised-is-forbidden',
    says: 'Unknown callers are told 403 instead of 401.',
    operations: lists,
    wrap: () => status(401, 403),
  },
  {
    name: 'forbidden-is-unauthorised',
    says: 'Callers without the function are told 401 instead of 403.',
    operations: ['argus.listAggregatedEvents', 'argus.searchEvents'],
    wrap: () => status(403, 401),
  },
  {
    name: 'forbidden-is-not-found',
    says: 'What the caller may not see is told to be missing.',
    operations: [...singles, 'argus.getPayload', 'argus.getPcap'],
    wrap: () => status(403, 404),
  },
  {
    name: 'refusal-of-caller-is-success',
    says: 'The refusal of a caller comes with status 200.',
    operations: ['argus.listAggregatedEvents'],
    wrap: () => status(401, 200),
  },
  {
    name: 'header-name-case-matters',
    says: 'The header of the key is known in one spelling only.',
    operations: ['argus.listAggregatedEvents', 'argus.searchEvents'],
    wrap: () => async (sent, next) => {
      const spelt = Object.keys(sent.headers).find((name) => name.toLowerCase() === 'argus-api-key');
      return next(spelt === undefined || spelt === 'Argus-API-Key' ? sent : withHeader(sent, 'Argus-API-Key', null));
    },
  },
  {
    name: 'usm-nobody-let-in',
    says: 'USM Anywhere answers callers without a token.',
    operations: ['usm.getUsmAlarms', 'usm.getUsmEvents', 'usm.getUsmAlarm', 'usm.getUsmEvent'],
    wrap: () => {
      let token: string | undefined;
      return async (sent, next) => {
        const shown = headerOf(sent, 'Authorization');
        const given = await next(sent);
        if (given.status === 200 && shown?.startsWith('Bearer ') === true) token = shown;
        return given.status === 401 && shown === undefined && token !== undefined
          ? next(withHeader(sent, 'Authorization', token))
          : given;
      };
    },
  },
  {
    name: 'usm-any-token-let-in',
    says: 'USM Anywhere takes any token.',
    operations: ['usm.getUsmAlarms', 'usm.getUsmEvents'],
    wrap: () => async (sent, next) => {
      const given = await next(sent);
      if (given.status !== 401 || headerOf(sent, 'Authorization')?.startsWith('Bearer ') !== true) return given;
      const granted = await next({
        method: 'POST',
        path: '/api/2.0/oauth/token',
        search: 'grant_type=client_credentials',
        headers: { Host: headerOf(sent, 'Host') ?? '', Authorization: `Basic ${knownClient}` },
        body: '',
      });
      const { access_token: token } = (jsonOf(granted) ?? {}) as { readonly access_token?: string };
      return next(withHeader(sent, 'Authorization', `Bearer ${token}`));
    },
  },
  {
    name: 'usm-unauthorised-is-forbidden',
    says: 'USM Anywhere tells callers without a token 403 instead of 401.',
    operations: ['usm.getUsmAlarms', 'usm.getUsmEvents', 'usm.getUsmAlarm'],
    wrap: () => status(401, 403),
  },
  {
    name: 'usm-header-ignored',
    says: 'The token is taken as a query parameter and the header ignored.',
    operations: ['usm.getUsmAlarms', 'usm.getUsmEvents'],
    wrap: () => async (sent, next) =>
      next(sent.path.startsWith('/api/2.0/oauth') ? sent : withHeader(sent, 'Authorization', null)),
  },
  {
    name: 'usm-wrong-secret-gets-token',
    says: 'A client gets a token whatever its secret.',
    operations: ['usm.getToken'],
    wrap: () => {
      let good: string | undefined;
      return async (sent, next) => {
        const given = await next(sent);
        const shown = headerOf(sent, 'Authorization');
        if (given.status === 200) good = shown;
        return given.status === 401 && good !== undefined && shown !== undefined
          ? next(withHeader(sent, 'Authorization', good))
          : given;
      };
    },
  },
];
