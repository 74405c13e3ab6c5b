/** A client that sees some sensors' things only. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check } from '../../../../terms/check.ts';
import { member } from '../../../../terms/exchange.ts';
import { credentialOf } from '../../../../terms/target.ts';
import { isSuccess } from '../../../../checks/shared/answer.ts';
import { rowsOf } from '../../../../checks/shared/rows.ts';

export const otherSensors: Check = {
  id: 'access/other-sensors',
  asks: 'Is what a restricted client does not see in its lists a 404 for it, and what it sees within what all see?',
  source: 'docs/contract/usm.md §10: 404 for what is not there; that restriction works so is assumed',
  evidence: 'assumed',
  applies: (operation, target) => {
    if (!/\/(?:alarm|event)s?\.schema\.json$/.test(operation.data ?? '')) return false;
    if (operation.query === null) return false;
    return credentialOf(target, 'client', 'one customer') !== undefined || 'no restricted client is known';
  },
  run: async (context) => {
    const { operation, api, send, violation } = context;
    const single = api.operations.find(
      ({ path, method }) => path.startsWith(`${operation.path}/{`) && method === 'GET',
    );
    const mine = rowsOf(await send({ query: { size: 20 }, as: 'one customer' })).map(idOf);
    const all = rowsOf(await send({ query: { size: 20 } })).map(idOf);
    if (single === undefined || all.length === 0) return context.skip('the target holds nothing to ask about');
    const name = /\{(\w+)\}/.exec(single.path)?.[1] ?? '';
    const asRestricted = (id: string) => send({ operation: single, params: { [name]: id }, as: 'one customer' });
    for (const id of mine.slice(0, 2)) {
      const answer = await asRestricted(id);
      if (!isSuccess(answer))
        violation({ expected: 'what a client has listed it can get', seen: `${answer.status}`, key: 'listed', answer });
    }
    for (const id of all.filter((one) => !mine.includes(one)).slice(0, 4)) {
      const answer = await asRestricted(id);
      const full = await send({ operation: single, params: { [name]: id } });
      if (!isSuccess(full))
        violation({ expected: 'what all see can be got', seen: `${full.status}`, key: 'full', answer: full });
      if (answer.status >= 500 || answer.status === 401)
        violation({ expected: '200 or 404', seen: `${answer.status}`, key: 'restricted', answer });
    }
  },
};

const idOf = (row: Json): string => String(member(row, 'uuid') ?? member(row, 'id'));
