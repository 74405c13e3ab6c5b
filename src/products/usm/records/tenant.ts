/** The one tenant that a World is to USM Anywhere: how it speaks, who may ask, and which labels alarms can carry. Source: contract/usm.md §2. */
import { stream } from '../../../kernel/random.ts';
import type { Customer, World } from '../../../model/world.ts';

/** As the documentation prints it, or as clients meet it. */
export type DialectName = 'documented' | 'live';

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

/** A label that people put on alarms. */
export interface Label {
  readonly id: string;
  readonly name: string;
}

export interface Tenant {
  readonly dialect: DialectName;
  /** What a list of events is called in the live dialect: the name since November 2020, or the one before (contract/usm.md §5). */
  readonly eventsKey: 'eventResources' | 'eventResourceList';
  readonly clients: readonly ApiClient[];
  readonly labels: readonly Label[];
}

/** The tenant of a World. A tagged World has each client once more, with an id that ends in the tag and another secret. */
export function tenantOf({ tenant, seed, worldTag }: World): Tenant {
  if (worldTag === undefined) return tenant;
  const secrets = stream(seed, `worlds/${worldTag}/clients`);
  const own = tenant.clients.map((client): ApiClient => ({
    ...client,
    id: `${client.id}-${worldTag}`,
    secret: secrets.hex(32),
  }));
  return { ...tenant, clients: [...tenant.clients, ...own] };
}
