/** Law: far into a list rows stand where they belong, none twice, none missing, and the total stays what it is. */
import { modelOf, undecidable } from '../../lists/fixture.ts';
import { isSame } from '../../lists/item.ts';
import { askPage, listFor, type Criteria, type List, type Page } from '../../lists/list.ts';
import type { Check, Context } from '../../terms/check.ts';
import type { Model } from '../../terms/model.ts';
import { largeSizes } from './large-pages.ts';

/** Rows on both sides of where windows of search engines end. */
const depths = [50, 999, 1000, 9_999, 10_000, 10_001] as const;
/** Rows of each page. */
const few = 3;
const largest = 10_001;
/** So many of one instant are looked through for a row. */
const most = 500;

export const deepRows: Check = {
  id: 'law/depth',
  asks: 'Are rows beyond 1,000 and 10,000 those that belong there, each once, with the same total, up to the very last, and are large pages whole?',
  source: 'seed 002 "limit" and "offset"; docs/contract/argus.md §2; docs/contract/usm.md §4, §6',
  applies: (operation) => modelOf(operation) !== null,
  run: async (context) => {
    const model = modelOf(context.operation);
    const list = listFor(context.operation);
    if (model === null) return;
    const deep = deepOf(list, model);
    if (context.isBrief) return inFew(context, list, model, deep);
    const first = await askPage(context, list, deep.criteria, { limit: few, ...deep.order });
    const { count } = first;
    if (count === null) return context.skip('the target did not count');
    if (count <= few) undecidable(context, `only ${count} items`);
    const known = new Map<number, string>(first.ids.map((id, place) => [place, id] as const));
    const within = depths.filter((offset) => offset + few <= count);
    for (const offset of depths.filter((one) => !within.includes(one)))
      context.undecided(`row ${offset}`, `only ${count} items`);
    for (const offset of new Set([...within, count - few, count]))
      await look(context, { list, model, deep, count, known }, offset);
    if (!context.isLive) await large(context, list, deep, count);
  },
};

/** Pages of a size that clients ask for, at its end, far behind it and behind all, where few requests are to tell much. */
async function inFew(context: Context, list: List, model: Model, deep: Deep): Promise<void> {
  const limit = largeSizes[list.shape.style];
  const whole = await askPage(context, list, deep.criteria, { limit, ...deep.order });
  const { count } = whole;
  if (count === null || count <= limit) undecidable(context, `only ${count ?? 'an unknown number of'} items`);
  wholePage(context, whole, limit, count);
  const known = new Map<number, string>(whole.ids.map((id, place) => [place, id] as const));
  for (const offset of [1000, 10_000, count].filter((one) => one <= count))
    await look(context, { list, model, deep, count, known }, offset);
}

interface Deep {
  readonly criteria: Criteria;
  readonly order: { readonly order?: readonly string[] };
  /** Criteria by which bounds are for the time that orders the list; null where they cannot be. */
  readonly atItsTime: Criteria | null;
}

/** All there is, the newest first. */
function deepOf({ operation, shape }: List, model: Model): Deep {
  const { bounds, boundsFor, lookBacks, newestFirst, lasts } = model;
  const atItsTime = model.atItsTime ?? {};
  const canBeOne = lasts === undefined || Object.keys(atItsTime).length > 0;
  const isTaken = Object.keys(atItsTime).every((name) => shape.members.includes(name));
  return {
    criteria: { ...boundsFor, ...(lookBacks !== undefined && { [bounds.from]: 0 }) },
    order: operation.sortKeys.length > 0 ? { order: [newestFirst] } : {},
    atItsTime: canBeOne && isTaken ? atItsTime : null,
  };
}

interface Walked {
  readonly list: List;
  readonly model: Model;
  readonly deep: Deep;
  readonly count: number;
  /** Ids by their places, as far as pages have shown them. */
  readonly known: Map<number, string>;
}

