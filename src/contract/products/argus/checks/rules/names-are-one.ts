/** A customer, a domain and a user are the same wherever they are told of. */
import type { Json } from '../../../../../kernel/schema.ts';
import { rootOf, schemaMembers, type Node } from '../../../../../kernel/schema-walk.ts';
import type { Judged, Rule } from '../../../../terms/check.ts';
import { member } from '../../../../terms/exchange.ts';
import type { Target } from '../../../../terms/target.ts';
import { isOwnSuccess } from '../../../../checks/shared/answer.ts';
import { firstOfEach } from '../../../../checks/shared/departures.ts';
import { choicesOf, stepInto } from '../../../../checks/shared/fact.ts';
import { shown } from '../../../../lists/item.ts';

export const namesAreOne: Rule = {
  id: 'law/names-are-one',
  asks: 'Is a customer, a domain or a user the same wherever it is told of, member by member and letter by letter?',
  source: 'docs/contract/argus.md §6.2, §7.1, §14.0.2: ids stand beside the names of what they name',
  evidence: 'assumed',
  applies: ({ data, produces }) => data !== null && produces.includes('application/json'),
  judge: (answer, operation, target) => {
    if (!isOwnSuccess(answer) || answer.data === undefined) return [];
    const told = toldBy(target);
    const nodes = operation.data === null ? [] : [rootOf(operation.data)];
    return firstOfEach([...namesIn(answer.data, nodes)].flatMap((name) => faultOf(told, operation.key, name)));
  },
};

interface Name {
  /** Of whom it is told, and by which member. */
  readonly of: string;
  readonly value: string;
}

/** By what is named: each of its names, with the operations that told it. */
type Told = Map<string, Map<string, Set<string>>>;

const memories = new WeakMap<Target, Told>();

function toldBy(target: Target): Told {
  const told = memories.get(target) ?? new Map<string, Map<string, Set<string>>>();
  memories.set(target, told);
  return told;
}

/** Names that are remembered of one target. */
const mostKnown = 20_000;

/** A name is wrong where more operations tell another, or where this one did before. */
function faultOf(told: Told, operation: string, { of, value }: Name): readonly Judged[] {
  const names = told.get(of) ?? new Map<string, Set<string>>();
  if (names.size === 0 && told.size >= mostKnown) return [];
  told.set(of, names);
  const own = names.get(value) ?? new Set<string>();
  names.set(value, own.add(operation));
  for (const [other, operations] of names) {
    const isKnownBetter = operations.size > Math.max(1, own.size) || operations.has(operation);
    if (other !== value && isKnownBetter)
      return [{ key: of.replace(/\d+/, 'n'), expected: `${of} is ${shown(other)}, as elsewhere`, seen: shown(value) }];
  }
  return [];
}

const fewRows = 25;
const deepest = 6;

/** What is told of whom an answer tells of, with their ids; of a list that of some of its rows. */
function* namesIn(value: Json, nodes: readonly Node[], depth = 0): Generator<Name> {
  if (value === null || typeof value !== 'object' || depth > deepest) return;
  if (Array.isArray(value)) {
    const items = nodes.flatMap((node) => stepInto(node, 0));
    for (const one of (value as readonly Json[]).slice(0, fewRows)) yield* namesIn(one, items, depth + 1);
    return;
  }
  for (const { schema } of nodes.flatMap((node) => [node, ...choicesOf(node)]))
    if (typeof schema['title'] === 'string') yield* ownNames(value, schema['title']);
  for (const [name, inner] of Object.entries(value as { readonly [name: string]: Json }))
    if (inner !== null && typeof inner === 'object')
      yield* namesIn(
        inner,
        nodes.flatMap((node) => stepInto(node, name)),
        depth + 1,
      );
}

/** What names a customer, a domain or a user, by the titles of the schemas. */
const kinds: Readonly<Record<string, string>> = {
  Customer: 'customer',
  CustomerInfo: 'customer',
  Domain: 'domain',
  CurrentUser: 'user',
  UserInfo: 'user',
  UserInfoV2: 'user',
};

/** What stands for somebody or something in other things, and is the same in all of them. */
const references = new Map(
  ['customer-info', 'domain', 'user-info', 'user-info-v2'].map((file) => {
    const node = rootOf(`argus/${file}.schema.json`);
    return [String(node.schema['title']), schemaMembers(node).map(([name]) => name)];
  }),
);

function* ownNames(value: Json, title: string): Generator<Name> {
  const [id, kind] = [member(value, 'id'), kinds[title]];
  if (kind === undefined || typeof id !== 'number') return;
  for (const name of names) {
    const text = member(value, name);
    if (typeof text === 'string') yield { of: `${name} of ${kind} ${id}`, value: text };
  }
  for (const name of references.get(title) ?? [])
    if (!names.includes(name)) yield { of: `${name} of ${title} ${id}`, value: formOf(member(value, name)) };
}

const names = ['name', 'shortName', 'userName'];

/** A value as a whole; of what has an id itself only that it is there. */
const formOf = (value: Json | undefined): string => (member(value, 'id') === undefined ? shown(value) : 'an object');
