/** Fault rules as people write them: checked, and every contradiction refused in one line. */
import { endpointsOf } from '../../http/endpoint.ts';
import { UserError } from '../../kernel/fault.ts';
import { violations, type Violation } from '../../kernel/schema.ts';
import type { Product } from '../../http/product.ts';
import { unknownNameIn } from '../names/operation-names.ts';
import { ControlError } from '../problems/problem.ts';
import { canApply, canApplyTo } from './applies.ts';
import { simulatedInstantOf } from './instant.ts';
import type { Fault } from '../generated/types.ts';

export type FaultEffect = Fault['effect'];
export type RuleMatch = NonNullable<Fault['match']>;

/** Says what is wrong with a rule. */
type Refuse = (message: string) => never;

/** A rule that is well formed and free of contradictions; relative times count from `now`. Throws UserError, or ControlError for parts that exclude each other. */
export function checkedRule(given: unknown, products: readonly Product[], now: number): Fault {
  const name = nameOf(given);
  const problems = violations('sim/fault.schema.json', given);
  if (problems.length > 0) throw new UserError(`${name}: ${allWorded(problems)}`);
  const rule = given as Fault;
  const wrong: Refuse = (message) => {
    throw new UserError(`${name}: ${message}`);
  };
  const conflict: Refuse = (message) => {
    throw new ControlError('conflict', `${name}: ${message}`);
  };
  checkConflicts(rule.effect, conflict);
  checkTarget(rule, products, wrong);
  checkNumbers(rule, conflict);
  checkWindow(rule.match ?? {}, now, wrong, conflict);
  return rule;
}

function nameOf(given: unknown): string {
  const id = given !== null && typeof given === 'object' ? (given as { readonly id?: unknown }).id : undefined;
  return typeof id === 'string' ? `fault ${id.slice(0, 100)}` : 'fault';
}

const hints: Readonly<Record<string, string>> = {
  'effect.error': 'must be one of 400, 401, 402, 403, 404, 412, 429, 500 and 503',
  'effect.cut': 'must be before, middle, reset or a number of bytes',
  'effect.retryAfter': 'must be a number of seconds, date:<seconds>, empty or none',
  'effect.gateway': 'must be one of 200, 502, 503 and 504',
  'effect.contentType': 'must be a media type in lower case, such as text/plain',
  'effect.rateLimit': 'must be a number of requests, or {limit, window, refusals, headers}',
  'effect.stale': 'must be write or first',
  'effect.latency': 'must be 1 to 600000 milliseconds, {from, to} or {median, sigma}',
  'match.nth': 'must be a number from 1 on, or {from, to, every}',
  'match.page': 'must be a number from 1 on, or {from, to, every}',
};

/** What a member of a rule must be, where a person says it better than its schema; undefined for all others. */
export const hintOf = (path: Violation['path']): string | undefined => hints[path.join('.')];

/** What is wrong with a rule, in one line; no more than five things. */
export const allWorded = (problems: readonly Violation[]): string =>
  [...new Set(problems.map(worded))].slice(0, 5).join('; ');

function worded({ path, keyword, message }: Violation): string {
  // A member that lacks its partner is said of what holds both.
  const at = keyword === 'dependentRequired' ? path.slice(0, -1) : path;
  const place = at.join('.');
  if (keyword === 'additionalProperties') return `${place} is not known`;
  const hint = hintOf(at);
  if (hint !== undefined) return `${place} ${hint}`;
  return place === '' ? `the rule ${message}` : `${place} ${message}`;
}

/** What shows in pages and records. */
export const pageEffects = [
  'count',
  'stale',
  'duplicate',
  'emptyPage',
  'unsorted',
  'clamp',
  'lag',
  'missingMembers',
  'nullLists',
  'wideNumbers',
  'textNumbers',
  'unknownMembers',
] as const satisfies readonly (keyof FaultEffect)[];

/** Effects that cannot be had together, and why. */
const conflicts: readonly (readonly [keyof FaultEffect, readonly (keyof FaultEffect)[], string])[] = [
  ['closed', ['error', 'gateway', 'revoke', 'rateLimit', 'latency', 'pace', 'cut', 'truncate'], 'nothing comes back'],
  ['closed', ['contentType', 'gzip', 'expiredAs', ...pageEffects], 'nothing comes back'],
  ['error', ['gateway', 'revoke', 'rateLimit', 'expiredAs'], 'there is one refusal'],
  ['error', pageEffects, 'an error has no page'],
  ['gateway', ['revoke', 'expiredAs'], 'there is one refusal'],
  ['gateway', pageEffects, 'what stands before the product has no page'],
  ['revoke', pageEffects, 'a refusal has no page'],
  ['expiredAs', pageEffects, 'a refusal has no page'],
  ['stale', ['duplicate', 'emptyPage', 'clamp', 'lag'], 'both choose the page'],
  ['emptyPage', ['duplicate'], 'both choose the page'],
  ['truncate', ['cut'], 'an answer that is cut off is not whole'],
];

