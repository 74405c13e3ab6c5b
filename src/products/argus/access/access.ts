/** Who is asking, and what they may see and do: rights of a user, narrowed by the key or session they came with. */
import type { ApiError } from '../../../kernel/fault.ts';
import { all, codes, everything, type Predicate } from '../../../corpus/predicate.ts';
import type { Endpoint } from '../../../http/endpoint.ts';
import type { Account, Case, Constraint, Customer, World } from '../../../model/world.ts';
import { forbidden } from './refusals.ts';
import { levels, type SecurityLevel, type AuthenticationMethod, type SessionRecord } from './records.ts';

export interface Rights {
  readonly functions: ReadonlySet<string>;
  /** Customers it may see; null for all. */
  readonly customers: readonly Customer[] | null;
  readonly readOnly: boolean;
}

export interface Principal extends Rights {
  readonly account: Account;
  readonly method: AuthenticationMethod;
  readonly level: SecurityLevel;
  /** Address of the client. */
  readonly source: string;
  /** The way in, such as a key's prefix: equal ways in have equal rights. */
  readonly caller: string;
  /** The session it came with; null for a key or signature. */
  readonly session: SessionRecord | null;
}

/** What a user may do before anything narrows it. */
export const rightsOf = (account: Account): Rights => ({
  functions: new Set(account.functions),
  customers: account.customers,
  readOnly: false,
});

/** Rights and a constraint together: never more than either. */
export function narrowed(rights: Rights, { functions, customers, readOnly }: Constraint): Rights {
  return {
    functions: functions === null ? rights.functions : new Set(functions.filter((name) => rights.functions.has(name))),
    customers: customers === null ? rights.customers : customers.filter((customer) => maySee(rights, customer)),
    readOnly: rights.readOnly || readOnly,
  };
}

/** Whoever sees events: a caller, or the writer of a command. */
export type Viewer = Pick<Rights, 'customers'>;

export const maySee = (rights: Viewer, customer: Customer): boolean =>
  rights.customers === null || rights.customers.includes(customer);

/** The customer with this id or short name, which is compared as it is written. */
export const namedCustomer = ({ customers }: World, name: string | number): Customer | undefined =>
  customers.find(({ id, shortName }) => String(id) === String(name) || shortName === String(name));

/** Restricted cases are for the operations centre, and for those whom their access list names. */
export const mayReadCase = (principal: Principal, { customer, restricted, readers = [] }: Case): boolean =>
  maySee(principal, customer) &&
  (principal.account.analyst || !restricted || readers.includes(principal.account.index));

/** Events that the principal may see and that are still kept: searches are narrowed to these without a word. */
export function visible(world: World, principal: Viewer): Predicate {
  const from = world.oldestKept();
  const seen = inSight(world, principal);
  return from === -Infinity ? seen : all([seen, { kind: 'time', field: 'timestamp', from, to: Infinity }]);
}

/** Events that the principal may see, kept or not. */
export function inSight(world: World, principal: Viewer): Predicate {
  if (principal.customers === null) return everything;
  return codes('sensor', world.sensors.length, (code) => {
    const sensor = world.sensors[code];
    return sensor !== undefined && maySee(principal, sensor.customer);
  });
}

/** The refusal of an object or customer that exists but is not the caller's to see. Wording assumed (docs/contract/argus.md §10.6). */
export const accessDenied = (): ApiError => forbidden('access.denied');

/** No GET is one to the vendor, not even the one that logs out. */
export const isWrite = ({ effect, method }: Endpoint): boolean => effect !== 'reads' && method !== 'GET';

/**
 * Refuses what a whole operation is closed to: 403 with a message of its own for a security level that is too low
 * (seed 002), for a missing function, and for a write by a caller that may only read. Wordings assumed.
 */
export function authorize(endpoint: Endpoint, principal: Principal): void {
  if (endpoint.isPublic === true) return;
  if (endpoint.isPrivileged === true && levels.indexOf(principal.level) < levels.indexOf('DEFAULT'))
    throw forbidden('security.level.insufficient');
  if (endpoint.permission !== null && !principal.functions.has(endpoint.permission)) throw accessDenied();
  // Ending or narrowing the own session needs no permission, and is left to callers that may only read.
  const changesOthers = endpoint.permission !== null || endpoint.isPrivileged === true;
  if (principal.readOnly && changesOthers && isWrite(endpoint)) throw forbidden('session.read.only');
}
