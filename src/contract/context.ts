/** What one unit works with: its own draws, the shared sample, and the means to ask and to report. */
import { stream } from '../kernel/random.ts';
import type { Json } from '../kernel/schema.ts';
import { complete } from './checks/rules/complete.ts';
import type { Context, Departure, Rule } from './terms/check.ts';
import { Skip, type Client } from './client.ts';
import type { FindingEntry, Findings } from './findings.ts';
import type { Memo, Sample } from './terms/sample.ts';
import type { Secrets } from './terms/secrets.ts';
import type { Target } from './terms/target.ts';
import type { Answer, Ask } from './terms/exchange.ts';
import { unitName } from './terms/finding.ts';
import { isSafe, type Api, type Operation } from './terms/operation.ts';
import { isNarrower } from './narrower.ts';
import { makeEventually } from './settling.ts';
import { shrink } from './shrink.ts';

/** What all units of a run share. */
export interface Shared {
  readonly target: Target;
  readonly apis: readonly Api[];
  readonly seed: string;
  readonly client: Pick<Client, 'send'>;
  readonly secrets: Secrets;
  readonly findings: Findings;
  readonly sample: Sample;
  readonly memo: Memo;
  /** Forgets what was read and who is signed in, so that it is read and done anew. */
  readonly forget: () => void;
  readonly forgetLists: () => void;
  readonly clockRuns: () => Promise<boolean>;
  readonly rules: readonly Rule[];
  /** Notes that a rule was asked of an answer of an operation. */
  readonly judged: (rule: Rule, operation: Operation) => void;
  /** How many requests a search for a smaller one may take; 0 where they cost too much. */
  readonly shrinkTries: number;
  /** True where one question stands for several that are alike. */
  readonly isBrief: boolean;
  /** Seconds for which a write is looked for. */
  readonly settleSeconds: number;
}

/** Of an answer that was broken off there is only that to say: what came of it may be no whole text, list or refusal. */
export const isAskedOf = ({ id }: Rule, { fault }: Answer): boolean => fault === null || id === complete.id;

/** Sends, and judges. */
export async function ask(shared: Shared, operation: Operation, given: Ask): Promise<Answer> {
  const { client, secrets, rules, target, judged, findings } = shared;
  const answer = await client.send(operation, given);
  if (operation.effect === 'session' || operation.isPrivileged) secrets.learnFrom(answer.json);
  for (const rule of rules) {
    if (!isAskedOf(rule, answer) || rule.applies(operation, target) !== true) continue;
    judged(rule, operation);
    for (const fault of rule.judge(answer, operation, target, secrets)) {
      const kind = fault.isNotice === true ? 'notice' : 'violation';
      const known = findings.knows(operation, rule, fault.key);
      const shown = known
        ? { fault, answer, input: null }
        : await smallest(shared, rule, operation, given, { fault, answer });
      findings.add({ check: rule, operation, kind, ...shown, answer: shown.fault.answer ?? shown.answer });
    }
  }
  return answer;
}

/** So many requests are spent on making the request of a rule's fault smaller; the same at other operations tells no more. */
const tries = 8;

interface Shown {
  readonly fault: Departure;
  readonly answer: Answer;
}

/** The smallest request by which the same fault of a rule shows. */
async function smallest(
  shared: Shared,
  rule: Rule,
  operation: Operation,
  given: Ask,
  first: Shown,
): Promise<Shown & { readonly input: Json | null }> {
  const { client, target, findings, shrinkTries, secrets } = shared;
  const hasParts = given.query !== undefined || given.body !== undefined;
  const isWorth = shrinkTries > 0 && hasParts && isSafe(operation) && first.answer.fault === null;
  if (!isWorth || findings.all().some(({ check }) => check === rule.id)) return { ...first, input: null };
  let best = first;
  const shows = async (parts: Json): Promise<boolean> => {
    const asked = withParts(given, parts);
    if (!isNarrower(operation, given, asked)) return false;
    const answer = await client.send(operation, asked).catch(() => null);
    if (answer === null || !isAskedOf(rule, answer)) return false;
    const again = rule.judge(answer, operation, target, secrets).find(({ key }) => key === first.fault.key);
    if (again === undefined) return false;
    best = { fault: again, answer };
    return true;
  };
  const parts = partsOf(given);
  const input = await shrink(parts, shows, Math.min(tries, shrinkTries));
  return { ...best, input };
}

