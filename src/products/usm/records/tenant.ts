/** The one tenant that a World is to USM Anywhere: how it speaks, who may ask, and which labels alarms can carry. Source: docs/contract/usm.md §2. */
import { stream } from '../../../kernel/random.ts';
import { customersOf } from '../../../model/customers.ts';
import type { ScenarioSection } from '../generated/types.ts';
import type { Customer, World } from '../../../model/world.ts';

/**
 * As the documentation prints it, or as clients meet it: today, or in a year whose recorded answers differ in shape
 * (docs/contract/usm.md §15).
 */
export const dialectNames = ['documented', 'live', 'live-2019', 'live-2020', 'live-2021'] as const;
export type DialectName = (typeof dialectNames)[number];

/** What an API client may do: the scopes of the vendor's token, `trust read write`. */
export type Scope = 'trust' | 'read' | 'write';

/** An API client, as made under Profile Settings > API Clients. */
export interface ApiClient {
  readonly label: string;
  readonly id: string;
  readonly secret: string;
  /** A client can be switched off without being removed. */
  readonly enabled: boolean;
  readonly scope: readonly Scope[];
  /** Customers whose alarms and events it sees; null for all. */
  readonly customers: readonly Customer[] | null;
}

export type Tenant = Readonly<ReturnType<typeof tenantOf>>;

/**
 * The tenant of a World, with what the scenario leaves out filled in; a scenario without clients has a tenant that nobody can enter.
 * A tagged World has each client once more, with an id that ends in the tag and another secret.
 */
export function tenantOf({ sections, customers, seed, worldTag }: World) {
  const { dialect, generation, labels, clients: declared = [] } = (sections['usm'] ?? {}) as ScenarioSection;
  const clients = declared.map(({ enabled, scope, customers: names, ...client }): ApiClient => ({
    ...client,
    enabled: enabled ?? true,
    scope: scope ?? ['trust', 'read', 'write'],
    customers: names === undefined ? null : customersOf(names, customers),
  }));
  const secrets = stream(seed, `worlds/${worldTag}/clients`);
  const own = clients.map((client) => ({ ...client, id: `${client.id}-${worldTag}`, secret: secrets.hex(32) }));
  return {
    dialect: dialectOf(dialect, generation),
    /** Labels that people can put on alarms. */
    labels: labels ?? [],
    clients: worldTag === undefined ? clients : [...clients, ...own],
  };
}

/** The dialect of a scenario's section; its schema refuses a generation of the documented one. */
function dialectOf(dialect: ScenarioSection['dialect'], generation: ScenarioSection['generation']): DialectName {
  if (dialect !== 'live') return 'documented';
  return generation === undefined || generation === 2024 ? 'live' : `live-${generation}`;
}
