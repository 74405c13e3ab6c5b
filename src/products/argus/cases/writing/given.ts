/** What a request names, found in the World: users, customers, services and categories; each that is none is a problem of its field (412). */
import type { Problem } from '../../../../http/product.ts';
import type { Account, Case, Customer } from '../../../../model/world.ts';
import type { Simulation } from '../../../shared/simulation.ts';
import { accessDenied, maySee, type Principal } from '../../access/access.ts';
import { isNamed } from '../../common/names.ts';
import { semanticProblem } from '../../common/invalid.ts';
import { accountNamed } from '../../identity/store/accounts.ts';
import { categoryNamed, serviceNamed } from './names.ts';

export type Name = string | number;

export interface Given {
  /** Undefined for what was not given, here and below. A customer that the caller may not see is refused with 403. */
  readonly customer: (field: string, name: Name | undefined) => Customer | undefined;
  readonly service: (field: string, name: Name | undefined) => Case['service'] | undefined;
  /** Null for the empty text, which unsets. */
  readonly category: (field: string, name: Name | undefined) => Case['category'] | undefined;
  /** The index of an account; null for the empty text and for 0, which unset. */
  readonly user: (field: string, name: Name | undefined) => number | null | undefined;
  /** The same of somebody of the operations centre. */
  readonly tech: (field: string, name: Name | undefined) => number | null | undefined;
  /** Throws all problems that were met. */
  readonly check: () => void;
  /** Adds a problem of a field. */
  readonly refuse: (field: string, value: unknown) => void;
}

export function givenBy(
  { world }: Simulation,
  principal: Principal,
  invalid: (problems: readonly Problem[]) => Error,
): Given {
  const problems: Problem[] = [];
  const refuse = (field: string, value: unknown): void => void problems.push(semanticProblem('body', [field], value));
  const found = <Thing>(field: string, name: Name, thing: Thing | undefined): Thing | undefined => {
    if (thing === undefined) refuse(field, name);
    return thing;
  };
  const user =
    (isWanted: (account: Account) => boolean) =>
    (field: string, name: Name | undefined): number | null | undefined => {
      if (name === undefined) return undefined;
      if (name === '' || name === 0 || name === '0') return null;
      const account = accountNamed(world, String(name));
      return found(field, name, account !== undefined && isWanted(account) ? account : undefined)?.index;
    };
  return {
    customer: (field, name) => {
      if (name === undefined) return undefined;
      const customer = found(
        field,
        name,
        world.customers.find((one) => isNamed(one, name)),
      );
      if (customer !== undefined && !maySee(principal, customer)) throw accessDenied();
      return customer;
    },
    service: (field, name) => (name === undefined ? undefined : found(field, name, serviceNamed(name))),
    category: (field, name) =>
      name === undefined ? undefined : name === '' ? null : found(field, name, categoryNamed(name)),
    user: user(() => true),
    tech: user(({ analyst }) => analyst),
    refuse,
    check: () => {
      if (problems.length > 0) throw invalid(problems);
    },
  };
}
