/** Refusals and successes under another status, or in another form. */
import type { Json } from '../../../../src/kernel/schema.ts';
import { jsonOf, withJson, type Given } from '../../mutant.ts';
import { isMembers } from '../answers.ts';
import { asked, asking, bodyOf } from '../asking.ts';
import type { Door } from '../doors.ts';
import { whole, type Misbehaviour, type Operator } from '../operator.ts';

const usual = { kind: 'statuses', foundBy: ['schema', 'requests', 'access', 'law'] } as const;
const isGuarded = ({ isPublic, effect }: Door): boolean => !isPublic && effect !== 'session';
const canBeWrong = (door: Door): boolean => isGuarded(door) && (door.query !== null || door.body !== null);
const namesFields = (door: Door): boolean => door.product === 'argus' && canBeWrong(door);
/** How each product says that a request is wrong. */
const wrong = [412, 400] as const;

const withStatus = (given: Given, status: number): Given => {
  const json = jsonOf(given);
  return isMembers(json) && 'responseCode' in json
    ? { ...withJson(given, { ...json, responseCode: status }), status }
    : { ...given, status };
};

/** Bends refusals of these statuses; all of them when none is named. */
const refused =
  (meant: readonly number[] | null, bend: (given: Given) => Given): Operator['at'] =>
  () =>
  async (sent, next) => {
    const given = await next(sent);
    return given.status >= 400 && meant?.includes(given.status) !== false ? bend(given) : given;
  };

/** Tells of wrong fields in other words. */
const toldOf = (change: (message: Record<string, Json>) => object): Operator['at'] =>
  refused([412], (given) => {
    const json = jsonOf(given);
    if (!isMembers(json) || !Array.isArray(json['messages'])) return given;
    return withJson(given, { ...json, messages: json['messages'].map((one) => (isMembers(one) ? change(one) : one)) });
  });

/** Takes another place or size for one that is refused, whatever else is. */
const pageInstead =
  (
    names: Readonly<Record<'page' | 'offset', string>>,
    value: number,
    isMeant: (number: number) => boolean,
  ): Operator['at'] =>
  (_, door) =>
  async (sent, next) => {
    const given = await next(sent);
    const name = names[door.paging?.style ?? 'offset'];
    const isRefused = wrong.some((status) => status === given.status);
    return isRefused && isMeant(Number(asked(sent, name, door))) ? next(asking(sent, name, value, door)) : given;
  };

const html = Buffer.from('<html><head><title>Error</title></head><body><h1>Error</h1></body></html>');

/** Breaks down where a request holds a text. */
const breakingAt =
  (isHeld: (text: string) => boolean): Misbehaviour =>
  async (sent, next) => {
    const given = await next(sent);
    if (!isHeld(`${decoded(sent.search)} ${sent.body}`)) return given;
    return { ...withStatus(given, 500), body: Buffer.from('{"message":"Internal Server Error"}') };
  };

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

