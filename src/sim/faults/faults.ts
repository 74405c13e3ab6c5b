/** Faults on demand: the rules of one world, added and taken away while it runs, and the hooks that make them felt. */
import type { Clock } from '../../kernel/clock.ts';
import { UserError } from '../../kernel/fault.ts';
import { counterStream, keyOf, type Key } from '../../kernel/random.ts';
import type { RoutedRequest, Hooks } from '../../http/exchange.ts';
import type { Product, RequestHead } from '../../http/product.ts';
import { ControlError, problemReply } from '../problems/problem.ts';
import { canApplyTo } from './applies.ts';
import { makeActiveRule, type ActiveRule, type NamedFault, type SavedRule } from './active-rule.ts';
import { makeChoice } from './choice.ts';
import { classOf, type FaultClass } from './classes.ts';
import { decide, type Candidate, type RefusedWith } from './decide.ts';
import { makeHooks, type Lagging, type Verdict } from './hooks.ts';
import { makeFaultMemory, type FaultMemory, type SavedMemory } from './memory.ts';
import { recordKey } from './records.ts';
import { checkedRule, type FaultEffect } from './rule.ts';
import { effectOf, faultHeader } from './shorthand.ts';
import type { Fault } from '../generated/types.ts';

export type { Fault } from '../generated/types.ts';

/** Rules that one world may have at the same time. */
export const mostFaults = 1000;

/** A rule as it is shown: as it was given, with how often it was asked and how often it hit. */
export interface FaultState extends NamedFault {
  /** Requests that the rule was for. */
  readonly seen: number;
  readonly hits: number;
  /** How far it goes beyond what the vendor promises. */
  readonly class: FaultClass;
}

export interface FaultOptions {
  readonly products: readonly Product[];
  readonly seed: string;
  readonly clock: Clock;
  /** Names what has been written so far; equal as long as nobody writes. */
  readonly version: () => string;
  /** Rules to begin with, such as the scenario's. */
  readonly rules?: readonly Fault[];
  /** Whether a request with these headers may ask for an effect by the header `X-Siem-Sim-Fault`; none may when left out. */
  readonly takesHeader?: (headers: RequestHead['headers']) => boolean;
  /** The clock that clients go by; the simulated one when left out. */
  readonly clientClock?: Clock;
  /** Who answers as it was some time ago; where nobody does, no rule may ask for it. */
  readonly lagging?: Lagging;
}

export interface Faults {
  /** Adds a rule after all others. Throws UserError for one that is wrong, ControlError for a contradiction or a name that is taken. */
  readonly add: (rule: unknown) => FaultState;
  /** Puts other rules in the place of all there are, or none of them when one is wrong. Throws as `add` does. */
  readonly replace: (rules: readonly unknown[]) => readonly FaultState[];
  readonly get: (id: string) => FaultState | null;
  /** All rules, in their order, with how often each was asked and hit. */
  readonly list: () => readonly FaultState[];
  /** Takes a rule away; what it revoked works again. False when there is none of that name. */
  readonly remove: (id: string) => boolean;
  /** Takes all rules away. */
  readonly clear: () => void;
  /** Back to the beginning: the rules to begin with, and all counters at zero. */
  readonly reset: () => void;
  /** Counters of the rules at zero, and forgets what was revoked or kept; the rules stay. */
  readonly restart: () => void;
  /** Rules, counters and all that is remembered, where the world is carried on elsewhere. */
  readonly save: () => SavedFaults;
  readonly load: (saved: SavedFaults) => void;
  /** Whether a request with these headers may meet one, or would be counted. */
  readonly concern: (headers: RequestHead['headers']) => boolean;
  /** Names of the rules that hit a request, `header` for its own; empty for most. For whoever watches the same exchange. */
  readonly hitsOf: (asked: RoutedRequest) => readonly string[];
  /** What the router needs. */
  readonly hooks: Required<Pick<Hooks, 'before' | 'instead' | 'bends' | 'after'>>;
}

export interface SavedFaults {
  readonly rules: readonly SavedRule[];
  /** Effects that requests asked for themselves. */
  readonly own: number;
  readonly memory: SavedMemory;
}

