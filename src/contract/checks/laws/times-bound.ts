/** Law: bounds of time include both ends, for whichever time they are meant, and a search split at an instant finds the same. */
import { middleOf } from '../../criteria/times.ts';
import type { Json } from '../../../kernel/schema.ts';
import type { Check, Context } from '../../terms/check.ts';
import { expectation } from '../../criteria/samples.ts';
import type { Model } from '../../terms/model.ts';
import { askHits, compare, expectHits } from '../../lists/hits.ts';
import type { Criteria } from '../../lists/list.ts';
import { bounded, modelOf, fixtureOf, type Span, type Fixture } from '../../lists/fixture.ts';

export const timesBound: Check = {
  id: 'law/times-bound',
  asks: 'Do bounds of time include both ends, for every time that they can be for, and do two neighbouring spans find what one finds?',
  source: 'seed 002 "Time"; docs/contract/argus.md §4, §7.4; docs/contract/usm.md §4',
  applies: (operation) => modelOf(operation) !== null,
  run: async (context) => {
    const fixture = await fixtureOf(context, { least: 3 });
    const { model } = fixture;
    if (model === null) return;
    await split(context, fixture, model);
    const { list, span, base, whole } = fixture;
    const { members } = list.shape;
    const otherBounds = span === null ? [] : (model.otherBounds?.({ items: whole.items, base, members }) ?? []);
    for (const [name, criteria] of plain(fixture, model)) await ask(context, fixture, model, name, criteria);
    for (const [name, criteria] of otherBounds) await ask(context, fixture, model, name, criteria);
  },
};

async function ask(context: Context, fixture: Fixture, model: Model, name: string, criteria: Criteria): Promise<void> {
  const says = `bounds ${name} find the events whose time lies within them, both ends included`;
  await expectHits(context, fixture, criteria, { key: name, says, expect: expectation(fixture, model) });
}

/** Times within the span; what lasts may have begun before it. */
const timesWithin = (items: readonly Json[], span: Span | null, model: Model): readonly number[] =>
  items
    .flatMap((item) => model.timeOf(item) ?? [])
    .filter((time) => span === null || (time >= span.from && time <= span.to));

/** Bounds inside the span: at the very time of an event, just before it and just after it. */
function plain({ whole, span }: Fixture, model: Model): readonly (readonly [string, Criteria])[] {
  const time = middleOf(timesWithin(whole.items, span, model));
  if (time === undefined || span === null) return [];
  return [
    ['at one instant', bounded(model, { from: time, to: time })],
    ['from an instant on', bounded(model, { from: time, to: span.to })],
    ['from just after an instant on', bounded(model, { from: time + 1, to: span.to })],
    ['up to an instant', bounded(model, { from: span.from, to: time })],
    ['up to just before an instant', bounded(model, { from: span.from, to: time - 1 })],
  ];
}

/** What two neighbouring spans find is what the span of both finds; only an event that lasts may be in both. */
async function split(context: Context, fixture: Fixture, model: Model): Promise<void> {
  const { span, whole } = fixture;
  const time = middleOf(timesWithin(whole.items, span, model));
  if (span === null || time === undefined) return;
  const early = await askHits(context, fixture, bounded(model, { from: span.from, to: time - 1 }));
  const late = await askHits(context, fixture, bounded(model, { from: time, to: span.to }));
  const lasting = new Set(
    whole.items.flatMap((item, place) => (model.lasts?.(item, time) === true ? [whole.ids[place]] : [])),
  );
  const twice = early.ids.filter((id) => late.ids.includes(id) && !lasting.has(id));
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