/** What of a request may be made smaller. */
const partsOf = (given: Ask): Json => ({ query: given.query ?? null, body: given.body ?? null }) as unknown as Json;

/** The request with a smaller query and body, where they are still there. */
function withParts(given: Ask, parts: Json): Ask {
  const { query, body } = parts as { readonly query?: Json; readonly body?: Json };
  const { query: _, body: __, ...rest } = given;
  return {
    ...rest,
    ...(query !== undefined && query !== null && { query: query as NonNullable<Ask['query']> }),
    ...(given.body !== undefined && { body: body ?? {} }),
  };
}

/** A unit that is asked, not judged by the way. */
export type AskedUnit = Pick<Context, 'check' | 'operation' | 'api'>;

/** Where a unit tells what it finds. */
export interface UnitBook {
  readonly add: (entry: FindingEntry) => void;
  /** True for a fault that it has already. */
  readonly knows: (key: string | undefined) => boolean;
  readonly undecided: Context['undecided'];
  readonly isAskedAgain: boolean;
}

/** A unit ends with an answer that was broken off: it says nothing of what was asked, and checks need not look. */
function whole(answer: Answer): Answer {
  if (answer.fault !== null) throw new Skip(`the target did not answer (${answer.fault})`);
  return answer;
}

/** The means of one unit. */
export function makeContext(shared: Shared, unit: AskedUnit, book: UnitBook): Context {
  const { check, operation, api } = unit;
  const { target, shrinkTries } = shared;
  const { adapter } = api;
  let last: Answer | null = null;
  const send = async (given: Ask = {}): Promise<Answer> =>
    whole((last = await ask(shared, given.operation ?? operation, given)));
  const record = (kind: 'violation' | 'notice', fault: Departure, input: Json | null = null): void =>
    book.add({ check, operation, kind, fault, answer: fault.answer ?? last, input });

  const probe = async <Input extends Json>(
    input: Input,
    test: (input: Input) => Promise<Departure | null>,
    isRepeatable = check.isWriting !== true,
  ): Promise<boolean> => {
    const fault = await test(input);
    if (fault === null) return true;
    const worth = isRepeatable && shrinkTries > 0 && !book.knows(fault.key);
    let best = { fault: { ...fault, answer: fault.answer ?? last }, input };
    if (worth) {
      await shrink(
        input,
        async (candidate) => {
          const again = await test(candidate).catch(() => null);
          if (again === null || again.key !== fault.key) return false;
          best = { fault: { ...again, answer: again.answer ?? last }, input: candidate };
          return true;
        },
        shrinkTries,
      );
    }
    const { answer, ...rest } = best.fault;
    record('violation', { ...rest, ...(answer !== null && { answer }) }, best.input);
    return false;
  };

  return {
    check,
    operation,
    api,
    target,
    sample: shared.sample,
    random: stream(shared.seed, `contract/${unitName(operation.key, check.id)}`),
    send,
    violation: (fault) => record('violation', fault),
    notice: (fault) => record('notice', fault),
    probe,
    judge: async (given, faultOf) => {
      const asked = given.operation ?? operation;
      const first = await send(given);
      const input = partsOf(given);
      let isFirst = true;
      const test = async (smaller: Json): Promise<Departure | null> => {
        const request = withParts(given, smaller);
        if (!isFirst && !isNarrower(asked, given, request)) return null;
        const answer = isFirst ? first : await send(request);
        isFirst = false;
        const fault = faultOf(answer);
        return fault === null ? null : { ...fault, answer: fault.answer ?? answer };
      };
      await probe(input, test, isSafe(asked) && (given.query ?? given.body) !== undefined);
      return first;
    },
    eventually: makeEventually(shared.settleSeconds, (what, seconds) =>
      record('notice', { expected: 'a write that is seen at once', seen: `${what}, for ${seconds} s`, key: 'late' }),
    ),
    undecided: book.undecided,
    skip: (reason) => {
      throw new Skip(reason);
    },
    memo: shared.memo,
    clockRuns: shared.clockRuns,
    isAskedAgain: book.isAskedAgain,
    isLive: target.isLive,
    isBrief: shared.isBrief,
    atMost: (count, items) => (shared.isBrief ? items.slice(0, count) : items),
    writable: async () =>
      target.writes === 'all' ? ((await adapter.writable?.known(shared.sample)) ?? []) : target.writes,
  };
}
