/** Lists of customers by name. */
import type { Customer } from './records.ts';

/** True when the customer lies in the group, at any depth. */
function liesIn(customer: Customer, shortName: string): boolean {
  for (let group = customer.group; group !== null; group = group.parent) if (group.shortName === shortName) return true;
  return false;
}

/** The customers that a list of short names stands for: a group stands for all of its own. */
export const customersOf = (names: readonly string[], customers: readonly Customer[]): readonly Customer[] =>
  customers.filter((customer) => names.some((name) => name === customer.shortName || liesIn(customer, name)));
