/** Credentials of callers in what is answered. */
import { jsonOf, withJson, type Given, type Sent } from '../../mutant.ts';
import { bendThings, isMembers } from '../answers.ts';
import { credentialOf } from '../asking.ts';
import type { Door } from '../doors.ts';
import { whole, type Misbehaviour, type Operator } from '../operator.ts';

const isGuarded = ({ isPublic, effect }: Door): boolean => !isPublic && effect !== 'session';
const isOfJson = ({ produces }: Door): boolean => produces.includes('application/json');
const usual = {
  kind: 'leaks',
  foundBy: ['schema', 'access', 'law', 'requests'],
  places: whole((door) => isGuarded(door) && door.isRead),
} as const;

const secretOf = (sent: Sent): string => credentialOf(sent).replace(/^(?:Bearer|Basic) /, '');

const telling =
  (tell: (given: Given, secret: string, sent: Sent) => Given): Operator['at'] =>
  (): Misbehaviour =>
  async (sent, next) => {
    const [given, secret] = [await next(sent), secretOf(sent)];
    return secret === '' ? given : tell(given, secret, sent);
  };

const inHeader = (given: Given, name: string, value: string): Given => ({
  ...given,
  headers: { ...given.headers, [name]: value },
});

export const leaks: readonly Operator[] = [
  {
    ...usual,
    name: 'credential-in-meta-data',
    says: 'The caller’s credential stands in metaData of every success.',
    places: whole(
      (door) => isGuarded(door) && door.isRead && door.texts !== null && door.product === 'argus' && isOfJson(door),
    ),
    at: telling((given, secret) => {
      const json = given.status < 300 ? jsonOf(given) : undefined;
      return isMembers(json) && 'metaData' in json ? withJson(given, { ...json, metaData: { caller: secret } }) : given;
    }),
  },
  {
    ...usual,
    name: 'credential-in-header',
    says: 'The caller’s credential stands in a header of every answer.',
    at: telling((given, secret) => inHeader(given, 'x-request-context', `caller=${secret}`)),
  },
  {
    ...usual,
    name: 'credential-in-base64',
    says: 'The caller’s credential stands in a header of every answer, in Base64.',
    at: telling((given, secret) => inHeader(given, 'x-trace', Buffer.from(secret).toString('base64'))),
  },
  {
    ...usual,
    name: 'credential-in-message',
    says: 'The messages of refusals hold the caller’s credential.',
    places: whole((door) => isGuarded(door)),
    at: telling((given, secret) => {
      const json = given.status >= 400 ? jsonOf(given) : undefined;
      if (!isMembers(json)) return given;
      const { messages, message } = json;
      if (Array.isArray(messages))
        return withJson(given, {
          ...json,
          messages: messages.map((one) =>
            isMembers(one) ? { ...one, message: `${String(one['message'])} (${secret})` } : one,
          ),
        });
      return typeof message === 'string' ? withJson(given, { ...json, message: `${message} (${secret})` }) : given;
    }),
  },
  {
    ...usual,
    name: 'credential-in-challenge',
    says: 'The challenge of a refusal names the credential that was shown.',
    places: whole((door) => isGuarded(door)),
    at: telling((given, secret) =>
      given.status === 401 ? inHeader(given, 'www-authenticate', `Bearer realm="${secret}"`) : given,
    ),
  },
  {
    ...usual,
    name: 'credential-in-parameter',
    says: 'The member parameter of a message holds the credential.',
    places: whole((door) => isGuarded(door) && door.product === 'argus'),
    at: telling((given, secret) => {
      const json = given.status >= 400 ? jsonOf(given) : undefined;
      if (!isMembers(json) || !Array.isArray(json['messages'])) return given;
      return withJson(given, {
        ...json,
        messages: json['messages'].map((one) => (isMembers(one) ? { ...one, parameter: secret } : one)),
      });
    }),
  },
  {
    ...usual,
    name: 'credential-in-things',
    says: 'A text of each thing ends with the caller’s credential.',
    places: whole(
      (door) =>
        isGuarded(door) &&
        door.isRead &&
        door.members.some(({ path, marks }) => marks !== '' && /^\w*(?:name|description)\w*$/i.test(path)),
    ),
    at: () => (sent, next) =>
      bendThings((thing) => {
        const name = Object.keys(thing).find((one) => /name|description/i.test(one) && typeof thing[one] === 'string');
        return name === undefined ? thing : { ...thing, [name]: `${String(thing[name])} ${secretOf(sent)}` };
      })(sent, next),
  },
];
