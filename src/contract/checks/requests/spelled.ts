/** Values as clients spell them: numbers as text, booleans as Python prints them. */
import type { Json } from '../../../kernel/schema.ts';
import type { Check } from '../../terms/check.ts';
import type { Ask } from '../../terms/exchange.ts';
import type { Operation } from '../../terms/operation.ts';
import { schemaMembers, rootOf, typesOf, type Node } from '../../../kernel/schema-walk.ts';
import { fewOf } from '../shared/few.ts';
import { baselineOf, isPlainRead, plainOrSkip, sameAnswer } from './same.ts';

const perOperation = 2;

const namesOf = (operation: Operation, where: 'query' | 'body', isIt: (node: Node) => boolean): readonly string[] => {
  const file = operation[where];
  if (file === null || operation.consumes === 'anything') return [];
  return schemaMembers(rootOf(file)).flatMap(([name, node]) => (isIt(node) ? [name] : []));
};

/** Text is admitted beside the number or the boolean: that is how the schemas say that clients send it. */
const isNumber = (node: Node): boolean => ['integer', 'string'].every((type) => typesOf(node).includes(type));
const isBoolean = (node: Node): boolean => ['boolean', 'string'].every((type) => typesOf(node).includes(type));

type Members = Readonly<Record<string, Json>>;
const having = (ask: Ask, where: 'query' | 'body', more: Members): Ask => ({
  ...ask,
  [where]: { ...((ask[where] ?? {}) as Members), ...more },
});

const paging = ['limit', 'offset'];

export const numbersAsText: Check = {
  id: 'requests/numbers-as-text',
  asks: 'Are limit and offset as text taken for the numbers that they are?',
  rank: 'major',
  source: 'docs/contract/argus.md §9: the XSOAR pack sends "25"',
  evidence: 'observed',
  applies: (operation, target) =>
    isPlainRead(operation, target) && paging.every((name) => namesOf(operation, 'body', isNumber).includes(name)),
  run: async (context) => {
    const { ask } = await plainOrSkip(context);
    const plain = await baselineOf(context, having(ask, 'body', { limit: 3, offset: 1 }));
    if (plain === null) return context.skip('a second page does not succeed');
    await sameAnswer(context, plain, having(ask, 'body', { limit: '3', offset: '1' }), 'a number as text');
  },
};

const spellings: Readonly<Record<'true' | 'false', readonly string[]>> = {
  true: ['True', 'TRUE'],
  false: ['False', 'FALSE'],
};

export const booleansAsText: Check = {
  id: 'requests/booleans-as-text',
  asks: "Are booleans in a query taken in Python's spelling as well?",
  rank: 'major',
  source: 'docs/contract/argus.md §2: always sent so by the vendor’s own client',
  evidence: 'observed',
  applies: (operation, target) => isPlainRead(operation, target) && namesOf(operation, 'query', isBoolean).length > 0,
  run: async (context) => {
    const { ask } = await plainOrSkip(context);
    for (const name of fewOf(context, namesOf(context.operation, 'query', isBoolean), perOperation)) {
      const value = context.random.pick(['true', 'false'] as const);
      const plain = await baselineOf(context, having(ask, 'query', { [name]: value }));
      const spelling = context.random.pick(spellings[value]);
      if (plain === null) context.violation({ expected: `${name}=${value} succeeds`, seen: 'a refusal', key: name });
      else
        await sameAnswer(
          context,
          plain,
          having(ask, 'query', { [name]: spelling }),
          `${name}=${spelling} for ${value}`,
        );
    }
  },
};
