/** Who is asking, and what they may see: rights of a user, narrowed by the key they came with. */
import { ApiError } from '../../kernel/fault.ts';
import { codes, everything, type Predicate } from '../../corpus/predicate.ts';
import type { ApiKey, Account, Customer, World } from '../../model/world.ts';

export interface Principal {
  readonly account: Account;
  readonly key: ApiKey;
  readonly source: string;
  readonly functions: ReadonlySet<string>;
  /** Customers it may see; null for all. */
  readonly customers: readonly Customer[] | null;
}

/** The rights of a key: never more than its user's. */
export function principalOf(key: ApiKey, source: string): Principal {
  const { account } = key;
  const functions = new Set(account.functions.filter((name) => key.functions === null || key.functions.includes(name)));
  const customers =
    key.customers === null
      ? account.customers
      : key.customers.filter((customer) => account.customers === null || account.customers.includes(customer));
  return { account, key, source, functions, customers };
}

/** Whoever sees events: a caller, or the writer of a command. */
export type Viewer = Pick<Principal, 'customers'>;

export const maySee = (principal: Viewer, customer: Customer): boolean =>
  principal.customers === null || principal.customers.includes(customer);

/** Events that the principal may see: searches are narrowed to these without a word. */
export function visible(world: World, principal: Viewer): Predicate {
  if (principal.customers === null) return everything;
  return codes('sensor', world.sensors.length, (code) => {
    const sensor = world.sensors[code];
    return sensor !== undefined && maySee(principal, sensor.customer);
  });
}

/** The refusal of an object or customer that exists but is not the caller's to see. Wording assumed (contract/argus.md §10.6). */
export const accessDenied = (): ApiError =>
  new ApiError(403, [{ message: 'Access denied', template: 'access.denied', field: null }]);
