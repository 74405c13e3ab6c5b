/** The criteria of a list with values that tell, as its schema admits them. */
import {
  alternativesOf,
  itemsOf,
  resolved,
  rootOf,
  schemaMembers as nodesOf,
  typesOf,
  type Node,
} from '../../kernel/schema-walk.ts';
import { violations, type Json } from '../../kernel/schema.ts';
import type { Fixture } from '../lists/fixture.ts';
import type { Criteria } from '../lists/list.ts';
import { listOf } from '../terms/exchange.ts';
import type { Judge } from '../terms/model.ts';
import type { Operation } from '../terms/operation.ts';
import type { Term } from './question.ts';
import { wordingsOf } from './values.ts';

/** Names of criteria of which something is so. */
export const marked = ({ criteria }: Judge, fact: 'isAfterCount' | 'isSight'): ReadonlySet<string> =>
  new Set(Object.keys(criteria).filter((name) => criteria[name]?.[fact] === true));

/** Criteria of the list with values that tell; what no value tells is noted. */
export function termsOf(
  fixture: Fixture,
  judge: Judge,
  note: (reading: string, isTold: boolean) => void,
): readonly Term[] {
  const { list, base, whole } = fixture;
  const file = list.operation[list.shape.where];
  const nodes = new Map(file === null ? [] : nodesOf(rootOf(file)));
  return Object.entries(judge.criteria).flatMap(([name, criterion]): readonly Term[] => {
    const node = nodes.get(name);
    if (node === undefined || name in base) return [];
    const types = [...alternativesOf(node), ...sentOf(node)];
    const isList = types.some((one) => typesOf(one).includes('array'));
    const named = types.flatMap((one) => [...enumOf(one), ...alternativesOf(itemsOf(one)).flatMap(enumOf)]);
    const admits = admitsOf(list.operation);
    const about = { name, criterion, judge, items: whole.items, isList, named, admits, judged: new Map() };
    const { telling, undecided } = wordingsOf(about);
    for (const reading of undecided) note(`${name}, ${reading}`, false);
    return telling.map((wording) => ({ ...wording, name }));
  });
}

/** What clients should send, where the server takes more. */
const sentOf = (node: Node): readonly Node[] =>
  node.schema['x-sent'] === undefined ? [] : alternativesOf(resolved(node.file, node.schema['x-sent']));

const enumOf = ({ schema }: Node): readonly Json[] => listOf(schema['enum']);

/** Whether the schema of requests admits criteria; in a query everything is text, so types say nothing there. */
const admitsOf =
  ({ query, body, paging }: Operation) =>
  (criteria: Criteria): boolean => {
    const file = paging?.where === 'body' ? body : query;
    if (paging?.where === 'query' && !canBeSent(criteria)) return false;
    return (
      file === null ||
      violations(file, criteria).every(
        ({ path, keyword }) =>
          !Object.hasOwn(criteria, String(path[0])) || (paging?.where === 'query' && keyword === 'type'),
      )
    );
  };

/** Half a character has no place in a URL. */
const canBeSent = (criteria: Criteria): boolean => !/\\ud[89a-f]/i.test(JSON.stringify(criteria));