async function look(context: Context, walked: Walked, wanted: number): Promise<void> {
  const { list, deep, count, known } = walked;
  const offset = list.shape.style === 'page' ? Math.floor(wanted / few) * few : wanted;
  const page = await askPage(context, list, deep.criteria, { limit: few, offset, ...deep.order });
  const due = Math.max(0, Math.min(few, count - offset));
  const wrong =
    (page.ids.length === due ? null : `${page.ids.length} rows`) ??
    (page.count === count ? null : `a total of ${page.count}`) ??
    misplaced(page, offset, known);
  if (wrong !== null) {
    const again = await askPage(context, list, deep.criteria, { limit: few, ...deep.order });
    const isMoved = again.count !== count || again.ids[0] !== known.get(0);
    const expected = `${due} rows at offset ${offset} of ${count}, none of them met at another place`;
    if (!isMoved) context.violation({ key: `offset ${wanted}`, expected, seen: wrong, answer: page.answer });
    return;
  }
  if (!context.isBrief) await truth(context, walked, page, offset);
}

/** A row that stands where another stood, or at two places. */
function misplaced(page: Page, offset: number, known: Map<number, string>): string | null {
  for (const [at, id] of page.ids.entries()) {
    const place = offset + at;
    const before = known.get(place);
    if (before !== undefined && before !== id) return `${id} at place ${place}, where ${before} was`;
    const other = [...known].find(([where, one]) => one === id && where !== place);
    if (other !== undefined) return `${id} at places ${other[0]} and ${place}`;
    known.set(place, id);
  }
  return null;
}

/** The row among those of its instant, as a search for that shows them; and of an order by time it is known how many stand before it. */
async function truth(context: Context, walked: Walked, page: Page, offset: number): Promise<void> {
  const { list, model, deep } = walked;
  const [item] = page.items;
  const time = item === undefined ? undefined : model.timeOf(item);
  if (item === undefined || time === undefined) return;
  const { from, to } = model.bounds;
  const instant: Criteria = { ...deep.criteria, ...deep.atItsTime, [from]: time, [to]: time };
  const same = await askPage(context, list, instant, { limit: most });
  const listed = same.items.find((_, place) => same.ids[place] === page.ids[0]);
  const { answer } = same;
  if (listed === undefined && (same.count ?? most) < most) {
    const expected = `the row at offset ${offset} among those of its instant, ${time}`;
    context.violation({ key: `known ${offset}`, expected, seen: 'others', answer });
  } else if (listed !== undefined && !isSame(listed, item)) {
    const expected = `the row at offset ${offset} as a search for its instant shows it`;
    context.violation({ key: `same ${offset}`, expected, seen: 'another', answer });
  }
  if (deep.atItsTime !== null && same.count !== null)
    await inPlace(context, walked, { page, offset, time, same: same.count });
}

interface DeepRow {
  readonly page: Page;
  readonly offset: number;
  readonly time: number;
  /** So many are of its instant. */
  readonly same: number;
}

/** Newest first: before a row stand those that are newer, and at most all others of its instant. */
async function inPlace(context: Context, { list, model, deep, count }: Walked, row: DeepRow): Promise<void> {
  const { page, offset, time, same } = row;
  const { from, to } = model.bounds;
  const upTo: Criteria = { ...deep.criteria, ...deep.atItsTime, ...lowest(deep, from), [to]: time };
  const older = await askPage(context, list, upTo, { limit: 1 });
  if (older.count === null) return;
  const least = count - older.count;
  if (offset >= least && offset < least + same) return;
  const again = await askPage(context, list, deep.criteria, { limit: 1 });
  if (again.count !== count) return;
  const expected = `a row at offset ${offset} before which ${offset} are newer or of its instant`;
  context.violation({ key: `place ${offset}`, expected, seen: `${least} are newer`, answer: page.answer });
}

const lowest = ({ criteria }: Deep, from: string): Criteria => (from in criteria ? { [from]: 0 } : {});

/** A page of ten thousand holds as many, none twice, and begins as a small one. */
async function large(context: Context, list: List, deep: Deep, count: number): Promise<void> {
  if (list.shape.style === 'page') return;
  if (count < 1001) return context.undecided('large pages', `only ${count} items`);
  const limit = Math.min(largest, count);
  wholePage(context, await askPage(context, list, deep.criteria, { limit, ...deep.order }), limit, count);
}

function wholePage(context: Context, { ids, answer }: Page, limit: number, count: number): void {
  const distinct = new Set(ids).size;
  if (ids.length === limit && distinct === limit) return;
  const expected = `${limit} different rows of ${count}`;
  context.violation({ key: 'large page', expected, seen: `${ids.length} rows, ${distinct} of them different`, answer });
}
