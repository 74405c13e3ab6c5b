/** Addresses next to a given one, for traffic that touches more hosts than the event names. */
import { addressIn, addressText, networkOf, parseRange, widthOf, type Range } from '../../../kernel/net.ts';

/** Another address of the same /24 or /120, or of the smaller network that is given: `distance` (1 …) places on, wrapping around. */
export function neighbour(address: string, distance: number, within?: Range): string {
  const range = parseRange(address);
  if (range === null) throw new RangeError(`not an address: ${address}`);
  const bits = Math.max(widthOf(range.version) - 8, within?.bits ?? 0);
  const network = networkOf(range, bits);
  const size = 1n << BigInt(widthOf(range.version) - bits);
  return addressText(addressIn(network, (range.base - network.base + BigInt(distance)) % size));
}
