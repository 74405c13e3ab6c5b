/** Law: a time means the same however it is written: as a number, as text, as ISO 8601, or as a distance from now. */
import { isoUtc } from '../../../../../kernel/clock.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { named } from '../../../../lists/counterpart.ts';
import type { Operation } from '../../../../terms/operation.ts';
import { compare, unlessMoved } from '../../../../lists/hits.ts';
import { at, numberAt } from '../../../../lists/item.ts';
import { askPage, membersOf } from '../../../../lists/list.ts';
import { wholeLimit, modelOf, fixtureOf, type Fixture } from '../../../../lists/fixture.ts';

export const timesAreOne: Check = {
  id: 'law/times-are-one',
  asks: 'Does a bound of time mean the same as a number, as text, as ISO 8601 and as a distance from now?',
  source: 'seed 002 "Time"; seed 000 "-2days"; docs/contract/argus.md §12.7',
  evidence: 'documented',
  applies: (operation) => modelOf(operation) !== null && !takesNumbersAlone(operation),
  run: async (context) => {
    const fixture = await fixtureOf(context, { least: 2 });
    await spellings(context, fixture);
    for (const distance of ['-24hours', '-2days', '-7d', '-1 day', 'now']) await relative(context, fixture, distance);
  },
};

/** One list declares its bounds as integers (docs/contract/argus.md §12.5). */
const takesNumbersAlone = ({ query }: Operation): boolean =>
  String(at(membersOf(query)['startTimestamp'] ?? null, '$ref')).endsWith('/epoch');

async function spellings(context: Context, fixture: Fixture): Promise<void> {
  const { list, model, span, whole } = fixture;
  if (span === null || model === null) return;
  const { bounds: names } = model;
  const { from, to } = span;
  for (const [how, write] of [
    ['text', String],
    ['ISO 8601', isoUtc],
  ] as const) {
    const criteria = { [names.from]: write(from), [names.to]: write(to) };
    const { ids, answer } = await askPage(context, list, criteria, { limit: wholeLimit });
    const says = `bounds as ${how} find what the same bounds as numbers find`;
    await compare(context, fixture, ids, { key: how, says, ids: whole.ids, answer });
  }
}

/** What the target itself resolves a distance to; null where it does not say. */
async function resolved(context: Context, timestring: string): Promise<number | null> {
  const answer = await context.send({ operation: named(context.api, 'getTimestampMs'), query: { timestring } });
  return numberAt(answer.json, 'data.timestamp') ?? (typeof answer.data === 'number' ? answer.data : null);
}

/** What was written while a clock stood still lies a little ahead of it. */
const aheadMs = 60_000;

/** A clock that runs between two requests leaves room for what lies between what it said before and after. */
async function relative(context: Context, fixture: Fixture, distance: string): Promise<void> {
  const { list, model } = fixture;
  if (model === null) return;
  const { bounds: names } = model;
  const before = await resolved(context, distance);
  const bound = distance === 'now' ? { [names.from]: '-2days', [names.to]: distance } : { [names.from]: distance };
  const asked = await askPage(context, list, bound, { limit: 1 });
  const after = await resolved(context, distance);
  if (before === null || after === null || asked.count === null) return;
  const other = distance === 'now' ? { [names.from]: '-2days' } : {};
  const bounded = distance === 'now' ? names.to : names.from;
  const counts: number[] = [];
  const latest = distance === 'now' ? after + aheadMs : after;
  for (const instant of before === latest ? [before] : [before, latest]) {
    const { count } = await askPage(context, list, { ...other, [bounded]: instant }, { limit: 1 });
    if (count === null) return;
    counts.push(count);
  }
  const { count, answer } = asked;
  const isBetween = count >= Math.min(...counts) && count <= Math.max(...counts);
  const expected = `${distance} finds what ${before} finds, to which the target resolves it: ${counts.join(' to ')} events`;
  await unlessMoved(context, fixture, { key: distance, expected, seen: isBetween ? null : `${count}`, answer });
}
