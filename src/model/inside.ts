/** Whether an address lies in a customer's own networks. */
import { contains, overlaps, type Range } from '../kernel/net.ts';
import type { Customer, Host } from './records.ts';

export function insideOf(range: Range, customer: Customer | null): Host['inside'] {
  if (customer === null) return 'none';
  if (customer.networks.some((network) => contains(network, range))) return 'whole';
  return customer.networks.some((network) => overlaps(network, range)) ? 'part' : 'none';
}
