/** How far each effect goes beyond what a vendor promises: what a client that is right must bear, how much of it, and where that is from. */
import type { FaultEffect } from './rule.ts';

/**
 * `promised`: the vendor says that it happens. `known`: it happens to clients in the field, of these vendors or of their kind.
 * `hostile`: an answer that no vendor means to give, and that a client may fail of.
 */
export type FaultClass = 'promised' | 'known' | 'hostile';

/** How much of an effect a client must bear: so many of what `unit` says. */
export interface FaultBound {
  readonly most: number;
  readonly unit:
    | 'requests in a row'
    | 'requests in a run'
    | 'percent of requests'
    | 'percent of records'
    | 'milliseconds'
    | 'seconds of the simulated clock'
    | 'bytes a second at least'
    | 'items a page at least';
}

export interface EffectClass {
  readonly class: FaultClass;
  readonly bound: FaultBound;
  readonly source: string;
}

/** What has no life of its own, and goes with an effect. */
export type EffectPart = 'retryAfter' | 'field';
export type EffectName = Exclude<keyof FaultEffect, EffectPart>;

/** One class for all values of an effect, or one for each. */
type ClassesOf<Value> = EffectClass | { readonly byValue: Readonly<Record<Value & (string | number), EffectClass>> };

const inARow = (most: number): FaultBound => ({ most, unit: 'requests in a row' });
const ofRequests = (most: number): FaultBound => ({ most, unit: 'percent of requests' });
const ofRecords = (most: number): FaultBound => ({ most, unit: 'percent of records' });
const inARun = (most: number): FaultBound => ({ most, unit: 'requests in a run' });
const made =
  (kind: FaultClass) =>
  (bound: FaultBound, source: string): EffectClass => ({ class: kind, bound, source });
const promised = made('promised');
const known = made('known');
const hostile = made('hostile');

/** By effect; where the classes of its values differ, by value. The bounds are assumed, but where the source says them. */
export const effectClasses: {
  readonly [Name in EffectName]: ClassesOf<Exclude<FaultEffect[Name], undefined>>;
} = {
  error: {
    byValue: {
      400: hostile(inARow(1), 'docs/contract/usm.md §10: for malformed requests, and this one was none'),
      401: promised(inARow(1), 'docs/contract/usm.md §10: clients authenticate again, and try once more'),
      402: known(inARow(1), 'docs/contract/argus.md §1: seen by a client'),
      403: hostile(inARow(1), 'docs/contract/argus.md §1: for callers without the permission, and this one has it'),
      404: hostile(inARow(1), 'docs/contract/argus.md §1: for what is not there, and this is'),
      412: hostile(inARow(1), 'docs/contract/argus.md §1: for requests that are not valid, and this one is'),
      429: promised(inARow(5), 'docs/contract/usm.md §10: over 100 reads or 50 writes a second'),
      500: known(inARow(3), "docs/contract/argus.md §9: the vendor's own client tries three times again"),
      503: known(
        inARow(3),
        "docs/contract/argus.md §1: a live sample; §8: the vendor's own client tries three times again",
      ),
    },
  },
  latency: known(
    { most: 20_000, unit: 'milliseconds' },
    "docs/contract/argus.md §9: the vendor's own client waits 30 s",
  ),
  count: promised(ofRequests(100), 'docs/contract/argus.md §1: -1 if counting timed out'),
  cut: known(inARow(2), 'RFC 9110 §9.2.2, RFC 9112 §9.6: connections end at any time'),
  pace: known({ most: 16_384, unit: 'bytes a second at least' }, 'slow networks between client and vendor'),
  truncate: hostile(inARow(1), 'RFC 9112 §8: the length says that it is whole'),
  stale: known(inARow(1), 'replicas and caches that lag; docs/contract/argus.md §9: clients read what they wrote'),
  duplicate: known(ofRequests(100), 'docs/contract/argus.md §2: offsets move while events arrive'),
  revoke: known(inARun(1), 'docs/contract/usm.md §10: a rejected token is fetched anew; an API key cannot be'),
  gateway: {
    byValue: {
      200: hostile(inARow(1), 'RFC 9110 §15.3: a page of maintenance is no success'),
      502: known(inARow(3), 'linux-netdev/nipa#82, sophos/Sophos-Central-SIEM-Integration#31'),
      503: known(inARow(3), 'linux-netdev/nipa#82, sophos/Sophos-Central-SIEM-Integration#31'),
      504: known(inARow(3), "docs/contract/argus.md §9: the vendor's own client tries three times again"),
    },
  },
  closed: known(inARow(3), "docs/contract/argus.md §9: the vendor's own client tries three times again"),
  rateLimit: promised(inARow(5), 'docs/contract/usm.md §10: over 100 reads or 50 writes a second'),
  expiredAs: known(inARow(1), 'databrickslabs/splunk-integration#55'),
  emptyPage: known(inARow(1), 'elastic/integrations#11472'),
  unsorted: hostile(ofRequests(100), 'elastic/integrations#6477'),
  clamp: hostile({ most: 1, unit: 'items a page at least' }, 'elastic/integrations#20234'),
  lag: known({ most: 30, unit: 'seconds of the simulated clock' }, 'rapid7/insightconnect-plugins#4025'),
  missingMembers: hostile(ofRecords(20), 'demisto/content#7843, OpenCTI-Platform/connectors#6313'),
  nullLists: hostile(ofRecords(100), 'crowdsecurity/crowdsec#4652'),
  wideNumbers: hostile(ofRecords(100), 'elastic/integrations#14320'),
  textNumbers: hostile(ofRecords(100), 'demisto/content#14542, where members change with versions'),
  unknownMembers: known(ofRecords(100), 'docs/contract/argus.md §7: later versions have more members'),
  contentType: hostile(inARow(1), 'RFC 9110 §8.3: the type is that of the body'),
  gzip: promised(ofRequests(100), 'RFC 9110 §12.5.3: a request that names no coding takes any'),
};

const classes: readonly FaultClass[] = ['promised', 'known', 'hostile'];

/** The class of a single effect with a value. */
function classAt(name: EffectName, value: unknown): EffectClass {
  const found = effectClasses[name] as ClassesOf<string | number>;
  if (!('byValue' in found)) return found;
  const one = found.byValue[String(value)];
  if (one === undefined) throw new Error(`effect.${name}: ${String(value)} has no class`);
  return one;
}

/** The class of each effect of a rule, by name; the rule is of the last class that one of them has. */
export const classesOf = (effect: FaultEffect): Readonly<Partial<Record<EffectName, EffectClass>>> =>
  Object.fromEntries(
    Object.entries(effect)
      .filter(([name]) => name in effectClasses)
      .map(([name, value]) => [name, classAt(name as EffectName, value)]),
  );

/** The class of a rule: that of its effect that goes furthest. */
export function classOf(effect: FaultEffect): FaultClass {
  const found = new Set(Object.values(classesOf(effect)).map((one) => one.class));
  return classes.findLast((one) => found.has(one)) ?? 'promised';
}
