/** Requests worth making for each criterion of a list, made of the events that are there, and what they should find. */
import type { Json } from '../../kernel/schema.ts';
import type { Context } from '../check.ts';
import { member } from '../exchange.ts';
import { at, idOf } from '../lists/item.ts';
import { membersOf, type Criteria } from '../lists/list.ts';
import type { Expected } from '../lists/hits.ts';
import { modelOf, fixtureOf, type ModelName, type Fixture } from '../lists/fixture.ts';
import type { Operation } from '../operation.ts';
import { verdictOf } from './criteria.ts';
import type { Criterion } from './verdict.ts';

export interface Asked {
  readonly name: string;
  readonly value: Json;
  readonly criteria: Criteria;
  readonly criterion: Criterion;
}

/** What criteria are tried on: of v2, aggregated and raw events apart, because each shows what the other lacks. */
export async function subjectsOf(context: Context): Promise<readonly Fixture[]> {
  if (modelOf(context.operation) !== 'v2') return [await fixtureOf(context, { least: 3 })];
  // The simple list shows no properties and takes no list of what to show.
  const view = context.operation.method === 'POST' ? { includeAllProperties: true } : {};
  const both: Fixture[] = [];
  for (const type of ['aggregated', 'raw'] as const)
    both.push(await fixtureOf(context, { least: 3, filter: { type: [type] }, view }));
  return both;
}

/** Requests of one criterion each, for all criteria that the list takes. */
export function samplesOf(
  { list, whole }: Fixture,
  table: Readonly<Record<string, Criterion>>,
  members = list.shape.members,
): readonly Asked[] {
  return Object.entries(table)
    .filter(([name]) => members.includes(name))
    .flatMap(([name, criterion]) =>
      criterion.values(whole.items).map((value) => ({ name, value, criteria: { [name]: value }, criterion })),
    );
}

/** Requests of a criterion with members that change how it is read. */
export const moreOf = (
  { list, whole }: Fixture,
  table: Readonly<Record<string, Criterion>>,
): readonly { readonly name: string; readonly criteria: Criteria }[] =>
  Object.entries(table)
    .filter(([name]) => list.shape.members.includes(name))
    .flatMap(([name, { more }]) => (more?.(whole.items) ?? []).map((criteria) => ({ name, criteria })));

/** Severities and their bounds are not asked together (contract/argus.md §6.5). */
export const isClash = (one: string, other: string): boolean => /severity/i.test(one) && /severity/i.test(other);

/** The members that parts of criteria may have; none where a list takes no parts. */
export function partMembersOf({ body }: Operation): readonly string[] {
  const part = at(membersOf(body)['subCriteria'], 'items');
  const reference = member(part, '$ref');
  return typeof reference === 'string' ? Object.keys(membersOf(`argus/${reference}`)) : [];
}

/** What criteria should find within a subject. */
export const expectation =
  (fixture: Fixture, model: ModelName) =>
  (criteria: Criteria): Expected => {
    const verdicts = fixture.whole.items.map((item) => ({ id: idOf(item), verdict: verdictOf(model, item, criteria) }));
    return {
      ids: verdicts.filter(({ verdict }) => verdict === true).map(({ id }) => id),
      also: verdicts.filter(({ verdict }) => verdict === null).map(({ id }) => id),
    };
  };
