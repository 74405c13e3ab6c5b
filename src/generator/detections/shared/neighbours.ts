/** Addresses next to a given one, for traffic that touches more hosts than the event names. */
import { addressIn, addressText, networkOf, parseRange } from '../../../kernel/net.ts';

/** Another address of the same /24 or /120, `distance` (1 … 255) places on, wrapping around. */
export function neighbour(address: string, distance: number): string {
  const range = parseRange(address);
  if (range === null) throw new RangeError(`not an address: ${address}`);
  const network = networkOf(range, range.version === 4 ? 24 : 120);
  return addressText(addressIn(network, (range.base - network.base + BigInt(distance)) % 256n));
}
