/** Ways to say who one is, right and wrong, as headers. */
import type { Stream } from '../../../kernel/random.ts';
import type { Operation } from '../../operation.ts';
import { credentialOf, type Target } from '../../target.ts';

export type Headers = Readonly<Record<string, string>>;

export interface Identity {
  /** Reads like `a key without secret`. */
  readonly who: string;
  readonly headers: Headers;
}

export const isArgus = ({ product }: Pick<Operation, 'product'>): boolean => product === 'argus';

/** True where a caller has to be known. */
export const needsCaller = (operation: Operation): boolean => operation.isPublic !== true;

const key = (who: string, value: string): Identity => ({ who, headers: { 'Argus-API-Key': value } });
const bearer = (who: string, value: string): Identity => ({ who, headers: { Authorization: value } });

/** Values that are no credential at all, whatever the server knows. */
export const malformed = (operation: Operation): readonly Identity[] =>
  isArgus(operation)
    ? [
        key('a key of one part', 'mysecretapikey'),
        key('a key without secret', '1/2/'),
        key('a key of two parts', '1/2'),
        key('a key of four parts', '1/2/mysecretapikey/x'),
        key('an empty key', ''),
        key('a key of slashes', '//'),
        bearer('an empty bearer token', 'Bearer '),
        { who: 'a signature without token', headers: { 'Argus-Signature': 'MNEMONIC/nobody/0:' } },
        { who: 'a signature without key', headers: { 'Argus-Signature': 'e30.e30.e30' } },
        { who: 'an empty cookie', headers: { Cookie: 'argus_session=' } },
      ]
    : [
        bearer('an empty bearer token', 'Bearer '),
        bearer('a token that is no JWT', 'Bearer garbage'),
        bearer('a token without scheme', 'eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl'),
        bearer('a scheme alone', 'Bearer'),
        bearer('a scheme that is none', 'Token 0123456789abcdef'),
      ];

/** Well-formed credentials that this server has not handed out; `known` is one that it has. */
export function unknown(operation: Operation, target: Target, random: Stream): readonly Identity[] {
  const made = random.hex(32);
  if (!isArgus(operation)) return [bearer('an unknown token', `Bearer ${jwt({ scope: ['read'], jti: made }, made)}`)];
  const known = credentialOf(target, 'api key')?.value ?? '1/2/x';
  const [user = '1', number = '2', secret = 'x'] = known.split('/');
  return [
    key('the key of an unknown user', `99999999/1/${made}`),
    key('a key with a wrong secret', `${user}/${number}/${made}`),
    key('a key with a secret cut short', `${user}/${number}/${secret.slice(0, -1)}`),
    key('a key with a secret too long', `${user}/${number}/${secret}x`),
    key('a secret under another number', `${user}/99999/${secret}`),
    key('a secret in other letters', `${user}/${number}/${swapped(secret)}`),
    bearer('an unknown session', `Bearer 1.${made}`),
    { who: 'the cookie of an unknown session', headers: { Cookie: `argus_session=1.${made}` } },
  ];
}

/** The secret with the case of its letters turned round; `x` after it where it has none. */
const swapped = (secret: string): string => {
  const turned = Array.from(secret, (char) => (char === char.toLowerCase() ? char.toUpperCase() : char.toLowerCase()));
  return turned.join('') === secret ? `${secret}x` : turned.join('');
};

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: object, signature: string): string =>
  `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${Buffer.from(signature).toString('base64url')}`;
