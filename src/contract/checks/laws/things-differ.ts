/** Law: two names of two things give two answers. */
import type { Json } from '../../../kernel/schema.ts';
import type { Check } from '../../terms/check.ts';
import { firstDifference } from '../../lists/item.ts';
import { isOpenTo } from '../../terms/credentials.ts';
import type { Answer } from '../../terms/exchange.ts';
import { isSafe } from '../../terms/operation.ts';
import { plainOf } from '../rules/as-taken.ts';
import { isSuccess } from '../shared/answer.ts';
import { exampleOrSkip } from '../shared/asks.ts';

export const thingsDiffer: Check = {
  id: 'law/things-differ',
  asks: 'Is what comes for one name another thing than what comes for another name?',
  source: 'RFC 9110 §3.1: a URL identifies its resource',
  evidence: 'documented',
  applies: (operation, target) =>
    isSafe(operation) && operation.path.includes('{') && operation.paging === null && isOpenTo(operation, target),
  run: async (context) => {
    const { operation, sample, send, skip } = context;
    const example = await exampleOrSkip(context);
    const [one, other] = await sample.params(operation, 2);
    if (one === undefined || other === undefined || firstDifference(one, other) === null)
      return skip('no two things are known that it could tell of');
    const ask = (): Promise<Answer> => send({ ...example, params: one });
    const isPlain = context.isBrief && firstDifference(one, { ...example.params }) === null;
    const first = await (isPlain ? context.memo(plainOf(operation), ask) : ask());
    const second = await send({ ...example, params: other });
    if (!isSuccess(first) || !isSuccess(second)) return;
    // Only a member that is as the path has it tells of what was asked for.
    const [shown, again] = [leavesOf(first.data ?? null), leavesOf(second.data ?? null)];
    const differing = Object.keys(one).filter((name) => one[name] !== other[name]);
    const isOfFirst = ([path, value]: readonly [string, string]): boolean =>
      again.get(path) === value && differing.some((name) => String(one[name]) === value);
    const isOfSecond = differing.some((name) => [...again.values()].includes(String(other[name])));
    const same = [...shown].find(isOfFirst);
    if (same === undefined || isOfSecond) return;
    const [tells, value] = same;
    const seen = `${tells} ${value} of both`;
    context.violation({ key: 'same', expected: `something else for ${JSON.stringify(other)}`, seen, answer: second });
  },
};

/** Texts and numbers that a thing holds, by where they stand; what stands in lists is left out. */
function leavesOf(value: Json, path = ''): ReadonlyMap<string, string> {
  if (value === null || typeof value === 'boolean' || Array.isArray(value)) return new Map();
  if (typeof value !== 'object') return new Map([[path, String(value)]]);
  const inner = Object.entries(value as { readonly [name: string]: Json });
  return new Map(inner.flatMap(([name, one]) => [...leavesOf(one, path === '' ? name : `${path}.${name}`)]));
}
