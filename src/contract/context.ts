/** What one unit works with: its own draws, the shared sample, and the means to ask and to report. */
import { stream } from '../kernel/random.ts';
import type { Json } from '../kernel/schema.ts';
import { ask, partsOf, withParts, type Shared } from './ask.ts';
import type { Check, Context, Departure } from './terms/check.ts';
import { Skip } from './client.ts';
import type { Answer, Ask } from './terms/exchange.ts';
import { named } from './lists/counterpart.ts';
import { unitName } from './terms/finding.ts';
import { isSafe, type Api, type Operation } from './terms/operation.ts';
import { shrink } from './shrink.ts';

export function makeContext(shared: Shared, check: Check, operation: Operation, api: Api): Context {
  const { target, findings, shrinkTries } = shared;
  const { adapter } = api;
  let last: Answer | null = null;
  const send = async (given: Ask = {}): Promise<Answer> =>
    (last = await ask(shared, given.operation ?? operation, given));
  const record = (kind: 'violation' | 'notice', fault: Departure, input: Json | null = null): void =>
    findings.add({ check, operation, kind, fault, answer: fault.answer ?? last, input });

  const probe = async <Input extends Json>(
    input: Input,
    test: (input: Input) => Promise<Departure | null>,
    isRepeatable = check.isWriting !== true,
  ): Promise<boolean> => {
    const fault = await test(input);
    if (fault === null) return true;
    const worth = isRepeatable && shrinkTries > 0 && !findings.knows(operation, check, fault.key);
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
        const answer = isFirst ? first : await send(withParts(given, smaller));
        isFirst = false;
        const fault = faultOf(answer);
        return fault === null ? null : { ...fault, answer: fault.answer ?? answer };
      };
      await probe(input, test, isSafe(asked) && (given.query ?? given.body) !== undefined);
      return first;
    },
    skip: (reason) => {
      throw new Skip(reason);
    },
    memo: shared.memo,
    isLive: target.isLive,
    writable: async () =>
      target.writes === 'all' ? ((await adapter.writable?.known(shared.sample)) ?? []) : target.writes,
    restoring: async (id, work) =>
      adapter.writable?.restoring(
        (other, given) => ask(shared, named(api, other), given),
        id,
        work,
        // A simulator's events are nobody's; on a tenant people should know.
        (seen) => {
          if (target.isLive) record('notice', { expected: `the event ${id} as it was`, seen, key: `${id} ${seen}` });
        },
      ),
  };
}
