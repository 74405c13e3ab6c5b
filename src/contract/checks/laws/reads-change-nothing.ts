/** Law: reading changes nothing: the same question has the same answer, whatever was read before. */
import type { Check } from '../../check.ts';
import { isSameSet } from '../../lists/hits.ts';
import { firstDifference, setDifference } from '../../lists/item.ts';
import { isList, pageOf } from '../../lists/list.ts';
import { everything, subjectOf } from '../../lists/subject.ts';
import type { Answer } from '../../exchange.ts';
import { member } from '../../exchange.ts';

export const readsChangeNothing: Check = {
  id: 'law/reads-change-nothing',
  family: 'law',
  asks: 'Does the same question, asked twice, have the same answer, and does a list stay as it was after all that was read from it?',
  rank: 'major',
  source: 'seed 002; RFC 9110 §9.2.1 (safe methods)',
  evidence: 'assumed',
  applies: ({ effect, isPublic, id }) => effect === 'reads' && isPublic !== true && id !== 'getTimestampMs',
  run: async (context) => {
    const { operation, sample } = context;
    const example = await sample.example(operation);
    if (example === null) return context.skip('the target has nothing that could be asked for');
    const first = await context.send(example);
    const second = await context.send(example);
    const wrong = differ(first, second);
    const third = wrong === null ? second : await context.send(example);
    // Somebody else may have written between the first two.
    if (wrong !== null && differ(second, third) !== null)
      context.violation({
        key: 'twice',
        expected: 'the same answer to the same question',
        seen: wrong,
        answer: second,
      });
    if (!isList(operation) || context.target.writes !== 'all') return;
    const { list, base, whole } = await subjectOf(context);
    const again = await pageOf(context, list, base, { limit: everything });
    if (isSameSet(again.ids, whole.ids) || context.isLive) return;
    const moved = setDifference(again.ids, whole.ids) ?? 'another number of them';
    context.violation({
      key: 'later',
      expected: 'the list as it was when it was first read',
      seen: moved,
      answer: again.answer,
    });
  },
};

function differ(one: Answer, other: Answer): string | null {
  if (one.status !== other.status) return `status ${one.status}, then ${other.status}`;
  if (one.json === undefined) return Buffer.compare(one.bytes, other.bytes) === 0 ? null : 'other bytes';
  // Messages carry the time at which they were made (contract/argus.md §1).
  const count = [member(one.json, 'count'), member(other.json, 'count')];
  return count[0] === count[1]
    ? firstDifference(one.data, other.data)
    : `a count of ${String(count[0])}, then ${String(count[1])}`;
}
