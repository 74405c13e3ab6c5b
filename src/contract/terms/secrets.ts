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
  /** All secrets, in the order in which they came up. */
  readonly known: () => Iterable<KnownSecret>;
}

export interface KnownSecret {
  readonly value: string;
  /** What is printed in its place. */
  readonly variable: string;
  /** Equal for what came up together, and so belongs to one holder. */
  readonly holder: number;
  /** True for what was known before the run began. */
  readonly isGiven: boolean;
}

/** A proxy meets a new signature with every request. */
const mostKnown = 2000;

export function makeSecrets(
  target: Pick<Target, 'credentials'>,
  products: readonly Pick<ProductAdapter, 'secrets'>[] = [],
): Secrets {
  const members = Object.assign({}, ...products.map(({ secrets }) => secrets.members)) as SecretNames['members'];
  const known = new Map<string, KnownSecret>();
  let holders = 0;
  const add = (value: string, variable: string, holder: number, isGiven = false): void => {
    if (value.length < 4 || known.has(value)) return;
    known.set(value, { value, variable: `$${variable}`, holder, isGiven });
    const [oldest] = known.keys();
    if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
  };
  const learn = (value: string, variable: string): void => add(value, variable, ++holders);
  for (const credential of target.credentials) {
    const holder = ++holders;
    if (credential.kind === 'api key') add(credential.value, credential.variable, holder, true);
    if (credential.kind === 'password') {
      add(credential.password, credential.variable, holder, true);
      if (credential.totp !== undefined) add(credential.totp, `${credential.variable}_TOTP`, holder, true);
    }
    if (credential.kind === 'signing key') add(credential.privateKey, credential.variable, holder, true);
    if (credential.kind === 'client') {
      add(basicOf(credential.id, credential.secret), `${credential.variable}_BASIC`, holder, true);
      add(credential.secret, `${credential.variable}_SECRET`, holder, true);
    }
  }
  const addFrom = (value: Json | undefined, holder: number): void => {
    if (value === null || typeof value !== 'object') return;
    for (const [name, inner] of Object.entries(value)) {
      const variable = members[name];
      if (typeof inner === 'string' && variable !== undefined && inner.length > 16) add(inner, variable, holder);
      else addFrom(inner as Json, holder);
    }
  };
  return {
    learn,
    learnFrom: (answer) => addFrom(answer, ++holders),
    known: () => known.values(),
    hide: (text) => {
      let hidden = text;
      // Longest first: a key may hold another secret's text.
      const longest = [...known.values()].sort((one, other) => other.value.length - one.value.length);
      for (const { value, variable } of longest)
        if (hidden.includes(value)) hidden = hidden.replaceAll(value, variable);
      return hidden;
    },
  };
}

/** The value of `Authorization: Basic`. */
export const basicOf = (id: string, secret: string): string =>
  Buffer.from(`${id}:${secret}`, 'utf8').toString('base64');
