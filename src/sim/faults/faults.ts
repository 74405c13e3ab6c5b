/** Faults on demand: the rules of one instance, added and taken away while it runs, and the hooks that make them felt. */
import { UserError } from '../../kernel/fault.ts';
import { counterStream, keyOf, type Key } from '../../kernel/random.ts';
import type { Reply } from '../../http/endpoint.ts';
import type { Asked, Hooks } from '../../http/exchange.ts';
import type { Product } from '../../http/product.ts';
import { problem, problemReply } from '../problem.ts';
import { canApplyTo } from './applies.ts';
import { bent } from './bend.ts';
import { makeKeeper, type Keeper, type NamedFault } from './keeper.ts';
import { planOf, type Candidate, type Memory, type Plan } from './plan.ts';
import { makeRevoked } from './revoked.ts';
import { checkedRule, ConflictError, type Effect } from './rule.ts';
import { effectOf, faultHeader } from './shorthand.ts';
import { makeStaleAnswers } from './stale.ts';
import type { Fault } from './types.ts';
import { makeWalks } from './walks.ts';

export type { Fault } from './types.ts';
export { ConflictError } from './rule.ts';

/** Rules that one instance may have at the same time. */
export const mostFaults = 1000;

/** A rule as it is shown: as it was given, with how often it was asked and how often it hit. */
export interface FaultState extends NamedFault {
  /** Requests that the rule was for. */
  readonly seen: number;
  readonly hits: number;
}

export interface FaultOptions {
  readonly products: readonly Product[];
  readonly seed: string;
  readonly clock: { readonly now: () => number };
  /** Names what has been written so far; equal as long as nobody writes. */
  readonly version: () => string;
  /** Rules to begin with, such as the scenario's. */
  readonly rules?: readonly Fault[];
  /** True where a request may ask for an effect by the header `X-Siem-Sim-Fault`; false when left out. */
  readonly takesHeader?: boolean;
}

export interface Faults {
  /** Adds a rule after all others. Throws UserError for one that is wrong, ConflictError for a contradiction or a name that is taken. */
  readonly add: (rule: unknown) => FaultState;
  /** Puts other rules in the place of all there are, or none of them when one is wrong. Throws as `add` does. */
  readonly replace: (rules: readonly unknown[]) => readonly FaultState[];
  readonly get: (id: string) => FaultState | null;
  /** All rules, in their order. */
  readonly list: () => readonly FaultState[];
  /** Takes a rule away; what it revoked works again. False when there is none of that name. */
  readonly remove: (id: string) => boolean;
  /** Takes all rules away. */
  readonly clear: () => void;
  /** Back to the beginning: the rules to begin with, and all counters at zero. */
  readonly reset: () => void;
  /** Counters of the rules at zero, and forgets what was revoked or kept; the rules stay. */
  readonly restart: () => void;
  /** Names of the rules that hit a request, `header` for its own; empty for most. For whoever watches the same exchange. */
  readonly hitsOf: (asked: Asked) => readonly string[];
  /** What the router needs. */
  readonly hooks: Required<Pick<Hooks, 'before' | 'after'>>;
}

type Decision = Plan | { readonly problem: Reply };

