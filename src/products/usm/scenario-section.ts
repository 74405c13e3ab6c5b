/** What a scenario says of USM Anywhere: dialect, API clients, labels. */
import type { ScenarioSection } from '../shared/plugin.ts';

interface Section {
  readonly clients?: readonly { readonly customers?: readonly string[] }[];
  readonly labels?: readonly { readonly id: string; readonly name: string }[];
}

export const scenarioSection: ScenarioSection = {
  name: 'usm',
  schema: 'scenario/usm.schema.json',
  customers: (section) =>
    ((section as Section).clients ?? []).flatMap(({ customers = [] }, at) =>
      customers.map((name, which) => ({ path: ['clients', at, 'customers', which], name })),
    ),
  labels: (section) => (section as Section).labels ?? [],
};
