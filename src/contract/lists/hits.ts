/** What criteria find within a fixture, and how that is compared with what they should find. */
import type { Context, Departure } from '../terms/check.ts';
import type { Answer } from '../terms/exchange.ts';
import { Stale } from '../terms/stale.ts';
import { isSame, setDifference } from './item.ts';
import { askOf, pageIn, askPage, type Criteria, type Page } from './list.ts';
import { wholeLimit, type Fixture } from './fixture.ts';

const nameOf = ({ list, base }: Fixture, criteria: Criteria): string =>
  `hits of ${list.operation.key} ${JSON.stringify([base, criteria])}`;

/** Asks for all that the criteria find within the fixture. */
export const askHits = (context: Context, { list, base }: Fixture, criteria: Criteria): Promise<Page> =>
  askPage(context, list, { ...base, ...criteria }, { limit: wholeLimit });

/** Ids of what the criteria find within the fixture; asked once in a run. */
export const hitIdsOf = (context: Context, fixture: Fixture, criteria: Criteria): Promise<readonly string[]> =>
  context.memo(nameOf(fixture, criteria), async () => (await askHits(context, fixture, criteria)).ids);

/** What a result should hold: these ids, and besides at most those of `also`. */
export interface Expected {
  readonly ids: readonly string[];
  readonly also?: readonly string[];
}

/** How a result differs from what it should hold, in words; null where it does not. */
export function departure(seen: readonly string[], { ids, also = [] }: Expected): string | null {
  const isOptional = new Set(also);
  const twice = seen.length - new Set(seen).size;
  if (twice > 0) return `${twice} of ${seen.length} come twice`;
  return setDifference(
    seen.filter((id) => !isOptional.has(id)),
    ids,
  );
}

/**
 * Asks for what the criteria find and compares; a departure is reported with the smallest criteria that show it.
 * `expect` says what smaller criteria should find, too.
 */
export async function expectHits(
  context: Context,
  fixture: Fixture,
  criteria: Criteria,
  law: { readonly key: string; readonly says: string; readonly expect: (criteria: Criteria) => Expected },
): Promise<void> {
  const { list, base } = fixture;
  await context.probe(criteria, async (smaller): Promise<Departure | null> => {
    const answer = await context.send(askOf(list, { ...base, ...(smaller as Criteria) }, { limit: wholeLimit }));
    if (answer.status !== 200) return smaller === criteria ? refusal(law.key, answer) : null;
    const { ids } = pageIn(answer);
    if (smaller === criteria) await context.memo(nameOf(fixture, criteria), () => Promise.resolve(ids));
    const wrong = departure(ids, law.expect(smaller as Criteria));
    if (wrong === null) return null;
    return (await isMoving(context, fixture)) ? null : { key: law.key, expected: law.says, seen: wrong, answer };
  });
}

const refusal = (key: string, answer: Answer): Departure => ({
  key,
  expected: 'a search by a documented criterion succeeds',
  seen: `status ${answer.status}`,
  answer,
});

/** The same ids, each as often. */
export const isSameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.toSorted().join() === other.toSorted().join();

/**
 * Whether the target changes while it is asked, so that nothing can be compared; asked only where something looks wrong.
 * Throws `Stale` where it had changed since an earlier unit read it.
 */
export async function isMoving(context: Context, { list, base, view, whole }: Fixture): Promise<boolean> {
  const again = await askPage(context, list, { ...base, ...view }, { limit: wholeLimit });
  const before = new Map(whole.items.map((item, place) => [whole.ids[place], item] as const));
  const isChanged =
    !isSameSet(again.ids, whole.ids) || again.items.some((item, place) => !isSame(item, before.get(again.ids[place])));
  if (isChanged && !context.isAskedAgain) throw new Stale();
  return isChanged;
}

/** Reports a departure, where one was seen, unless the target has moved meanwhile. */
export async function unlessMoved(
  context: Context,
  fixture: Fixture,
  { seen, ...fault }: Omit<Departure, 'seen'> & { readonly seen: string | null },
): Promise<void> {
  if (seen !== null && !(await isMoving(context, fixture))) context.violation({ ...fault, seen });
}

/** Reports a departure of a result that is put together from several answers. */
export const compare = (
  context: Context,
  fixture: Fixture,
  seen: readonly string[],
  fault: { readonly key: string; readonly says: string; readonly ids: readonly string[]; readonly answer: Answer },
): Promise<void> => {
  const { key, says, ids, answer } = fault;
  return unlessMoved(context, fixture, { key, expected: says, seen: departure(seen, { ids }), answer });
};
