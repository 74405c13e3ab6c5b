/** Members that are right alone and wrong together. */
import type { Json } from '../../../kernel/schema.ts';
import type { Evidence } from '../../../http/endpoint.ts';
import type { Check } from '../../check.ts';
import type { Operation } from '../../operation.ts';
import { fieldOf, messagesOf, told } from '../shared/answer.ts';
import { itemsOf, membersOf, rootOf, typesOf, type Node } from '../../../kernel/schema-walk.ts';
import { validOf } from '../shared/valid.ts';
import { mayBeTampered } from './wrong.ts';

interface Clash {
  /** What the object has to have for the clash to be possible. */
  readonly members: readonly string[];
  /** The members that clash; the values of `members` from the schema, one item in a list, when left out. */
  readonly value?: Readonly<Record<string, Json>>;
  readonly source: string;
  readonly evidence: Evidence;
}

const apart = (one: string, other: string, source: string, evidence: Evidence): Clash => ({
  members: [one, other],
  source,
  evidence,
});

const clashes: readonly Clash[] = [
  apart('severity', 'minSeverity', 'contract/argus.md §6.5', 'documented'),
  apart('severity', 'maxSeverity', 'contract/argus.md §6.5', 'documented'),
  apart('timeFieldStrategy', 'lastUpdatedTimestamp', 'contract/argus.md §4', 'documented'),
  apart('enableFlag', 'disableFlag', 'contract/argus.md §7.6', 'documented'),
  apart('flagsToEnable', 'flagsToDisable', 'contract/argus.md §6.7, §7.6', 'assumed'),
  apart('associateCase', 'disassociateCase', 'contract/argus.md §7.6', 'documented'),
  apart('associateCases', 'unassociateCases', 'contract/argus.md §6.7, §7.6', 'assumed'),
  {
    members: ['resolution', 'resolutionUnit'],
    value: { resolution: 2, resolutionUnit: 'weeks' },
    source: 'contract/argus.md §6.6: weeks only with resolution 1',
    evidence: 'documented',
  },
  {
    members: ['timeline', 'groupBy'],
    value: { timeline: [1, 2].map(() => ({ name: 'same', field: 'created', resolution: 'days' })) },
    source: 'contract/argus.md §7.5: names are unique',
    evidence: 'documented',
  },
];

interface Found extends Clash {
  readonly path: readonly string[];
  readonly value: Readonly<Record<string, Json>>;
}

const deepest = 2;

/** The clashes that are possible in an object, and in the objects in it. */
function clashesIn(node: Node, path: readonly string[] = []): readonly Found[] {
  const members = new Map(membersOf(node));
  const here = clashes
    .filter((clash) => clash.members.every((name) => members.has(name)))
    .map((clash) => ({ ...clash, path, value: clash.value ?? together(clash.members, members) }));
  if (path.length >= deepest) return here;
  return [...here, ...[...members].flatMap(([name, member]) => clashesIn(member, [...path, name]))];
}

const together = (names: readonly string[], members: ReadonlyMap<string, Node>): Readonly<Record<string, Json>> =>
  Object.fromEntries(
    names.map((name) => {
      const node = members.get(name) as Node;
      return [name, typesOf(node).includes('array') ? [validOf(itemsOf(node), 0)] : validOf(node, 0)];
    }),
  );

const foundIn = ({ body }: Operation): readonly Found[] => (body === null ? [] : clashesIn(rootOf(body)));

export const overlap: Check = {
  id: 'requests/overlap',
  family: 'requests',
  asks: 'Are members that exclude each other refused together, with one of them named?',
  rank: 'major',
  applies: (operation, target) => foundIn(operation).length > 0 && mayBeTampered(operation, target),
  run: async (context) => {
    const ask = await context.sample.example(context.operation);
    if (ask === null) return context.skip('the target holds nothing to ask about');
    for (const { path, value, members, source, evidence } of foundIn(context.operation)) {
      const names = Object.keys(value);
      const fields = names.map((name) => fieldOf([...path, name]));
      await context.judge({ ...ask, body: merged(ask.body ?? {}, path, value) }, (answer) => {
        if (answer.fault !== null) return null;
        const named = messagesOf(answer).filter(({ field }) => fields.some((one) => String(field).startsWith(one)));
        if (answer.status === 412 && named.length > 0) return null;
        const expected = `412 with the field ${fields.join(' or ')}: ${members.join(' and ')} exclude each other`;
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
