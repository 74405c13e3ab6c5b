/** Flags that say where an event's ends lie, per host and role, so that a row only looks them up. */
import { flagBit, type Flag } from '../../model/flag.ts';
import type { Detection } from '../../model/detection.ts';
import type { Host } from '../../model/world.ts';

export interface NetFlags {
  /** Flags of the low word that a host brings as source, destination, intruder or victim. */
  readonly low: { readonly [Role in 'source' | 'destination' | 'intruder' | 'victim']: Uint32Array };
  /** Flags of the high word. */
  readonly high: { readonly [Role in 'intruder' | 'victim']: Uint32Array };
}

export function makeNetFlags(hosts: readonly Host[]): NetFlags {
  const column = (whole: Flag | null, part: Flag | null, custom: Flag | null): Uint32Array => {
    const of = (flag: Flag | null): number => (flag === null ? 0 : flagBit(flag));
    return Uint32Array.from(hosts, (host) => {
      const place = host.inside === 'whole' ? of(whole) : host.inside === 'part' ? of(part) : 0;
      return place | (host.members.length > 1 ? of(custom) : 0);
    });
  };
  return {
    low: {
      source: column('SOURCE_IS_CUSTOMERNET', 'SOURCE_IS_PARTIAL_CUSTOMERNET', 'CUSTOM_SOURCE_AGGREGATION'),
      destination: column(
        'DESTINATION_IS_CUSTOMERNET',
        'DESTINATION_IS_PARTIAL_CUSTOMERNET',
        'CUSTOM_DESTINATION_AGGREGATION',
      ),
      intruder: column('INTRUDER_IS_CUSTOMERNET', 'INTRUDER_IS_PARTIAL_CUSTOMERNET', null),
      victim: column('VICTIM_IS_CUSTOMERNET', 'VICTIM_IS_PARTIAL_CUSTOMERNET', null),
    },
    high: {
      intruder: column(null, null, 'CUSTOM_INTRUDER_AGGREGATION'),
      victim: column(null, null, 'CUSTOM_VICTIM_AGGREGATION'),
    },
  };
}

/** The intruder is whoever is not the victim: the far end of an outbound connection, else the one who opened it. */
export const intruderIsSource = ({ direction, trigger }: Detection): boolean =>
  (direction === 'outbound') !== (trigger === 'initiator');
