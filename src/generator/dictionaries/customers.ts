/** Customers, and the groups they belong to. */
import { UserError } from '../../kernel/fault.ts';
import { parseRange, type Range } from '../../kernel/net.ts';
import type { Customer, CustomerGroup } from '../../model/world.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** Parses an address or network of a scenario. Throws UserError. */
export function rangeOf(text: string): Range {
  const range = parseRange(text);
  if (range === null) throw new UserError(`not an address or network: ${text}`);
  return range;
}

/** The groups of a scenario, in its order; a parent stands before its children. */
export function makeCustomerGroups(scenario: Scenario): readonly CustomerGroup[] {
  const groups: CustomerGroup[] = [];
  for (const { id, shortName, name, parent } of scenario.groups ?? []) {
    const above = groups.find((group) => group.shortName === parent) ?? null;
    groups.push({ id, shortName, name, parent: above });
  }
  return groups;
}

export const makeCustomers = (scenario: Scenario, groups: readonly CustomerGroup[]): readonly Customer[] =>
  scenario.customers.map((customer, index) => ({
    index,
    id: customer.id,
    shortName: customer.shortName,
    name: customer.name,
    production: customer.production ?? true,
    networks: customer.networks.map(rangeOf),
    group: groups.find((group) => group.shortName === customer.group) ?? null,
  }));
