/** Ways to say who one is to Argus, right and wrong. */
import type { CredentialFacts, Identity } from '../../../../terms/facts.ts';
import { credentialOf } from '../../../../terms/target.ts';

const inHeader =
  (header: string) =>
  (who: string, value: string): Identity => ({ who, headers: { [header]: value } });
const key = inHeader('Argus-API-Key');
const bearer = inHeader('Authorization');
const signature = inHeader('Argus-Signature');
const cookie = inHeader('Cookie');

export const credentials: CredentialFacts = {
  malformed: [
    key('a key of one part', 'mysecretapikey'),
    key('a key without secret', '1/2/'),
    key('a key of two parts', '1/2'),
    key('a key of four parts', '1/2/mysecretapikey/x'),
    key('an empty key', ''),
    key('a key of slashes', '//'),
    bearer('an empty bearer token', 'Bearer '),
    signature('a signature without token', 'MNEMONIC/nobody/0:'),
    signature('a signature without key', 'e30.e30.e30'),
    cookie('an empty cookie', 'argus_session='),
  ],
  unknown: (target, random) => {
    const made = random.hex(32);
    const known = credentialOf(target, 'api key', 'full', 'argus')?.value ?? '1/2/x';
    const [user = '1', own = '2', secret = 'x'] = known.split('/');
    // Wrong secrets might lock somebody's key: a tenant is shown them for a number that no key has.
    const number = target.isLive && target.writes !== 'all' ? '99998' : own;
    return [
      key('the key of an unknown user', `99999999/1/${made}`),
      key('a key with a wrong secret', `${user}/${number}/${made}`),
      key('a key with a secret cut short', `${user}/${number}/${secret.slice(0, -1)}`),
      key('a key with a secret too long', `${user}/${number}/${secret}x`),
      key('a secret under another number', `${user}/99999/${secret}`),
      key('a secret in other letters', `${user}/${number}/${swapped(secret)}`),
      bearer('an unknown session', `Bearer 1.${made}`),
      cookie('the cookie of an unknown session', `argus_session=1.${made}`),
    ];
  },
  misplaced: async ({ target, skip }) => {
    const value = credentialOf(target, 'api key', 'full', 'argus')?.value ?? skip('no API key is known');
    return [
      bearer('a key as bearer token', `Bearer ${value}`),
      bearer('a key as basic credentials', `Basic ${Buffer.from(value).toString('base64')}`),
      cookie('a key as cookie', `argus_session=${value}`),
      bearer('a key in Authorization', value),
      inHeader('X-API-Key')('a key in another header', value),
      { who: 'a key in the query', headers: {}, search: `Argus-API-Key=${encodeURIComponent(value)}` },
    ];
  },
  spellings: async ({ target, skip }) => {
    const value = credentialOf(target, 'api key', 'full', 'argus')?.value ?? skip('no API key is known');
    return ['argus-api-key', 'ARGUS-API-KEY', 'Argus-Api-Key', 'aRGUS-aPI-kEY'].map((name) =>
      inHeader(name)(`a key in ${name}`, value),
    );
  },
};

/** The secret with the case of its letters turned round; `x` after it where it has none. */
const swapped = (secret: string): string => {
  const turned = Array.from(secret, (char) => (char === char.toLowerCase() ? char.toUpperCase() : char.toLowerCase()));
  return turned.join('') === secret ? `${secret}x` : turned.join('');
};
