/** What the laws of statistics share: one question about the events of a search, and how what is counted adds up. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Context } from '../../../../terms/check.ts';
import type { Answer } from '../../../../terms/exchange.ts';
import { numbersDiffer, numbersOf, type Numbers } from '../../model/groups.ts';
import { search } from '../../../../lists/counterpart.ts';
import { fixtureOf, type Fixture } from '../../../../lists/fixture.ts';
import { unlessMoved } from '../../../../lists/hits.ts';
import { answered, type Criteria } from '../../../../lists/list.ts';

/** The events that a law counts, and the means to ask and to report. */
export interface EventCount {
  readonly fixture: Fixture;
  readonly items: readonly Json[];
  /** Statistics of these events. */
  readonly ask: (more: Criteria) => Promise<Answer>;
  /** Reports, unless `seen` is null or the target has moved. */
  readonly report: (answer: Answer, key: string, expected: string, seen: string | null) => Promise<void>;
  /** Reports where what was counted is not all of the events. */
  readonly total: (answer: Answer, field: string, counted: readonly Numbers[]) => Promise<void>;
}

export async function eventCountOf(context: Context, model: string): Promise<EventCount> {
  const fixture = await fixtureOf(context, { operation: search(context.api, model), least: 2 });
  const { items } = fixture.whole;
  const report: EventCount['report'] = (answer, key, expected, seen) =>
    unlessMoved(context, fixture, { key, expected, seen, answer });
  return {
    fixture,
    items,
    ask: (more) => answered(context, { body: { ...fixture.base, ...more } }),
    report,
    total: (answer, field, counted) =>
      report(
        answer,
        `sum by ${field}`,
        `groups by ${field} that add up to the ${items.length} events of the search`,
        numbersDiffer(sumOf(counted), numbersOf(items)),
      ),
  };
}

export const sumOf = (parts: readonly Numbers[]): Numbers => ({
  count: parts.reduce((total, { count }) => total + count, 0),
  raw: parts.reduce((total, { raw }) => total + raw, 0),
});

/** Sizes of groups, the biggest first. */
export const sizesOf = (groups: ReadonlyMap<string, readonly Json[]>): readonly number[] =>
  [...groups.values()].map((events) => events.length).toSorted((one, other) => other - one);
