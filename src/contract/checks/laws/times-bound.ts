/** Law: bounds of time include both ends, for whichever time they are meant, and a search split at an instant finds the same. */
import type { Json } from '../../../kernel/schema.ts';
import type { Check, Context } from '../../check.ts';
import { expectation, partMembersOf } from '../../criteria/samples.ts';
import { strategiesOf, timesOf } from '../../criteria/times.ts';
import { askHits, compare, expectHits } from '../../lists/hits.ts';
import { membersOf, type Criteria } from '../../lists/list.ts';
import {
  bounded,
  boundsOf,
  modelOf,
  fixtureOf,
  timeOf,
  type ModelName,
  type Span,
  type Fixture,
} from '../../lists/fixture.ts';
import { numberAt } from '../../lists/item.ts';

export const timesBound: Check = {
  id: 'law/times-bound',
  family: 'law',
  asks: 'Do bounds of time include both ends, for every time that they can be for, and do two neighbouring spans find what one finds?',
  rank: 'critical',
  source: 'seed 002 "Time"; contract/argus.md §4, §7.4; contract/usm.md §4',
  applies: (operation) => modelOf(operation) !== null,
  run: async (context) => {
    const fixture = await fixtureOf(context, { least: 3 });
    const { model } = fixture;
    if (model === null) return;
    await split(context, fixture, model);
    for (const [name, criteria] of plain(fixture, model)) await ask(context, fixture, model, name, criteria);
    if (partMembersOf(context.operation).length === 0) return;
    for (const [name, criteria] of byStrategy(fixture, model)) await ask(context, fixture, model, name, criteria);
  },
};

async function ask(
  context: Context,
  fixture: Fixture,
  model: ModelName,
  name: string,
  criteria: Criteria,
): Promise<void> {
  const says = `bounds ${name} find the events whose time lies within them, both ends included`;
  await expectHits(context, fixture, criteria, { key: name, says, expect: expectation(fixture, model) });
}

const middleOf = (times: readonly number[]): number | undefined =>
  times.toSorted((one, other) => one - other)[times.length >> 1];

/** Times within the span; what lasts may have begun before it. */
const timesWithin = (items: readonly Json[], span: Span | null, model: ModelName): readonly number[] =>
  items
    .flatMap((item) => timeOf(model, item) ?? [])
    .filter((time) => span === null || (time >= span.from && time <= span.to));

/** Bounds inside the span: at the very time of an event, just before it and just after it. */
function plain({ whole, span, list }: Fixture, model: ModelName): readonly (readonly [string, Criteria])[] {
  const time = middleOf(timesWithin(whole.items, span, model));
  if (time === undefined || span === null) return [];
  const { shape } = list;
  return [
    ['at one instant', bounded(shape, { from: time, to: time })],
    ['from an instant on', bounded(shape, { from: time, to: span.to })],
    ['from just after an instant on', bounded(shape, { from: time + 1, to: span.to })],
    ['up to an instant', bounded(shape, { from: span.from, to: time })],
    ['up to just before an instant', bounded(shape, { from: span.from, to: time - 1 })],
  ];
}

/** Bounds for other times; the span stays as a required part, so that all is found within it. */
function byStrategy({ whole, span, base, list }: Fixture, model: ModelName): readonly (readonly [string, Criteria])[] {
  if (span === null) return [];
  const within = { subCriteria: [{ ...base, required: true }] };
  const matches = 'timeMatchStrategy' in membersOf(list.operation.body) ? ['any', 'all'] : [null];
  return [...strategiesOf(model), 'all'].flatMap((name) => {
    const time = middleOf(whole.items.flatMap((item) => timesOf(model, item, name)));
    if (time === undefined) return [];
    return matches.flatMap((match) => {
      const how = { timeFieldStrategy: [name], ...(match !== null && { timeMatchStrategy: match }), ...within };
      const called = `for ${name}${match === null ? '' : `, ${match}`}`;
      return [
        [`${called}: at one instant`, { ...how, startTimestamp: time, endTimestamp: time }],
        [`${called}: from an instant on`, { ...how, startTimestamp: time, endTimestamp: time + year }],
        [`${called}: up to an instant`, { ...how, startTimestamp: 0, endTimestamp: time }],
      ] as const;
    });
  });
}

const year = 366 * 86_400_000;

/** What two neighbouring spans find is what the span of both finds; only an event that lasts may be in both. */
async function split(context: Context, fixture: Fixture, model: ModelName): Promise<void> {
  const { span, whole, list } = fixture;
  const time = middleOf(timesWithin(whole.items, span, model));
  if (span === null || time === undefined || boundsOf(list.shape) === null) return;
  const early = await askHits(context, fixture, bounded(list.shape, { from: span.from, to: time - 1 }));
  const late = await askHits(context, fixture, bounded(list.shape, { from: time, to: span.to }));
  const lasting = new Set(whole.items.flatMap((item, place) => (lasts(item, time) ? [whole.ids[place]] : [])));
  const twice = early.ids.filter((id) => late.ids.includes(id) && !(model === 'aggregated' && lasting.has(id)));
  if (twice.length > 0)
    context.violation({
      key: 'overlap',
      expected: 'an event in one of two neighbouring spans is not in the other',
      seen: `${twice.length} in both, such as ${twice[0]}`,
      answer: late.answer,
    });
  const joined = [...new Set([...early.ids, ...late.ids])];
  const says = `spans split at ${time} find together what the whole span finds`;
  await compare(context, fixture, joined, { key: 'split', says, ids: whole.ids, answer: late.answer });
}

const lasts = (item: Fixture['whole']['items'][number], time: number): boolean =>
  (numberAt(item, 'startTimestamp') ?? time) < time && (numberAt(item, 'endTimestamp') ?? 0) >= time;
