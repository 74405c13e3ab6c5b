/** Law: the parts of a partition count together what the whole counts, for every caller, however much there is. */
import type { Json } from '../../../kernel/schema.ts';
import { alternativesOf, itemsOf, resolved, rootOf, schemaMembers } from '../../../kernel/schema-walk.ts';
import { sightsOf } from '../../covering/page.ts';
import { middleOf } from '../../criteria/times.ts';
import { fixtureOf, modelOf, undecidable, type Fixture } from '../../lists/fixture.ts';
import { askOf, pageIn, type Criteria } from '../../lists/list.ts';
import type { Check, Context } from '../../terms/check.ts';
import { listOf } from '../../terms/exchange.ts';
import type { Model } from '../../terms/model.ts';
import type { Role } from '../../terms/target.ts';

export const countsAddUp: Check = {
  id: 'law/counts-add-up',
  asks: 'Do the values of a criterion of which each item has one, and the halves of a stretch of time, count together what all of it counts, for every caller?',
  source: 'seed 002 "count"; docs/contract/argus.md §1; docs/contract/usm.md §6',
  applies: (operation) => modelOf(operation) !== null,
  run: async (context) => {
    const fixture = await fixtureOf(context, { least: 2 });
    const { model } = fixture;
    if (model === null) return;
    const callers = [...(await sightsOf(context, fixture)).keys()];
    const partitions = [...valuesOf(fixture, model), ...halvesOf(fixture, model)];
    if (partitions.length === 0) undecidable(context, 'no criterion divides its items');
    for (const caller of callers) {
      // A narrowed caller is asked by one partition: who may see what is another question.
      const asked = caller === 'full' ? partitions : [context.random.pick(partitions)];
      for (const partition of asked) await add(context, fixture, caller, partition);
    }
  },
};

interface Partition {
  readonly name: string;
  readonly whole: Criteria;
  readonly parts: readonly Criteria[];
}

/** All there is, as far as it can be asked for. */
const everything = ({ lookBacks, bounds, boundsFor }: Model): Criteria => ({
  ...boundsFor,
  ...(lookBacks === undefined ? {} : { [bounds.from]: 0 }),
});

/** Criteria whose values the schema names, and of which each item has one. */
function valuesOf({ list, whole }: Fixture, model: Model): readonly Partition[] {
  const file = list.operation[list.shape.where];
  if (file === null) return [];
  return schemaMembers(rootOf(file)).flatMap(([name, node]): readonly Partition[] => {
    const criterion = model.criteria[name];
    const sent = node.schema['x-sent'] === undefined ? [] : [resolved(node.file, node.schema['x-sent'])];
    const nodes = [...alternativesOf(node), ...sent].flatMap((one) => [one, ...alternativesOf(itemsOf(one))]);
    const spellings = new Set(nodes.flatMap(({ schema }) => listOf(schema['enum'])));
    // Clients spell some with a blank, which are no other values.
    const values = [...spellings].filter((value) => !/\s/.test(String(value)));
    if (criterion === undefined || criterion.isOfAll === true || values.length < 2) return [];
    const parts = values.map((value): Criteria => ({
      [name]: nodes.length > 1 && list.shape.where === 'body' ? [value] : value,
    }));
    const isOne = (item: Json): boolean =>
      parts.filter((part) => criterion.holds(item, listed(part[name] ?? null), part) === true).length === 1;
    return whole.items.every(isOne) ? [{ name, whole: everything(model), parts }] : [];
  });
}

const listed = (value: Json): Json => (Array.isArray(value) ? value : [value]);

/** A stretch of time and its halves; what lasts is in both, unless bounds are for one time alone. */
function halvesOf({ list, span, whole }: Fixture, model: Model): readonly Partition[] {
  const { bounds, boundsFor, atItsTime } = model;
  const canBeOne = atItsTime !== undefined && Object.keys(atItsTime).every((name) => list.shape.members.includes(name));
  if (model.lasts !== undefined && !canBeOne) return [];
  const middle = middleOf(whole.items.flatMap((item) => model.timeOf(item) ?? []));
  if (middle === undefined || span === null) return [];
  const fixed = { ...boundsFor, ...(canBeOne ? atItsTime : {}) };
  const of = (from: number, to: number): Criteria => ({ ...fixed, [bounds.from]: from, [bounds.to]: to });
  const { to } = span;
  return [{ name: 'halves of time', whole: of(0, to), parts: [of(0, middle - 1), of(middle, to)] }];
}

async function add(context: Context, fixture: Fixture, caller: Role, { name, whole, parts }: Partition): Promise<void> {
  const countOf = async (criteria: Criteria): Promise<{ readonly count: number | null; readonly answer: Answered }> => {
    const answer = await context.send({ ...askOf(fixture.list, criteria, { limit: 1 }), as: caller });
    return { count: answer.status === 200 ? pageIn(answer).count : null, answer };
  };
  const total = await countOf(whole);
  let sum = 0;
  for (const part of parts) {
    const { count } = await countOf({ ...whole, ...part });
    if (count === null) return;
    sum += count;
  }
  if (total.count === null || total.count === sum) return;
  const again = await countOf(whole);
  if (again.count !== total.count) return;
  const expected = `${name} count together what all of it counts, as ${caller}: ${sum}`;
  context.violation({ key: `${name} as ${caller}`, expected, seen: `${total.count}`, answer: total.answer });
}

type Answered = Awaited<ReturnType<Context['send']>>;
