/** Flags that say where an event's ends lie, per host and role, so that a row only looks them up. */
import { markBit, type Mark } from '../../model/mark.ts';
import type { Detection } from '../../model/detection.ts';
import type { Host } from '../../model/world.ts';

export interface NetFlags {
  /** Of each host, what the flags depend on. */
  readonly kinds: Uint8Array;
  /** Flags of the low word that a kind of host brings as source, destination, intruder or victim. */
  readonly low: { readonly [Role in 'source' | 'destination' | 'intruder' | 'victim']: Uint32Array };
  /** Flags of the high word. */
  readonly high: { readonly [Role in 'intruder' | 'victim']: Uint32Array };
}

/** Where a host lies, and whether it is a network: that is its kind, its place here and one more for a network. */
const places = ['none', 'none', 'part', 'part', 'whole', 'whole'] as const;
const kindOf = ({ inside, members }: Host): number =>
  (inside === 'whole' ? 4 : inside === 'part' ? 2 : 0) + (members.length > 1 ? 1 : 0);

export function makeNetFlags(hosts: readonly Host[]): NetFlags {
  const column = (whole: Mark | null, part: Mark | null, custom: Mark | null): Uint32Array => {
    const of = (flag: Mark | null): number => (flag === null ? 0 : markBit(flag));
    return Uint32Array.from(
      places,
      (inside, kind) =>
        (inside === 'whole' ? of(whole) : inside === 'part' ? of(part) : 0) | ((kind & 1) === 1 ? of(custom) : 0),
    );
  };
  const kinds = new Uint8Array(hosts.length);
  for (let code = 0; code < hosts.length; code++) kinds[code] = kindOf(hosts[code] as Host);
  return {
    kinds,
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
