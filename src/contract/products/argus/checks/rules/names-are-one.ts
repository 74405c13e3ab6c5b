/** A customer, a domain and a user have one name each, wherever they are told of. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Judged, Rule } from '../../../../terms/check.ts';
import { member } from '../../../../terms/exchange.ts';
import type { Target } from '../../../../terms/target.ts';
import { isOwnSuccess } from '../../../../checks/shared/answer.ts';
import { firstOfEach } from '../../../../checks/shared/departures.ts';
import { shown } from '../../../../lists/item.ts';

export const namesAreOne: Rule = {
  id: 'law/names-are-one',
  asks: 'Has a customer, a domain or a user the same names wherever it is told of, letter by letter?',
  source: 'docs/contract/argus.md §6.2, §7.1, §14.0.2: ids stand beside the names of what they name',
  evidence: 'assumed',
  applies: ({ data, produces }) => data !== null && produces.includes('application/json'),
  judge: (answer, operation, target) => {
    if (!isOwnSuccess(answer) || answer.data === undefined) return [];
    const told = toldBy(target);
    return firstOfEach([...namesIn(answer.data)].flatMap((name) => faultOf(told, operation.key, name)));
  },
};

interface Name {
  /** What is named, and by which member. */
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
const mostKnown = 5000;

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
const deepest = 4;

/** Names of what an answer tells of, with their ids; of a list those of some of its rows. */
function* namesIn(value: Json, place = '', depth = 0): Generator<Name> {
  if (value === null || typeof value !== 'object' || depth > deepest) return;
  if (Array.isArray(value)) {
    for (const one of (value as readonly Json[]).slice(0, fewRows)) yield* namesIn(one, place, depth + 1);
    return;
  }
  yield* ownNames(value, kindOf(value, place));
  for (const [name, inner] of Object.entries(value as { readonly [name: string]: Json }))
    yield* namesIn(inner, name, depth + 1);
}

function kindOf(value: Json, name: string): string | null {
  if (name === 'customer' || name === 'customerInfo') return 'customer';
  if (name === 'domain') return 'domain';
  return member(value, 'type') === 'user' || member(value, 'userName') !== undefined ? 'user' : null;
}

function* ownNames(value: Json, kind: string | null): Generator<Name> {
  const id = member(value, 'id');
  if (kind === null || typeof id !== 'number') return;
  for (const name of ['name', 'shortName', 'userName']) {
    const text = member(value, name);
    if (typeof text === 'string') yield { of: `${name} of ${kind} ${id}`, value: text };
  }
}
