/** What must never be printed, and what is printed in its place. */
import type { Json } from '../../kernel/schema.ts';
import type { ProductAdapter, SecretNames } from './adapter.ts';
import type { Target } from './target.ts';

export interface Secrets {
  /** Remembers a secret that came up in the run, such as a token. */
  readonly learn: (value: string, variable: string) => void;
  /** Learns what an answer that signs somebody in gives away. */
  readonly learnFrom: (answer: Json | undefined) => void;
  /** The text with every secret replaced by `$VARIABLE`. */
  readonly hide: (text: string) => string;
}

/** A proxy meets a new signature with every request. */
const mostKnown = 2000;

export function makeSecrets(
  target: Pick<Target, 'credentials'>,
  products: readonly Pick<ProductAdapter, 'secrets'>[] = [],
): Secrets {
  const members = Object.assign({}, ...products.map(({ secrets }) => secrets.members)) as SecretNames['members'];
  const known = new Map<string, string>();
  const learn = (value: string, variable: string): void => {
    if (value.length < 4) return;
    known.set(value, `$${variable}`);
    const [oldest] = known.keys();
    if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
  };
  for (const credential of target.credentials) {
    if (credential.kind === 'api key') learn(credential.value, credential.variable);
    if (credential.kind === 'password') learn(credential.password, credential.variable);
    if (credential.kind === 'signing key') learn(credential.privateKey, credential.variable);
    if (credential.kind === 'client') {
      learn(basicOf(credential.id, credential.secret), `${credential.variable}_BASIC`);
      learn(credential.secret, `${credential.variable}_SECRET`);
    }
  }
  const learnFrom = (value: Json | undefined): void => {
    if (value === null || typeof value !== 'object') return;
    for (const [name, inner] of Object.entries(value)) {
      const variable = members[name];
      if (typeof inner === 'string' && variable !== undefined && inner.length > 16) learn(inner, variable);
      else learnFrom(inner as Json);
    }
  };
  return {
    learn,
    learnFrom,
    hide: (text) => {
      let hidden = text;
      // Longest first: a key may hold another secret's text.
      const longest = [...known].sort(([one], [other]) => other.length - one.length);
      for (const [value, variable] of longest) if (hidden.includes(value)) hidden = hidden.replaceAll(value, variable);
      return hidden;
    },
  };
}

/** The value of `Authorization: Basic`. */
export const basicOf = (id: string, secret: string): string =>
  Buffer.from(`${id}:${secret}`, 'utf8').toString('base64');
