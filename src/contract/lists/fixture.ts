/** What is asked of each list: a stretch of time with few enough events, a case, an event, or all there is; read whole once and shared. */
import type { Context } from '../terms/check.ts';
import type { Model } from '../terms/model.ts';
import type { Operation } from '../terms/operation.ts';
import { named } from './counterpart.ts';
import { askPage, shapeOf, type Criteria, type List, type Page } from './list.ts';

export interface Fixture {
  readonly list: List;
  /** What the items are, where they are things that happened at a time. */
  readonly model: Model | null;
  /** Criteria that all requests have, so that they stay within `whole`. */
  readonly base: Criteria;
  /** Members that ask for more to be shown of each item. */
  readonly view: Criteria;
  /** All that the base finds, as one page, with all that was asked to be shown. */
  readonly whole: Page;
  /** The span of time that the base stands for, epoch milliseconds; null for lists without one. */
  readonly span: Span | null;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The model of a list's items; null for those that are not narrowed to a stretch of time. */
export const modelOf = ({ adapter, model, paging }: Operation): Model | null =>
  model === null || paging === null ? null : (adapter.models?.[model] ?? null);

/** Most rows of a whole, and how many a stretch of time aims at. */
const mostRows = 400;
const fewRows = 45;
export const wholeLimit = 1000;

/** Ends the unit: the target's data cannot decide it. */
export function undecidable(context: Context, why: string): never {
  context.undecided('all of it', why);
  return context.skip(why);
}

/** What a fixture is to be besides a stretch of time. */
export interface Wish {
  /** The list; the unit's operation when left out. */
  readonly operation?: Operation;
  /** Items that are needed to tell anything; 1 when left out. */
  readonly least?: number;
  /** Criteria that narrow it further. */
  readonly filter?: Criteria;
  /** Members that ask for more to be shown of each item, not for other items. */
  readonly view?: Criteria;
}

/** The fixture of a list; ends the unit where the target has too little to ask about, as undecided where more of it would do. */
export async function fixtureOf(context: Context, wish: Wish = {}): Promise<Fixture> {
  const { operation = context.operation, least = 1, filter = {}, view = {} } = wish;
  const name = `fixture of ${operation.key} ${JSON.stringify([filter, view])}`;
  const made = await context.memo(name, () => makeFixture(context, operation, filter, view));
  if (typeof made === 'string') return context.skip(made);
  const { length } = made.whole.items;
  if (length < least) undecidable(context, `only ${length} items, and ${least} are needed to tell anything`);
  return made;
}

async function makeFixture(
  context: Context,
  operation: Operation,
  filter: Criteria,
  view: Criteria,
): Promise<Fixture | string> {
  const shape = shapeOf(operation);
  const example = await context.sample.example(operation);
  if (shape === null || example === null) return 'the target has nothing that could be asked for';
  const model = modelOf(operation);
  const list: List = { operation, shape, params: example.params ?? {} };
  if (model === null)
    return wholeOf(context, { list: await bestOf(context, list), model, base: filter, span: null, view });
  if (context.target.writes === 'all') await enriched(context, model);
  const span = await stretchOf(context, model, operation, filter);
  if (span === null) return 'the target has no events there';
  return wholeOf(context, { list, model, base: { ...bounded(model, span), ...filter }, span, view });
}

/** What is there may be alike in what is asked of it. */
const enriched = async (context: Context, { name, enriched: enrich }: Model): Promise<void> =>
  enrich === undefined
    ? undefined
    : context.memo(`more of ${name}`, () =>
        enrich((id, ask) => context.send({ operation: named(context.api, id), ...ask })),
      );

/** Criteria that keep a list within a stretch of time. */
export const bounded = ({ bounds, boundsFor }: Model, { from, to }: Span): Criteria => ({
  ...boundsFor,
  [bounds.from]: from,
  [bounds.to]: to,
});

async function wholeOf(context: Context, part: Omit<Fixture, 'whole'>): Promise<Fixture | string> {
  const whole = await askPage(context, part.list, { ...part.base, ...part.view }, { limit: wholeLimit });
  if (whole.items.length >= wholeLimit) return `more than ${wholeLimit} items and no way to ask for fewer`;
  return { ...part, whole };
}

/** The list that can sort what a model is; what it finds fixes the stretch of time for the others. */
const searchOf = (context: Context, model: Model, otherwise: Operation): Operation =>
  context.api.operations.find((operation) => operation.model === model.name && operation.sortKeys.length > 0) ??
  otherwise;

/** How far behind the newest events the stretch may begin, where the newest are too many at one time. */
const offsets = [0, 45, 450, 4500] as const;

/** The stretch of time in which a model has a number of items that can be read whole; null where it has none. */
export const stretchOf = (
  context: Context,
  model: Model,
  operation: Operation,
  filter: Criteria,
): Promise<Span | null> =>
  context.memo(`span of ${operation.product} ${model.name} ${JSON.stringify(filter)}`, async () => {
    const search = searchOf(context, model, operation);
    const shape = shapeOf(search);
    if (shape === null) return null;
    const list: List = { operation: search, shape, params: {} };
    const { bounds, lookBacks = [null], newestFirst, timeOf } = model;
    let best: Span | null = null;
    for (const [tries, lower] of lookBacks.entries()) {
      for (const offset of offsets) {
        const criteria = { ...filter, ...(lower !== null && { [bounds.from]: lower }) };
        const page = await askPage(context, list, criteria, { limit: fewRows, offset, order: [newestFirst] });
        const times = page.items.flatMap((item) => timeOf(item) ?? []);
        if (times.length === 0) break;
        const span = { from: Math.min(...times), to: Math.max(...times) };
        const { items } = await askPage(context, list, { ...bounded(model, span), ...filter }, { limit: mostRows + 1 });
        if (items.length <= mostRows) best = span;
        if (best !== null && (times.length >= 30 || tries === lookBacks.length - 1)) return best;
        if (best !== null) break;
      }
    }
    return best;
  });

/** The case or event of which a list has the most to tell, among a few. */
async function bestOf(context: Context, list: List): Promise<List> {
  const candidates = await context.sample.params(list.operation, context.isBrief ? 2 : fewCandidates);
  let best = list;
  let most = -1;
  // One alone has the most.
  for (const params of candidates.length === 1 ? [] : candidates) {
    const { count } = await askPage(context, { ...list, params }, {}, { limit: 1 });
    if (count === null || count <= most || count > mostRows) continue;
    most = count;
    best = { ...list, params };
  }
  return best;
}

const fewCandidates = 6;