/** Refuses effects that exclude each other. */
export function checkConflicts(effect: FaultEffect, refuse: Refuse): void {
  const clash = (one: keyof FaultEffect, others: readonly (keyof FaultEffect)[], why: string): void => {
    const other = others.find((name) => effect[name] !== undefined);
    if (effect[one] !== undefined && other !== undefined)
      refuse(`effect.${one} and effect.${other} exclude each other: ${why}`);
  };
  for (const [one, others, why] of conflicts) clash(one, others, why);
  if (effect.cut === 'before' || effect.cut === 'reset' || effect.cut === 0)
    clash(
      'cut',
      ['error', 'gateway', 'revoke', 'pace', 'contentType', 'gzip', ...pageEffects],
      'nothing of it goes out',
    );
  const hasRefusal = [effect.error, effect.gateway, effect.rateLimit].some((one) => one !== undefined);
  if (effect.retryAfter !== undefined && !hasRefusal)
    refuse('effect.retryAfter needs effect.error, effect.gateway or effect.rateLimit: others refuse nothing');
  if (effect.field !== undefined && effect.error !== 412)
    refuse('effect.field and effect.error exclude each other: only a 412 complains of a field');
  const { latency } = effect;
  if (typeof latency === 'object' && (latency.from ?? 0) > (latency.to ?? Infinity))
    refuse('effect.latency.from must not be more than effect.latency.to');
}

function checkTarget({ match = {}, effect }: Fault, products: readonly Product[], refuse: Refuse): void {
  const { product: wanted, operation } = match;
  const known = (operationId?: string): void => {
    const unknown = unknownNameIn({ product: wanted, operation: operationId }, products);
    if (unknown === null) return;
    const { member, message } = unknown;
    refuse(`match.${member} ${String(member === 'product' ? wanted : operationId)} ${message}`);
  };
  known();
  const asked = wanted === undefined ? products : products.filter(({ name }) => name === wanted);
  const able = asked.filter((product) => canApply(effect, product) === null);
  if (able.length === 0) refuse(asked.map((product) => canApply(effect, product)).join('; '));
  const operations = operation === undefined ? [] : [operation].flat();
  for (const id of operations) {
    known(id);
    const rows = asked.flatMap((product) =>
      endpointsOf(product.rows)
        .filter((endpoint) => endpoint.id === id)
        .map((endpoint) => ({ product, endpoint })),
    );
    const reasons = rows.map(({ product, endpoint }) => canApplyTo(effect, product, endpoint));
    if (reasons.every((reason) => reason !== null)) refuse(`match.operation ${id}: ${reasons[0]}`);
  }
}

function checkNumbers({ match = {}, times }: Fault, conflict: Refuse): void {
  const { nth } = match;
  for (const name of ['nth', 'page'] as const) {
    const { from, to } = hitNumbers(match[name] ?? {});
    if (from > to) conflict(`match.${name} begins with ${from} and ends with ${to}`);
  }
  const most = mostHits(nth);
  if (times !== undefined && times > most) conflict(`times is ${times}, and match.nth allows no more than ${most}`);
}

function checkWindow(match: RuleMatch, now: number, refuse: Refuse, conflict: Refuse): void {
  const instants = (['from', 'to'] as const).map((name) => {
    const value = match[name];
    const instant = value === undefined ? undefined : simulatedInstantOf(value, now);
    if (instant === null)
      refuse(
        `match.${name} must be epoch milliseconds, an instant such as 2026-11-01T00:00:00Z, or relative such as +5m`,
      );
    return instant;
  });
  const [from, to] = instants;
  if ((from ?? -Infinity) >= (to ?? Infinity)) conflict('match.from must be before match.to');
}

/** Which requests are hit: every third is the third, the sixth and so on, unless it says where to begin. */
export function hitNumbers(nth: NonNullable<RuleMatch['nth']>): { from: number; to: number; every: number } {
  if (typeof nth === 'number') return { from: nth, to: nth, every: 1 };
  const { to = Infinity, every = 1, from = every } = nth;
  return { from, to, every };
}

function mostHits(nth: RuleMatch['nth']): number {
  if (nth === undefined) return Infinity;
  const { from, to, every } = hitNumbers(nth);
  return Math.floor((to - from) / every) + 1;
}
