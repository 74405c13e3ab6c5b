/** What a path names has to be there, in every part of its name. */
import type { Check } from '../../terms/check.ts';
import type { Answer } from '../../terms/exchange.ts';
import type { Operation } from '../../terms/operation.ts';
import { told } from '../shared/answer.ts';
import { exampleOrSkip, parametersIn } from '../shared/asks.ts';
import { mayBeTampered } from './wrong.ts';

/** Parameters of the path of which it is known how to name nothing. */
const namesIn = ({ path, adapter }: Operation): readonly string[] =>
  parametersIn(path).filter((name) => adapter.facts.elsewhere?.[name] !== undefined);

export const nothingThere: Check = {
  id: 'requests/nothing-there',
  asks: 'Is a thing that does not exist 404, when one part of its name is another (412 for a case whose listing declares no 404)?',
  source: 'docs/contract/argus.md §1, §6; docs/contract/usm.md §3, §10',
  applies: (operation, target) => namesIn(operation).length > 0 && mayBeTampered(operation, target),
  run: async (context) => {
    const { operation, judge } = context;
    const ask = await exampleOrSkip(context);
    // The last part names the thing itself.
    for (const name of context.atMost(1, namesIn(operation).toReversed())) {
      const elsewhere = operation.adapter.facts.elsewhere?.[name];
      const other = elsewhere?.of(String(ask.params?.[name]));
      if (other === undefined) continue;
      const params = { ...ask.params, [name]: other };
      await judge({ ...ask, params }, (answer) => thereFault(answer, name, elsewhere?.orStatus));
    }
  },
};

function thereFault(answer: Answer, name: string, orStatus: number | undefined) {
  const { operation, status } = answer;
  const wanted = operation.refusals.includes(404) ? 404 : operation.adapter.refusals.invalid;
  if (status === wanted || status === orStatus) return null;
  const expected = `${wanted} for another ${name} than there is`;
  const source = wanted === 404 ? {} : { evidence: 'assumed' as const };
  return { expected, seen: told(answer), key: `${name} ${status}`, ...source };
}
