/** Members that are right alone and wrong together. */
import type { Json } from '../../../kernel/schema.ts';
import type { Check } from '../../terms/check.ts';
import type { Exclusion } from '../../../http/facts.ts';
import type { Operation } from '../../terms/operation.ts';
import { exampleOrSkip } from '../shared/asks.ts';
import { placeOf, messagesOf, told } from '../shared/answer.ts';
import { itemsOf, schemaMembers, rootOf, typesOf, type Node } from '../../../kernel/schema-walk.ts';
import { validOf } from '../shared/valid.ts';
import { mayBeTampered } from './wrong.ts';

interface Found extends Exclusion {
  readonly path: readonly string[];
  readonly value: Readonly<Record<string, Json>>;
}

const deepest = 2;

/** The exclusions that are possible in an object, and in the objects in it. */
function exclusionsIn(all: readonly Exclusion[], node: Node, path: readonly string[] = []): readonly Found[] {
  const members = new Map(schemaMembers(node));
  const here = all
    .filter((one) => one.members.every((name) => members.has(name)))
    .map((one) => ({ ...one, path, value: one.value ?? together(one.members, members) }));
  if (path.length >= deepest) return here;
  return [...here, ...[...members].flatMap(([name, member]) => exclusionsIn(all, member, [...path, name]))];
}

const together = (names: readonly string[], members: ReadonlyMap<string, Node>): Readonly<Record<string, Json>> =>
  Object.fromEntries(
    names.map((name) => {
      const node = members.get(name) as Node;
      return [name, typesOf(node).includes('array') ? [validOf(itemsOf(node), 0)] : validOf(node, 0)];
    }),
  );

const foundIn = ({ body, exclusions }: Operation): readonly Found[] =>
  body === null ? [] : exclusionsIn(exclusions, rootOf(body));

export const overlap: Check = {
  id: 'requests/overlap',
  asks: 'Are members that exclude each other refused together, with one of them named?',
  rank: 'major',
  applies: (operation, target) => foundIn(operation).length > 0 && mayBeTampered(operation, target),
  run: async (context) => {
    const ask = await exampleOrSkip(context);
    const { invalid } = context.operation.adapter.refusals;
    for (const { path, value, members, source, evidence } of foundIn(context.operation)) {
      const names = Object.keys(value);
      const fields = names.map((name) => placeOf([...path, name]));
      await context.judge({ ...ask, body: merged(ask.body ?? {}, path, value) }, (answer) => {
        const isNamed = messagesOf(answer).some(({ field }) => fields.some((one) => field?.startsWith(one) === true));
        if (answer.status === invalid && isNamed) return null;
        const expected = `${invalid} with the field ${fields.join(' or ')}: ${members.join(' and ')} exclude each other`;
        return { expected, seen: told(answer), key: `${path.join('.')} ${members.join(' ')}`, source, evidence };
      });
    }
  },
};

function merged(base: Json, path: readonly string[], value: Readonly<Record<string, Json>>): Json {
  const [name, ...rest] = path;
  const own = base as Readonly<Record<string, Json>>;
  return name === undefined ? { ...own, ...value } : { ...own, [name]: merged(own[name] ?? {}, rest, value) };
}
