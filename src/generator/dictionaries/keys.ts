/** API keys and public keys that a scenario hands out. */
import type { Account, ApiKey, Customer, PublicKey } from '../../model/world.ts';
import { customersOf } from '../../model/customers.ts';
import { parseSpan, type SpanForms } from '../../kernel/duration.ts';
import { rangeOf } from './customers.ts';
import type { Scenario } from '../scenario/scenario.ts';

const keySpan: SpanForms = { units: ['m', 'h', 'd'], sign: 'needed' };

/** `-2d`, `+90d`, `-36h`, `-90m` in milliseconds. */
export const offsetOf = (text: string): number => parseSpan(text, keySpan) ?? 0;

export function makeKeys(
  scenario: Scenario,
  customers: readonly Customer[],
  accounts: readonly Account[],
  end: number,
): readonly ApiKey[] {
  return (scenario.keys ?? []).map((key) => {
    const account = accounts.find((candidate) => candidate.id === key.user);
    if (account === undefined) throw new RangeError(`API key ${key.user}/${key.key} belongs to no user`);
    return {
      label: key.label,
      account,
      key: key.key,
      secret: key.secret,
      expires: key.expires === undefined ? null : end + offsetOf(key.expires),
      ...narrowing(key, customers),
    };
  });
}

/** The public keys of one user. */
export const makePublicKeys = (
  declared: NonNullable<Scenario['users'][number]['publicKeys']>,
  customers: readonly Customer[],
): readonly PublicKey[] => declared.map((key) => ({ index: key.index, pem: key.pem, ...narrowing(key, customers) }));

function narrowing(
  { sources, functions, customers: names, readOnly }: Narrowing,
  customers: readonly Customer[],
): Pick<ApiKey, 'sources' | 'functions' | 'customers' | 'readOnly'> {
  return {
    sources: sources?.map(rangeOf) ?? null,
    functions: functions ?? null,
    customers: names === undefined ? null : customersOf(names, customers),
    readOnly: readOnly ?? false,
  };
}

interface Narrowing {
  readonly sources?: readonly string[];
  readonly functions?: readonly string[];
  readonly customers?: readonly string[];
  readonly readOnly?: boolean;
}
