/** What a path names is what comes back. */
import type { Rule } from '../../terms/check.ts';
import { member, type Answer } from '../../terms/exchange.ts';
import { shown } from '../../lists/item.ts';
import type { Operation } from '../../terms/operation.ts';
import { isOwnSuccess } from '../shared/answer.ts';
import { parametersIn } from '../shared/asks.ts';

export const askedFor: Rule = {
  id: 'schema/asked-for',
  asks: 'Is the one thing that a path names the thing that comes back?',
  applies: ({ path, adapter }) =>
    parametersIn(path).some((name) => adapter.facts.named?.parameters.includes(name) === true),
  judge: (answer, operation) => {
    const { named } = operation.adapter.facts;
    if (named === undefined || !isOwnSuccess(answer)) return [];
    const id = [member(answer.data, 'id'), member(answer.data, 'uuid')].find((value) => typeof value === 'string');
    const parameters = namesIn(answer, operation);
    const wanted = named.parameters.flatMap((name) => parameters[name] ?? [])[0];
    if (wanted === undefined || typeof id !== 'string' || named.is(id, parameters)) return [];
    return [{ expected: `the thing named ${wanted}`, seen: shown(id), key: 'id' }];
  },
};

/** The values of the path's parameters, read from the path that was sent. */
function namesIn({ sent }: Answer, { path }: Operation): Readonly<Record<string, string>> {
  const pattern = path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '([^/]+)');
  const values = new RegExp(`${pattern}/?$`).exec(new URL(sent.url).pathname) ?? [];
  return Object.fromEntries(parametersIn(path).map((name, at) => [name, decodeURIComponent(values[at + 1] ?? '')]));
}
