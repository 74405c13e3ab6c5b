/** Lists that are asked for page by page: which operations are lists, how they are asked, and what one page says. */
import { schemaDocument, type Json } from '../../kernel/schema.ts';
import { requiredOf, rootOf } from '../../kernel/schema-walk.ts';
import type { Paging } from '../../http/facts.ts';
import type { PageContent, PagePlace } from '../terms/adapter.ts';
import type { Context } from '../terms/check.ts';
import { member, type Answer, type Ask, type QueryValue } from '../terms/exchange.ts';
import type { Operation } from '../terms/operation.ts';
import { idOf } from './item.ts';

/** How an operation takes its page. */
export interface Shape extends Paging {
  /** Names of all members that a request may have. */
  readonly members: readonly string[];
}

export type Criteria = Readonly<Record<string, Json>>;

export interface Page extends PageContent {
  readonly answer: Answer;
  readonly ids: readonly string[];
  /** What the target says the whole has; null where it did not count (docs/contract/argus.md §1). */
  readonly count: number | null;
}

/** The members of a schema's object. */
export const membersOf = (file: string | null): Readonly<Record<string, Json>> =>
  file === null ? {} : ((member(schemaDocument(file), 'properties') ?? {}) as Readonly<Record<string, Json>>);

/** How an operation is paged; null for one that is no list. */
export const shapeOf = (operation: Operation): Shape | null =>
  operation.paging === null
    ? null
    : { ...operation.paging, members: Object.keys(membersOf(operation[operation.paging.where])) };

export const isList = ({ paging }: Operation): boolean => paging !== null;

/** A list with all that its requests have in common. */
export interface List {
  readonly operation: Operation;
  readonly shape: Shape;
  readonly params: Readonly<Record<string, string | number>>;
}

/** A list asked with nothing in its path, or with these parameters. Throws for an operation that is none. */
export function listFor(operation: Operation, params: List['params'] = {}): List {
  const shape = shapeOf(operation);
  if (shape === null) throw new Error(`${operation.key} is no list`);
  return { operation, shape, params };
}

/** What a list cannot be asked without, as its example has it; lists of events have a span of time for that. */
const neededBy = ({ examples, body, model }: Operation): object =>
  body === null || model !== null || requiredOf(rootOf(body)).length === 0 ? {} : (examples.body ?? {});

/** The request of one page. */
export function askOf({ operation, shape, params }: List, criteria: Criteria, place: PagePlace): Ask {
  const placed = operation.adapter.placed?.(place) ?? { limit: place.limit, offset: place.offset };
  const needed = shape.where === 'body' ? neededBy(operation) : {};
  const members = { ...needed, ...criteria, ...defined(placed) } as Readonly<Record<string, Json>>;
  return shape.where === 'body'
    ? { operation, params, body: members }
    : { operation, params, query: members as Record<string, QueryValue> };
}

const defined = (members: object): object =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

/** Reads one page; a request that must succeed and is refused ends the unit, as a violation unless the target is merely busy. */
export async function askPage(context: Context, list: List, criteria: Criteria, place: PagePlace = {}): Promise<Page> {
  return pageIn(await answered(context, askOf(list, criteria, place)));
}

/** The answer to a request that must succeed; one that is refused ends the unit. */
export async function answered(context: Context, ask: Ask): Promise<Answer> {
  const answer = await context.send(ask);
  return answer.status === 200 ? answer : refused(context, answer);
}

/** Ends the unit for an answer that should have been a success. */
export function refused(context: Context, answer: Answer): never {
  const isBusy = [402, 429, 503].includes(answer.status);
  if (!isBusy)
    context.violation({
      key: 'refused',
      expected: 'a request that the documentation allows succeeds',
      seen: `status ${answer.status}`,
      answer,
    });
  return context.skip(isBusy ? `the target did not answer (${answer.status})` : 'the target refused');
}

/** What an answer says as a page. */
export function pageIn(answer: Answer): Page {
  const { items, count, said } = answer.operation.adapter.pageIn(answer);
  return { answer, items, ids: items.map(idOf), count: typeof count === 'number' && count >= 0 ? count : null, said };
}
