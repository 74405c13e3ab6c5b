/** A rule at work: which requests it is for, how many of them came, and which it hits. */
import { counterStream, keyOf, threefry, type Key, type Stream } from '../../kernel/random.ts';
import type { RoutedRequest } from '../../http/exchange.ts';
import { canApplyTo } from './applies.ts';
import { sinkPrefix, sinkTable } from '../sinks/served/table.ts';
import { walkPlaceOf } from './walk-place.ts';
import { recordKey } from './records.ts';
import { makeGlob } from './glob.ts';
import { simulatedInstantOf } from './instant.ts';
import { hitNumbers, type RuleMatch } from './rule.ts';
import type { Fault } from '../generated/types.ts';

export type NamedFault = Fault & { readonly id: string };

/** A rule with what it has counted, where it is carried on elsewhere. */
export interface SavedRule {
  readonly rule: NamedFault;
  /** When it was put to work, simulated epoch milliseconds. */
  readonly added: number;
  readonly seen: number;
  readonly hits: number;
}

export type ActiveRule = Readonly<ReturnType<typeof makeActiveRule>>;

/** Puts a rule to work; relative times count from `now`. */
export function makeActiveRule(
  rule: NamedFault,
  seed: string,
  clock: { readonly now: () => number },
  saved: SavedRule | null = null,
) {
  const { match = {}, effect, times = Infinity } = rule;
  const isAsked = makeMatcher(match);
  const chance = keyOf(seed, `faults/${rule.id}`);
  const latency = keyOf(seed, `faults/${rule.id}/latency`);
  const bound = match.probability === undefined ? null : Math.floor(match.probability * 0x1_0000_0000);
  const added = saved?.added ?? clock.now();
  const begin = match.from === undefined ? -Infinity : (simulatedInstantOf(match.from, added) ?? -Infinity);
  const end = match.to === undefined ? Infinity : (simulatedInstantOf(match.to, added) ?? Infinity);
  const isTime = (): boolean => {
    if (begin === -Infinity && end === Infinity) return true;
    const now = clock.now();
    return now >= begin && now < end;
  };
  const draws = new Uint32Array(2);
  let [seen, hits] = [saved?.seen ?? 0, saved?.hits ?? 0];
  let records: Key | undefined;
  return {
    id: rule.id,
    effect,
    rule,
    /** Draws what becomes of records. */
    records: (): Key => (records ??= recordKey(seed, rule.id)),
    save: (): SavedRule => ({ rule, added, seen, hits }),
    /** Requests that it was for. */
    seen: (): number => seen,
    /** Requests that it hit. */
    hits: (): number => hits,
    /** Whether it can be for a request of this operation, at this path. */
    canBeFor: (asked: RoutedRequest): boolean =>
      isAsked(asked) && canApplyTo(effect, asked.product, asked.endpoint) === null,
    /** True for requests that it is for, of those that it can be for, whether or not it hits them. */
    isFor: (asked: RoutedRequest): boolean =>
      (match.principal === undefined || isCaller(match.principal, asked.caller)) && isTime(),
    count: (asked: RoutedRequest): boolean => {
      if (match.page !== undefined && !isNth(match.page, walkPlaceOf(asked).page)) return false;
      seen++;
      if (hits >= times || !isNth(match.nth, seen)) return false;
      if (bound === null) return true;
      threefry(chance, seen, 0, draws);
      return (draws[0] ?? 0) < bound;
    },
    hit: (): Stream => {
      hits++;
      return counterStream(latency, seen);
    },
  };
}

function isNth(nth: RuleMatch['nth'], number: number): boolean {
  if (nth === undefined) return true;
  const { from, to, every } = hitNumbers(nth);
  return number >= from && number <= to && (number - from) % every === 0;
}

function makeMatcher({ product, operation, path, method }: RuleMatch): (asked: RoutedRequest) => boolean {
  const operations = operation === undefined ? null : new Set([operation].flat());
  const methods = method === undefined ? null : new Set<string>([method].flat());
  const isPath = path === undefined ? null : makeGlob(path);
  // Deliveries are disturbed only where a rule speaks of them.
  const isForSinks = product !== undefined || operations !== null || path?.startsWith(sinkPrefix) === true;
  return (asked) =>
    (isForSinks || asked.product.name !== sinkTable.name) &&
    (product === undefined || product === asked.product.name) &&
    (operations === null || operations.has(asked.endpoint?.id ?? '')) &&
    (methods === null || methods.has(asked.request.method)) &&
    (isPath === null || isPath(asked.request.path));
}

/** Callers are named with the address that they ask from, such as `1/2@127.0.0.1`; a rule need not know it. */
const isCaller = (principal: string, caller: string | null): boolean =>
  caller !== null && (caller === principal || caller.startsWith(`${principal}@`));