export const statuses: readonly Operator[] = [
  {
    ...usual,
    name: 'success-is-created',
    says: 'A success is 201 instead of 200.',
    places: whole(({ successes }) => !successes.includes(201)),
    at: () => async (sent, next) => {
      const given = await next(sent);
      return given.status === 200 ? withStatus(given, 201) : given;
    },
  },
  {
    ...usual,
    name: 'refusal-is-success',
    says: 'A refused request is answered with status 200 and the body of the refusal.',
    places: whole(isGuarded),
    at: () => async (sent, next) => {
      const given = await next(sent);
      return given.status >= 400 && given.status !== 401 && given.status !== 403 ? { ...given, status: 200 } : given;
    },
  },
  {
    ...usual,
    name: 'invalid-is-another-refusal',
    says: 'What is wrong with a request is told with status 422.',
    places: whole(canBeWrong),
    at: refused(wrong, (given) => withStatus(given, 422)),
  },
  {
    ...usual,
    name: 'refusal-breaks-down',
    says: 'A request that is wrong breaks the server: 500.',
    places: whole(canBeWrong),
    at: refused(wrong, (given) => withStatus(given, 500)),
  },
  {
    ...usual,
    name: 'missing-is-empty-success',
    says: 'What is not there is answered with 200 and nothing.',
    places: whole(({ path }) => path.includes('{')),
    at: refused([404], (given) => ({ ...given, status: 200, body: Buffer.from('{}') })),
  },
  {
    ...usual,
    name: 'missing-is-forbidden',
    says: 'What is not there is told as 403.',
    places: whole(({ path }) => path.includes('{')),
    at: refused([404], (given) => withStatus(given, 403)),
  },
  {
    ...usual,
    name: 'refusal-in-html',
    says: 'Refusals come as a page of HTML.',
    places: whole(isGuarded),
    at: refused(null, (given) => ({
      ...given,
      headers: { ...given.headers, 'content-type': 'text/html' },
      body: html,
    })),
  },
  {
    ...usual,
    name: 'refusal-without-body',
    says: 'Refusals come without a body.',
    places: whole(isGuarded),
    at: refused(null, (given) => ({ ...given, body: new Uint8Array() })),
  },
  {
    ...usual,
    name: 'field-not-named',
    says: 'The message of a refused request does not say which field is wrong.',
    places: whole(namesFields),
    at: toldOf((message) => ({ ...message, field: null })),
  },
  {
    ...usual,
    name: 'another-field-named',
    says: 'The message of a refused request names a field that was not sent.',
    places: whole(namesFields),
    at: toldOf((message) => (message['field'] === null ? message : { ...message, field: 'request' })),
  },
  {
    ...usual,
    name: 'breaks-at-proto',
    says: 'A request that holds `__proto__` breaks the server: 500.',
    places: whole(({ isRead, body }) => isRead && body !== null),
    at: () => breakingAt((text) => text.includes('__proto__')),
  },
  {
    ...usual,
    name: 'breaks-beyond-basic-plane',
    says: 'A request with a character beyond the basic plane breaks the server: 500.',
    places: whole(({ isRead, body, query, isList }) => isRead && isList && (body !== null || query !== null)),
    at: () => breakingAt((text) => /[\u{10000}-\u{10ffff}]/u.test(text) || /\\ud[89ab]/i.test(text)),
  },
  {
    ...usual,
    name: 'breaks-at-nothing',
    says: 'A member that is null breaks the server: 500.',
    places: whole(({ isRead, asksIn }) => isRead && asksIn === 'body'),
    at: () => breakingAt((text) => /":\s*null/.test(text)),
  },
  {
    ...usual,
    name: 'too-large-taken',
    says: 'A number that is too large is cut to the largest one instead of being refused.',
    places: whole(({ isList }) => isList),
    at: pageInstead({ page: 'size', offset: 'limit' }, 100, (number) => number > 100),
  },
  {
    ...usual,
    name: 'negative-taken',
    says: 'A negative place in a list means its beginning instead of being refused.',
    places: whole(({ isList }) => isList),
    at: pageInstead({ page: 'page', offset: 'offset' }, 0, (number) => number < 0),
  },
  {
    ...usual,
    name: 'wrong-type-taken',
    says: '{place} is left out where its value is of a wrong type, instead of being refused.',
    places: ({ isRead, criteria, asksIn }) => (isRead && asksIn === 'body' ? criteria.map(({ path }) => path) : []),
    at: (place) => async (sent, next) => {
      const [given, body] = [await next(sent), bodyOf(sent)];
      if (given.status !== 412 || body === null || !(place in body)) return given;
      const { [place]: _, ...rest } = body;
      return next({ ...sent, body: JSON.stringify(rest) });
    },
  },
  {
    ...usual,
    name: 'other-method-taken',
    says: 'Other methods than the one documented do the same.',
    places: whole((door) => isGuarded(door) && door.method === 'GET' && door.isOfPath),
    at: (_, door) => async (sent, next) => {
      const given = await next(sent);
      return given.status === 405 && sent.method !== 'HEAD' && sent.method !== 'OPTIONS'
        ? next({ ...sent, method: door.method, body: '' })
        : given;
    },
  },
  {
    ...usual,
    name: 'any-media-type-given',
    says: 'Who accepts only a media type that cannot be had is given JSON.',
    places: whole((door) => isGuarded(door) && door.isRead && door.data !== null),
    at: () => async (sent, next) => {
      const given = await next(sent);
      if (given.status !== 406 && given.status !== 405) return given;
      const headers = Object.fromEntries(
        Object.entries(sent.headers).filter(([name]) => name.toLowerCase() !== 'accept'),
      );
      return next({ ...sent, headers });
    },
  },
];
