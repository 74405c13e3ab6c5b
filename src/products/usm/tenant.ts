/** The one tenant that a World is to USM Anywhere: its dialect, API clients and labels, as the scenario has them. Source: contract/usm.md §2. */
import { stream } from '../../kernel/random.ts';
import type { ApiClient, Tenant } from '../../model/tenant.ts';
import type { World } from '../../model/world.ts';

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
