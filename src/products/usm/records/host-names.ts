/** What a tenant calls its own hosts: an asset is found by its address, and named after it. Assumed: no recording shows who chose a name. */
import type { Host } from '../../../model/world.ts';

/** The name of a customer's single host, such as `host-10-20-3-4`; null for a network and for the rest of the internet. */
export const hostNameOf = ({ address, customer, members }: Host): string | null =>
  customer === null || members.length > 1 ? null : `host-${address.replaceAll(/[.:]+/g, '-').replace(/^-|-$/g, '')}`;

/** What alarms and events call a host: its name where it has one, else its address. */
export const hostLabel = (host: Host): string => hostNameOf(host) ?? host.address;

/** The same within its owner's domain. */
export const domainNameOf = (host: Host): string | null => {
  const name = hostNameOf(host);
  return name === null || host.customer === null ? null : `${name}.${host.customer.shortName}.example`;
};