/** Makes the faults of one instance; nothing of them is shared with another. Throws UserError for wrong rules to begin with. */
export function makeFaults(options: FaultOptions): Faults {
  const { products, seed, clock, version, rules = [], takesHeader = false } = options;
  const memory: Memory = { revoked: makeRevoked(), stale: makeStaleAnswers(version), walks: makeWalks() };
  const decisions = new WeakMap<Asked, Decision>();
  let keepers: readonly Keeper[] = [];
  const own = makeOwn(seed);

  const named = (rule: Fault, among: readonly Keeper[]): NamedFault => {
    const taken = new Set(among.map((keeper) => keeper.rule.id));
    let number = 1;
    while (rule.id === undefined && taken.has(`fault-${number}`)) number++;
    const id = rule.id ?? `fault-${number}`;
    if (taken.has(id)) throw new ConflictError(`fault ${id}: there is a rule of that name`);
    if (among.length >= mostFaults) throw new UserError(`no more than ${mostFaults} faults can be had at once`);
    return { id, ...rule };
  };
  const appended = (among: readonly Keeper[], given: unknown): readonly Keeper[] => {
    // A copy, so that nobody changes a rule behind its back.
    const rule = structuredClone(checkedRule(given, products, clock.now()));
    return [...among, makeKeeper(named(rule, among), seed, clock)];
  };
  const all = (given: readonly unknown[]): readonly Keeper[] => given.reduce<readonly Keeper[]>(appended, []);
  const forget = (): void => {
    memory.revoked.clear();
    memory.stale.clear();
    memory.walks.clear();
    own.restart();
  };
  keepers = all(rules);

  const decide = (asked: Asked): Decision | null => {
    const header = takesHeader ? asked.request.headers[faultHeader] : undefined;
    if (keepers.length === 0 && header === undefined && memory.revoked.isEmpty()) return null;
    const known = decisions.get(asked);
    if (known !== undefined) return known;
    const decision = decisionOf(asked, header, keepers, memory, own);
    decisions.set(asked, decision);
    return decision;
  };
  return {
    add: (given) => {
      keepers = appended(keepers, given);
      const [added] = keepers.slice(-1).map(stateOf);
      if (added === undefined) throw new Error('the rule is not there');
      return added;
    },
    replace: (given) => {
      keepers = all(given);
      forget();
      return keepers.map(stateOf);
    },
    get: (id) => {
      const found = keepers.find((keeper) => keeper.rule.id === id);
      return found === undefined ? null : stateOf(found);
    },
    list: () => keepers.map(stateOf),
    remove: (id) => {
      const others = keepers.filter((keeper) => keeper.rule.id !== id);
      const isThere = others.length < keepers.length;
      keepers = others;
      memory.revoked.forget(id);
      return isThere;
    },
    clear: () => {
      keepers = [];
      forget();
    },
    reset: () => {
      keepers = all(rules);
      forget();
    },
    restart: () => {
      keepers = keepers.map(({ rule }) => makeKeeper(rule, seed, clock));
      forget();
    },
    hitsOf: (asked) => {
      const decision = decisions.get(asked);
      return decision === undefined || 'problem' in decision ? [] : decision.hits;
    },
    hooks: makeHooks(decide, memory),
  };
}

const stateOf = ({ rule, seen, hits }: Keeper): FaultState => ({ ...rule, seen: seen(), hits: hits() });

/** Effects that requests ask for themselves, each with chances of its own. */
interface Own {
  readonly candidate: (effect: Effect) => Candidate;
  readonly restart: () => void;
}

function makeOwn(seed: string): Own {
  let key: Key | undefined;
  let number = 0;
  return {
    candidate: (effect) => ({
      id: 'header',
      effect,
      count: () => true,
      hit: () => counterStream((key ??= keyOf(seed, 'faults/header')), ++number),
    }),
    restart: () => void (number = 0),
  };
}

/** The effect of the request's own header comes before all rules. */
function decisionOf(
  asked: Asked,
  header: string | readonly string[] | undefined,
  keepers: readonly Keeper[],
  memory: Memory,
  own: Own,
): Decision {
  const candidates: Candidate[] = [];
  try {
    if (header !== undefined) {
      const effect = effectOf(String(header));
      const reason = canApplyTo(effect, asked.product, asked.endpoint);
      if (reason !== null) throw new UserError(reason.replace(/^effect\./, ''));
      candidates.push(own.candidate(effect));
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { problem: problemReply(problem('bad-fault', `X-Siem-Sim-Fault: ${error.message}`), asked.request.path) };
  }
  for (const keeper of keepers) if (keeper.isFor(asked)) candidates.push(keeper);
  return planOf(asked, candidates, memory);
}

/** A request that was refused before its caller was known meets its faults after. */
function makeHooks(decide: (asked: Asked) => Decision | null, memory: Memory): Faults['hooks'] {
  const refused = new WeakSet<Asked>();
  return {
    before: (asked) => {
      const decision = decide(asked);
      if (decision === null) return null;
      if ('problem' in decision) return { reply: decision.problem };
      if (decision.refusal === null) return null;
      refused.add(asked);
      throw decision.refusal;
    },
    after: (asked, reply) => {
      const decision = decide(asked);
      if (decision === null) return { reply };
      if ('problem' in decision) return { reply: decision.problem };
      const { refusal } = decision;
      const answer = refusal === null || refused.has(asked) ? reply : asked.product.failure(refusal, asked.request);
      return bent(asked, answer, decision, memory);
    },
  };
}
