/** Flags that say where an event's ends lie, per host and role, so that a row only looks them up. */
import { markBit, type Mark } from '../../model/mark.ts';
import type { Detection } from '../../model/detection.ts';
import type { Host } from '../../model/world.ts';

export interface NetFlags {
  /** Flags of the low word that a host brings as source, destination, intruder or victim. */
  readonly low: { readonly [Role in 'source' | 'destination' | 'intruder' | 'victim']: Uint32Array };
  /** Flags of the high word. */
  readonly high: { readonly [Role in 'intruder' | 'victim']: Uint32Array };
}

export function makeNetFlags(hosts: readonly Host[]): NetFlags {
  const column = (whole: Mark | null, part: Mark | null, custom: Mark | null): Uint32Array => {
    const of = (flag: Mark | null): number => (flag === null ? 0 : markBit(flag));
    return Uint32Array.from(hosts, (host) => {
      const place = host.inside === 'whole' ? of(whole) : host.inside === 'part' ? of(part) : 0;
      return place | (host.members.length > 1 ? of(custom) : 0);
    });
  };
  return {
    low: {
      source: column('sourceInside', 'sourcePartlyInside', 'sourceWidened'),
      destination: column('destinationInside', 'destinationPartlyInside', 'destinationWidened'),
      intruder: column('intruderInside', 'intruderPartlyInside', null),
      victim: column('victimInside', 'victimPartlyInside', null),
    },
    high: {
      intruder: column(null, null, 'intruderWidened'),
      victim: column(null, null, 'victimWidened'),
    },
  };
}

/** The intruder is whoever is not the victim: the far end of an outbound connection, else the one who opened it. */
export const intruderIsSource = ({ direction, trigger }: Detection): boolean =>
  (direction === 'outbound') !== (trigger === 'initiator');
