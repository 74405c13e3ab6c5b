/** Law: two names of two things give two answers. */
import type { Check } from '../../terms/check.ts';
import { member } from '../../terms/exchange.ts';
import { firstDifference } from '../../lists/item.ts';
import { isOpenTo } from '../../terms/credentials.ts';
import { isSafe } from '../../terms/operation.ts';
import { isSuccess } from '../shared/answer.ts';
import { exampleOrSkip } from '../shared/asks.ts';

/** What tells things apart. */
const names = ['id', 'uuid', 'shortName'];

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
    const [first, second] = [await send({ ...example, params: one }), await send({ ...example, params: other })];
    if (!isSuccess(first) || !isSuccess(second)) return;
    // Only a member that is as the path has it tells of what was asked for.
    const asked = [...Object.values(one), ...Object.values(other)].map(String);
    const tells = names.find((name) => asked.includes(String(member(first.data, name))));
    if (tells === undefined) return;
    if (firstDifference(member(first.data, tells), member(second.data, tells)) !== null) return;
    const seen = `${tells} ${JSON.stringify(member(second.data, tells))} of both`;
    context.violation({ key: 'same', expected: `something else for ${JSON.stringify(other)}`, seen, answer: second });
  },
};
