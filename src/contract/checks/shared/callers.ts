/** Who else may ask: callers that see a part, and callers that see the same. */
import { callerOf, isCaller } from '../../terms/credentials.ts';
import type { Operation } from '../../terms/operation.ts';
import type { ClientCredential, KeyCredential, Target } from '../../terms/target.ts';

export type Caller = KeyCredential | ClientCredential;

const has = ({ functions }: Caller, permission: string | null): boolean =>
  permission === null || functions === null || functions === undefined || functions.includes(permission);

/** Callers with the function of the operation that see some customers alone. */
export const narrowerCallers = ({ adapter, permission }: Operation, { credentials }: Target): readonly Caller[] =>
  credentials
    .filter((one) => isCaller(adapter, one))
    .filter((one) => one.role === 'one customer' && has(one, permission));

/** A caller who only lacks functions that the operation does not need; undefined where none is known. */
export const equalCaller = ({ adapter, permission }: Operation, target: Target): Caller | undefined => {
  const readers = target.credentials.filter((one) => isCaller(adapter, one)).filter(({ role }) => role === 'read only');
  return readers.find((one) => (one.customers ?? []).length === 0 && has(one, permission));
};

/** Whether two callers are one person, to whom the same things look alike. */
export function isSameUser({ adapter }: Operation, target: Target, caller: Caller): boolean {
  const full = callerOf(adapter, target);
  return full?.user !== undefined && full.user === caller.user;
}

/** Names and ids of the customers that a caller sees; null where nobody knows. */
export const customersSeenBy = ({ customers }: Caller): readonly string[] | null =>
  customers === null || customers === undefined || customers.length === 0 ? null : customers.map(String);

/** Whether a caller sees what belongs to these customers. */
export const isSeen = (seen: readonly string[], owners: readonly string[]): boolean =>
  owners.some((name) => seen.includes(name));
