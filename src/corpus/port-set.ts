/** Sets of ports as bits: a few kilobytes, made in as many steps as there are ranges. */

const ports = 65_536;

export interface PortRange {
  readonly low: number;
  readonly high: number;
}

/** The ports of some ranges. */
export function portSet(ranges: readonly PortRange[]): Uint32Array {
  const set = new Uint32Array(ports >>> 5);
  let next = 0;
  for (const { low, high } of [...ranges].sort((one, other) => one.low - other.low)) {
    // What was added before is not added again.
    const last = Math.min(high, ports - 1);
    for (let port = Math.max(low, next); port <= last;) {
      if ((port & 31) === 0 && port + 31 <= last) {
        set[port >>> 5] = 0xffff_ffff;
        port += 32;
      } else {
        set[port >>> 5] = (set[port >>> 5] ?? 0) | (1 << (port & 31));
        port += 1;
      }
    }
    next = Math.max(next, last + 1);
  }
  return set;
}
