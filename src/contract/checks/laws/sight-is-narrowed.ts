/** Law: who may see less finds exactly the part that they may see. */
import type { Check } from '../../terms/check.ts';
import { compare } from '../../lists/hits.ts';
import { idOf, setDifference } from '../../lists/item.ts';
import { answered, askOf, pageIn } from '../../lists/list.ts';
import { wholeLimit, modelOf, fixtureOf } from '../../lists/fixture.ts';
import { callerOf } from '../../terms/credentials.ts';

export const sightIsNarrowed: Check = {
  id: 'law/sight-is-narrowed',
  asks: 'Does a caller who may see one customer find exactly that customer’s part of what everybody’s search finds?',
  source: 'seed 000 "role based access control"; docs/contract/argus.md §5.1',
  applies: (operation, target) => {
    if (modelOf(operation) === null) return false;
    const { adapter } = operation;
    return (
      callerOf(adapter, target, 'one customer') !== undefined || 'no credential that sees one customer only is known'
    );
  },
  run: async (context) => {
    const { adapter } = context.operation;
    const fixture = await fixtureOf(context, { least: 2 });
    const { list, base, whole } = fixture;
    const ask = askOf(list, base, { limit: wholeLimit });
    const answer = await answered(context, { ...ask, as: 'one customer' });
    const { ids, count } = pageIn(answer);
    const violation = (key: string, expected: string, seen: string): void =>
      context.violation({ key, expected, seen, answer });
    if (count !== null && count !== ids.length)
      violation('count', `a count of the ${ids.length} that may be seen`, `${count}`);
    const { customersOf } = adapter.facts;
    const own = callerOf(adapter, context.target, 'one customer')?.customers?.map(String);
    if (customersOf === undefined || own === undefined) {
      const extra = ids.filter((id) => !whole.ids.includes(id));
      const seen = setDifference(extra, []);
      if (seen !== null) violation('more', 'nothing that a full search does not find', seen);
      return;
    }
    const expected = whole.items.filter((item) => customersOf(item).some((name) => own.includes(name))).map(idOf);
    const says = `the ${expected.length} events of ${own.join(', ')}`;
    await compare(context, fixture, ids, { key: 'part', says, ids: expected, answer });
  },
};
