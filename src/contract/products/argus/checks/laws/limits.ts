/** Law: the limits that Argus documents: 0 for all, any up to 100,000, none above; and offsets from 0. */
import type { Check, Context } from '../../../../terms/check.ts';
import { member } from '../../../../terms/exchange.ts';
import { compare, unlessMoved } from '../../../../lists/hits.ts';
import { shown } from '../../../../lists/item.ts';
import { askOf, askPage, shapeOf } from '../../../../lists/list.ts';
import { fixtureOf, type Fixture } from '../../../../lists/fixture.ts';

/** The part of a list that is asked for. */
interface Slice {
  readonly limit: number;
  readonly offset?: number;
}

/** The system's limit on rows of one answer (seed 002). */
const most = 100_000;

const refused: readonly (readonly [Slice, string])[] = [
  [{ limit: most + 1 }, 'a limit above the system’s own'],
  [{ limit: -1 }, 'a limit below 0'],
  [{ limit: 25, offset: -1 }, 'an offset below 0'],
];

export const limits: Check = {
  id: 'law/limits',
  asks: 'Does limit 0 give all there is, is every limit up to 100,000 kept, and is more, or less than nothing, refused with 412?',
  rank: 'major',
  source: 'seed 002 "limit"; docs/contract/argus.md §2',
  evidence: 'documented',
  applies: (operation) => shapeOf(operation)?.style === 'offset',
  run: async (context) => {
    const fixture = await fixtureOf(context);
    const { list, base, whole } = fixture;
    const expected = [0, 25, most - 1, most].map((limit) => ({
      limit,
      ids: limit === 25 ? whole.ids.slice(0, 25) : whole.ids,
    }));
    for (const { limit, ids } of context.atMost(1, expected)) {
      const { ids: seen, count, answer } = await askPage(context, list, base, { limit });
      const said = member(answer.json, 'limit');
      if (said !== limit)
        context.violation({ key: 'echo', expected: `limit ${limit} beside the list`, seen: shown(said), answer });
      if (count !== null && count !== whole.ids.length)
        await unlessMoved(context, fixture, {
          key: `count of limit ${limit}`,
          expected: `a count of ${whole.ids.length}, whatever the limit`,
          seen: `${count}`,
          answer,
        });
      const says = `limit ${limit} gives ${ids.length} of ${whole.ids.length} items`;
      await compare(context, fixture, seen, { key: `limit ${limit}`, says, ids, answer });
    }
    for (const [slice, what] of context.atMost(0, refused)) await refusal(context, fixture, slice, what);
    await tooMany(context, fixture);
  },
};

async function refusal(context: Context, { list, base }: Fixture, slice: Slice, what: string): Promise<void> {
  const answer = await context.send(askOf(list, base, slice));
  const field = slice.offset === undefined ? 'limit' : 'offset';
  const isAbout = JSON.stringify(member(answer.json, 'messages') ?? null).includes(field);
  if (answer.status === 412 && isAbout) return;
  context.violation({
    key: `refusal of ${what}`,
    expected: `${what} is refused with 412 and a message about ${field}`,
    seen: answer.status === 412 ? 'messages that do not name it' : `status ${answer.status}`,
    answer,
  });
}

/** Where more matches than the system gives, limit 0 is refused as well; a tenant is not asked to count all it has. */
async function tooMany(context: Context, fixture: Fixture): Promise<void> {
  const { list, span } = fixture;
  if (span === null || context.isLive || context.isBrief) return;
  const base = { startTimestamp: 0, endTimestamp: span.to };
  const { count } = await askPage(context, list, base, { limit: 1 });
  if (count === null || count <= most) return;
  await refusal(context, { ...fixture, base }, { limit: 0 }, `limit 0 where ${count} match`);
}
