/** Callers who see or do what they may not, and those who are shown less than they may see. */
import { jsonOf, withJson, type Given, type Surroundings } from '../../mutant.ts';
import { bendRows, pageOf } from '../answers.ts';
import { as, credentialOf } from '../asking.ts';
import type { Door } from '../doors.ts';
import { whole, type Misbehaviour, type Operator } from '../operator.ts';

const isGuarded = ({ isPublic, effect }: Door): boolean => !isPublic && effect !== 'session';
const ofGuarded = whole(isGuarded);
/** True where callers of one customer and of all are shown different things. */
const isOfCustomers = ({ model, path, members }: Door): boolean =>
  model !== null ||
  /^\/(?:cases|events)\//.test(path) ||
  members.some(({ path: name, marks }) => /^customer(?:Info)?$/.test(name) && marks !== '');
const ofReads = whole(
  (door) => isOfCustomers(door) && isGuarded(door) && door.isRead && door.texts !== null && door.permission !== null,
);
const ofWrites = whole(
  ({ effect, permission, isPrivileged }) => effect === 'writes' && permission !== null && !isPrivileged,
);
const usual = { kind: 'access', foundBy: ['access', 'law'] } as const;

const textOf = ({ body }: Given): string => Buffer.from(body).toString('utf8');

/** Lets a caller who was refused in as one who may do everything. */
const lettingIn =
  (isLetIn: (given: Given, credential: string) => boolean) =>
  (_: string, door: Door, around: Surroundings): Misbehaviour =>
  async (sent, next) => {
    const given = await next(sent);
    return given.status >= 400 && isLetIn(given, credentialOf(sent))
      ? next(as(sent, await around.full(door.product)))
      : given;
  };

/** The same, where that caller would be shown something: else the refusal has another reason. */
const showing =
  (statuses: readonly number[]) =>
  (_: string, door: Door, around: Surroundings): Misbehaviour =>
  async (sent, next) => {
    const given = await next(sent);
    if (!statuses.includes(given.status) || credentialOf(sent) === '') return given;
    const shown = await next(as(sent, await around.full(door.product)));
    return shown.status < 300 ? shown : given;
  };

/** Gives a refusal another status, in its envelope too. */
const restated =
  (from: number, to: number): Operator['at'] =>
  () =>
  async (sent, next) => {
    const given = await next(sent);
    if (given.status !== from) return given;
    const json = jsonOf(given);
    const isEnvelope = json !== null && typeof json === 'object' && 'responseCode' in json;
    return { ...(isEnvelope ? withJson(given, { ...json, responseCode: to }) : given), status: to };
  };

export const access: readonly Operator[] = [
  {
    ...usual,
    name: 'nobody-let-in',
    says: 'Who shows no credentials is answered.',
    places: ofGuarded,
    at: lettingIn(({ status }, credential) => status === 401 && credential === ''),
  },
  {
    ...usual,
    name: 'anybody-let-in',
    says: 'Whatever credentials are shown, they are good.',
    places: ofGuarded,
    at: lettingIn(({ status }, credential) => status === 401 && credential !== ''),
  },
  {
    ...usual,
    name: 'expired-let-in',
    says: 'Credentials are good for ever.',
    places: whole((door) => isGuarded(door) && door.product === 'argus'),
    at: lettingIn((given) => given.status === 401 && /expired/i.test(textOf(given))),
  },
  {
    ...usual,
    name: 'missing-function-ignored',
    says: 'A caller without the function is answered.',
    places: whole((door) => door.isRead && door.permission !== null && door.product === 'argus'),
    at: showing([403]),
  },
  {
    ...usual,
    name: 'reader-may-write',
    says: 'A caller who may only read writes.',
    places: ofWrites,
    at: showing([403]),
  },
  {
    ...usual,
    name: 'foreign-thing-shown',
    says: 'What belongs to another customer is shown to whoever knows its id.',
    places: whole(
      (door) => isOfCustomers(door) && isGuarded(door) && door.isRead && door.texts !== null && door.path.includes('{'),
    ),
    at: showing([403, 404, 412]),
  },
  {
    ...usual,
    name: 'foreign-rows-shown',
    says: 'Every caller sees what the one sees who may see everything.',
    // Of one thing it is whether it is shown at all, which is an operator of its own.
    places: (door) => (door.isList || !door.path.includes('{') ? ofReads(door) : []),
    at: (_, door, around) => async (sent, next) => {
      const given = await next(sent);
      return given.status < 300 ? next(as(sent, await around.full(door.product))) : given;
    },
  },
  {
    ...usual,
    name: 'foreign-rows-counted',
    says: 'The total counts what the caller may not see.',
    places: whole((door) => isOfCustomers(door) && door.isList && door.permission !== null && door.total > 1),
    at: (_, door, around) => async (sent, next) => {
      const given = await next(sent);
      const page = given.status < 300 ? pageOf(jsonOf(given)) : null;
      if (page === null) return given;
      const all = pageOf(jsonOf(await next(as(sent, await around.full(door.product)))));
      return all === null || all.count === page.count ? given : withJson(given, page.withCount(all.count));
    },
  },
  {
    ...usual,
    name: 'cached-for-everybody',
    says: 'An answer is kept by its address and body, and given to other callers as well.',
    places: ofReads,
    at: () => {
      const known = new Map<string, Given>();
      return async (sent, next) => {
        const given = await next(sent);
        if (credentialOf(sent) === '' || given.status === 401) return given;
        const key = `${sent.method} ${sent.path}?${sent.search} ${sent.headers['Accept'] ?? ''} ${sent.body}`;
        const kept = known.get(key);
        if (kept === undefined && given.status < 300) known.set(key, given);
        return kept ?? given;
      };
    },
  },
  {
    ...usual,
    name: 'restricted-sees-less',
    says: 'A caller of one customer is not shown the first row.',
    places: whole((door) => isOfCustomers(door) && door.isList && door.permission !== null && door.total > 1),
    at: (_, __, around) => (sent, next) =>
      around.isFull(credentialOf(sent))
        ? next(sent)
        : bendRows((rows) => (rows.length > 1 ? rows.slice(1) : rows))(sent, next),
  },
  {
    ...usual,
    name: 'unknown-is-forbidden',
    says: 'Who shows no credentials, or bad ones, is told 403 instead of 401.',
    places: ofGuarded,
    at: restated(401, 403),
  },
  {
    ...usual,
    name: 'forbidden-is-unknown',
    says: 'Who lacks a function is told 401 instead of 403.',
    places: whole((door) => isGuarded(door) && door.permission !== null && door.product === 'argus'),
    at: restated(403, 401),
  },
];
