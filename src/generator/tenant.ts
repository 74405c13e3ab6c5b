/** The USM Anywhere side of a scenario: its dialect, API clients and labels. */
import type { Tenant } from '../model/tenant.ts';
import type { Customer } from '../model/world.ts';
import { customersOf } from './dictionaries/customers.ts';
import type { Scenario } from './scenario/scenario.ts';

/** Fills in what the scenario leaves out; a scenario without clients has a tenant that nobody can enter. */
export function makeTenant({ usm }: Scenario, customers: readonly Customer[]): Tenant {
  return {
    dialect: usm?.dialect ?? 'documented',
    eventsKey: usm?.eventsKey ?? 'eventResources',
    labels: usm?.labels ?? [],
    clients: (usm?.clients ?? []).map(({ label, id, secret, enabled, scope, customers: names }) => ({
      label,
      id,
      secret,
      enabled: enabled ?? true,
      scope: scope ?? ['trust', 'read', 'write'],
      customers: names === undefined ? null : customersOf(names, customers),
    })),
  };
}