/** Makes the faults of one world; nothing of them is shared with another. Throws UserError for wrong rules to begin with. */
export function makeFaults(options: FaultOptions): Faults {
  const { products, seed, clock, version, rules = [], takesHeader = () => false, clientClock = clock } = options;
  const memory = makeFaultMemory(version, clock, clientClock);
  const decisions = new WeakMap<RoutedRequest, Verdict>();
  let activeRules: readonly ActiveRule[] = [];
  let rulesFor = makeChoice(activeRules);
  const own = makeOwn(seed);

  const appended = (among: readonly ActiveRule[], given: unknown): readonly ActiveRule[] => {
    // A copy, so that nobody changes a rule behind its back.
    const rule = structuredClone(checkedRule(given, products, clock.now()));
    checkLag(rule.effect, options);
    return [...among, makeActiveRule(named(rule, among), seed, clock)];
  };
  const all = (given: readonly unknown[]): readonly ActiveRule[] => given.reduce<readonly ActiveRule[]>(appended, []);
  const play = (those: readonly ActiveRule[]): void => {
    activeRules = those;
    rulesFor = makeChoice(those);
  };
  const begin = (those: readonly ActiveRule[]): void => {
    play(those);
    memory.clear();
    own.restart();
  };
  play(all(rules));

  const verdictFor = (asked: RoutedRequest, refusedWith: RefusedWith): Verdict | null => {
    const header = askedFor(asked.request.headers, takesHeader);
    if (activeRules.length === 0 && header === undefined && memory.revoked.isEmpty()) return null;
    const known = decisions.get(asked);
    if (known !== undefined) return known;
    const decision = verdictOf(asked, { header, activeRules: rulesFor(asked), refusedWith }, memory, own);
    decisions.set(asked, decision);
    return decision;
  };
  return {
    add: (given) => {
      play(appended(activeRules, given));
      const [added] = activeRules.slice(-1).map(stateOf);
      if (added === undefined) throw new Error('the rule is not there');
      return added;
    },
    replace: (given) => {
      begin(all(given));
      return activeRules.map(stateOf);
    },
    get: (id) => {
      const found = activeRules.find((activeRule) => activeRule.rule.id === id);
      return found === undefined ? null : stateOf(found);
    },
    list: () => activeRules.map(stateOf),
    remove: (id) => {
      const others = activeRules.filter((activeRule) => activeRule.rule.id !== id);
      const isThere = others.length < activeRules.length;
      play(others);
      memory.revoked.forget(id);
      memory.emptyPages.clear();
      return isThere;
    },
    clear: () => begin([]),
    reset: () => begin(all(rules)),
    restart: () => begin(activeRules.map(({ rule }) => makeActiveRule(rule, seed, clock))),
    save: () => ({ rules: activeRules.map((one) => one.save()), own: own.number(), memory: memory.save() }),
    load: (saved) => {
      play(saved.rules.map((one) => makeActiveRule(one.rule, seed, clock, one)));
      own.restart(saved.own);
      memory.load(saved.memory);
    },
    concern: (headers) =>
      activeRules.length > 0 || !memory.revoked.isEmpty() || askedFor(headers, takesHeader) !== undefined,
    hitsOf: (asked) => {
      const decision = decisions.get(asked);
      return decision === undefined || 'problem' in decision ? [] : decision.hits;
    },
    hooks: makeHooks(verdictFor, memory, options.lagging ?? null),
  };
}

function checkLag({ lag }: FaultEffect, { lagging }: FaultOptions): void {
  if (lag !== undefined && lagging === undefined) throw new UserError('effect.lag: nothing is kept of what was');
}

/** The effect that a request asks for itself. */
function askedFor(headers: RequestHead['headers'], takesHeader: FaultOptions['takesHeader'] & {}): Asks {
  const asks = headers[faultHeader];
  return asks !== undefined && takesHeader(headers) ? asks : undefined;
}
type Asks = RequestHead['headers'][string];

/** The rule with its name, or one that nobody has. Throws where there is one of that name, or there are too many. */
function named(rule: Fault, among: readonly ActiveRule[]): NamedFault {
  const taken = new Set(among.map((activeRule) => activeRule.rule.id));
  let number = 1;
  while (rule.id === undefined && taken.has(`fault-${number}`)) number++;
  const id = rule.id ?? `fault-${number}`;
  if (taken.has(id)) throw new ControlError('conflict', `fault ${id}: there is a rule of that name`);
  if (among.length >= mostFaults) throw new UserError(`no more than ${mostFaults} faults can be had at once`);
  return { id, ...rule };
}

const stateOf = ({ rule, seen, hits }: ActiveRule): FaultState => ({
  ...rule,
  seen: seen(),
  hits: hits(),
  class: classOf(rule.effect),
});

/** Effects that requests ask for themselves, each with chances of its own. */
function makeOwn(seed: string) {
  let key: Key | undefined;
  let number = 0;
  return {
    candidate: (effect: FaultEffect): Candidate => ({
      id: 'header',
      effect,
      records: () => recordKey(seed, 'header'),
      count: () => true,
      hit: () => counterStream((key ??= keyOf(seed, 'faults/header')), ++number),
    }),
    number: (): number => number,
    restart: (from = 0): void => void (number = from),
  };
}

/** What a verdict is sought by: the request's own header, rules that can be for it, and how it was refused already. */
interface Sought {
  readonly header: string | readonly string[] | undefined;
  readonly activeRules: readonly ActiveRule[];
  readonly refusedWith: RefusedWith;
}

/** The effect of the request's own header comes before all rules. */
function verdictOf(
  asked: RoutedRequest,
  { header, activeRules, refusedWith }: Sought,
  memory: FaultMemory,
  own: ReturnType<typeof makeOwn>,
): Verdict {
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
    return {
      problem: problemReply(new ControlError('bad-fault', `X-Siem-Sim-Fault: ${error.message}`), asked.request.path),
    };
  }
  for (const activeRule of activeRules) if (activeRule.isFor(asked)) candidates.push(activeRule);
  return decide(asked, candidates, memory, refusedWith);
}
