/** Law: reading changes nothing: the same question has the same answer, whatever was read before. */
import type { Check, Context } from '../../terms/check.ts';
import { isSameSet } from '../../lists/hits.ts';
import { firstDifference, setDifference } from '../../lists/item.ts';
import { askOf, askPage, isList, listFor, type Criteria } from '../../lists/list.ts';
import { wholeLimit, fixtureOf } from '../../lists/fixture.ts';
import { lasting, steadied } from '../../lists/steady.ts';
import type { Answer, Ask } from '../../terms/exchange.ts';
import { exampleOrSkip } from '../shared/asks.ts';

export const readsChangeNothing: Check = {
  id: 'law/reads-change-nothing',
  asks: 'Does the same question, asked twice, have the same answer, and does a list stay as it was after all that was read from it?',
  rank: 'major',
  source: 'seed 002; RFC 9110 §9.2.1 (safe methods)',
  evidence: 'assumed',
  applies: ({ effect, isPublic, id, adapter }) =>
    effect === 'reads' && !isPublic && id !== adapter.facts.clock?.operation,
  run: async (context) => {
    const { operation } = context;
    const example = await steadied(context, await exampleOrSkip(context));
    const first = await context.send(example);
    const second = await context.send(example);
    const wrong = differ(first, second);
    if (wrong !== null && (await isUnsteady(context, example, second))) {
      // While time passes, events come and go.
      if (await context.clockRuns()) context.undecided('the same answer twice', `the target moves: ${wrong}`);
      else
        context.violation({
          key: 'twice',
          expected: 'the same answer to the same question',
          seen: wrong,
          answer: second,
          against: first,
        });
    }
    if (!isList(operation) || context.target.writes !== 'all') return;
    const { list, base, whole } = await fixtureOf(context);
    const again = await askPage(context, list, base, { limit: wholeLimit });
    if (isSameSet(again.ids, whole.ids) || context.isLive) return;
    if (await context.clockRuns()) return context.undecided('the list later', 'the target moves');
    const moved = setDifference(again.ids, whole.ids) ?? 'another number of them';
    context.violation({
      key: 'later',
      expected: 'the list as it was when it was first read',
      seen: moved,
      answer: again.answer,
    });
  },
};

/** Whether it is not that somebody else has written once meanwhile: it goes on, or befalls a page of another size as well. */
async function isUnsteady(context: Context, example: Ask, second: Answer): Promise<boolean> {
  if (differ(second, await context.send(example)) !== null) return true;
  const { paging } = context.operation;
  if (paging === null) return false;
  const { [paging.where]: members } = askOf(listFor(context.operation), {}, { limit: 7 });
  const other = {
    ...example,
    [paging.where]: { ...(example[paging.where] as Criteria | undefined), ...(members as Criteria) },
  };
  return differ(await context.send(other), await context.send(other)) !== null;
}

function differ(one: Answer, other: Answer): string | null {
  if (one.status !== other.status) return `status ${one.status}, then ${other.status}`;
  if (one.json === undefined) return Buffer.compare(one.bytes, other.bytes) === 0 ? null : 'other bytes';
  // Messages beside the data carry the time at which they were made (docs/contract/argus.md §1).
  const [count, then] = [one, other].map((answer) => String(answer.operation.adapter.pageIn(answer).count));
  if (count !== then) return `a count of ${count}, then ${then}`;
  return firstDifference(lasting(one.operation, one.data), lasting(other.operation, other.data));
}
