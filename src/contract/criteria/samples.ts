/** Requests worth making for each criterion of a list, made of the events that are there, and what they should find. */
import type { Json } from '../../kernel/schema.ts';
import { itemsOf, schemaMembers as nodesOf, rootOf } from '../../kernel/schema-walk.ts';
import type { Context } from '../terms/check.ts';
import { idOf } from '../lists/item.ts';
import { shapeOf, type Criteria } from '../lists/list.ts';
import type { Expected } from '../lists/hits.ts';
import { modelOf, fixtureOf, type Fixture } from '../lists/fixture.ts';
import type { Operation } from '../terms/operation.ts';
import { judgementOf } from './criteria.ts';
import type { Criterion, Judge, Model } from '../terms/model.ts';

export interface Asked {
  readonly name: string;
  readonly value: Json;
  readonly criteria: Criteria;
  readonly criterion: Criterion;
}

/** What says which items a list's criteria select: its model, or what its product says of its filters; null where nothing does. */
export const judgeOf = (operation: Operation): Judge | null =>
  modelOf(operation) ?? operation.adapter.filters?.[operation.id] ?? null;

/** What criteria are tried on: where items are of several kinds, each apart. */
export async function fixturesOf(context: Context): Promise<readonly Fixture[]> {
  const members = shapeOf(context.operation)?.members ?? [];
  const fixtures: Fixture[] = [];
  for (const kind of modelOf(context.operation)?.kinds?.(members) ?? [{}])
    fixtures.push(await fixtureOf(context, { least: 3, ...kind }));
  return fixtures;
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

/** Severities and their bounds are not asked together (docs/contract/argus.md §6.5), nor is a name with its older form. */
export const isClash = (one: string, other: string): boolean =>
  (/severity/i.test(one) && /severity/i.test(other)) || one === `${other}ID` || other === `${one}ID`;

/** The members that parts of criteria may have; none where a list takes no parts. */
export function partMembersOf(operation: Operation): readonly string[] {
  const parts = judgeOf(operation)?.parts;
  if (operation.body === null || parts === undefined) return [];
  const node = new Map(nodesOf(rootOf(operation.body))).get(parts);
  return node === undefined ? [] : nodesOf(itemsOf(node)).map(([name]) => name);
}

/** What criteria should find within a fixture. */
export const expectation =
  (fixture: Fixture, model: Model) =>
  (criteria: Criteria): Expected => {
    const verdicts = fixture.whole.items.map((item) => ({
      id: idOf(item),
      verdict: judgementOf(model, item, criteria),
    }));
    return {
      ids: verdicts.filter(({ verdict }) => verdict === true).map(({ id }) => id),
      also: verdicts.filter(({ verdict }) => verdict === null).map(({ id }) => id),
    };
  };
