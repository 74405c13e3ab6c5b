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
    | 'milliseconds'
    | 'bytes a second at least'
    | 'percent of requests';
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
  count: promised({ most: 100, unit: 'percent of requests' }, 'docs/contract/argus.md §1: -1 if counting timed out'),
  cut: known(inARow(2), 'RFC 9110 §9.2.2, RFC 9112 §9.6: connections end at any time'),
  pace: known({ most: 16_384, unit: 'bytes a second at least' }, 'slow networks between client and vendor'),
  truncate: hostile(inARow(1), 'RFC 9112 §8: the length says that it is whole'),
  stale: known(inARow(1), 'replicas and caches that lag; docs/contract/argus.md §9: clients read what they wrote'),
  duplicate: known(
    { most: 100, unit: 'percent of requests' },
    'docs/contract/argus.md §2: offsets move while events arrive',
  ),
  revoke: known(inARun(1), 'docs/contract/usm.md §10: a rejected token is fetched anew; an API key cannot be'),
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
