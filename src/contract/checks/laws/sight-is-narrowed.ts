/** Law: who may see less finds exactly the part that they may see. */
import type { Json } from '../../../kernel/schema.ts';
import type { Check, Context } from '../../check.ts';
import { compare } from '../../lists/hits.ts';
import { at, idOf, setDifference } from '../../lists/item.ts';
import { askOf, pageIn, refused } from '../../lists/list.ts';
import { everything, modelOf, fixtureOf, type Fixture } from '../../lists/fixture.ts';
import { credentialOf } from '../../target.ts';

export const sightIsNarrowed: Check = {
  id: 'law/sight-is-narrowed',
  family: 'law',
  asks: 'Does a caller who may see one customer find exactly that customer’s part of what everybody’s search finds?',
  rank: 'critical',
  source: 'seed 000 "role based access control"; contract/argus.md §5.1',
  applies: (operation, target) => {
    if (modelOf(operation) === null) return false;
    const kind = operation.product === 'argus' ? 'api key' : 'client';
    return (
      credentialOf(target, kind, 'one customer') !== undefined || 'no credential that sees one customer only is known'
    );
  },
  run: async (context) => {
    const fixture = await fixtureOf(context, { least: 2 });
    const { list, base, whole } = fixture;
    const answer = await context.send({ ...askOf(list, base, { limit: everything }), as: 'one customer' });
    if (answer.status !== 200) refused(context, answer);
    const { ids, count } = pageIn(answer);
    if (count !== null && count !== ids.length)
      context.violation({
        key: 'count',
        expected: `a count of the ${ids.length} that may be seen`,
        seen: `${count}`,
        answer,
      });
    const own = await customersOf(context);
    const isUsm = list.operation.product === 'usm';
    if (isUsm || own === null) {
      const extra = setDifference(
        ids.filter((id) => !whole.ids.includes(id)),
        [],
      );
      if (extra !== null)
        context.violation({ key: 'more', expected: 'nothing that a full search does not find', seen: extra, answer });
      return;
    }
    const expected = seenBy(fixture, own);
    const says = `the ${expected.length} events of ${[...own].join(', ')}`;
    await compare(context, fixture, ids, { key: 'part', says, ids: expected, answer });
  },
};

/** Customers that the narrowed caller is known to see; null where nobody knows. */
async function customersOf({ target }: Context): Promise<ReadonlySet<string> | null> {
  const credential = credentialOf(target, 'api key', 'one customer');
  return credential?.customers === undefined || credential.customers === null
    ? null
    : new Set(credential.customers.map(String));
}

const seenBy = ({ whole }: Fixture, own: ReadonlySet<string>): readonly string[] =>
  whole.items.filter((item: Json) => names(item).some((name) => own.has(name))).map(idOf);

const names = (item: Json): readonly string[] =>
  ['customerInfo.shortName', 'customerInfo.id', 'customer.shortName', 'customer.id'].flatMap((path) => {
    const value = at(item, path);
    return value === undefined ? [] : [String(value)];
  });
