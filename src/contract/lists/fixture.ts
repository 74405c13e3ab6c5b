/** What is asked of each list: a stretch of time with few enough events, a case, an event, or all there is; read whole once and shared. */
import type { Json } from '../../kernel/schema.ts';
import type { Context } from '../check.ts';
import type { Operation } from '../operation.ts';
import { numberAt } from './item.ts';
import { pageOf, shapeOf, type Criteria, type List, type Page, type Shape } from './list.ts';

/** Which of the products' models the items of a list are; null for lists that are not of events or alarms. */
export type ModelName = 'aggregated' | 'raw' | 'v2' | 'alarm' | 'event';

export interface Fixture {
  readonly list: List;
  readonly model: ModelName | null;
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

const models: readonly (readonly [RegExp, ModelName])[] = [
  [/argus\/aggregated-events\./, 'aggregated'],
  [/argus\/nids-events\./, 'raw'],
  [/argus\/v2-events\./, 'v2'],
  [/usm\/\w+\/alarms\./, 'alarm'],
  [/usm\/\w+\/events\./, 'event'],
];

/** The model of a list that can be narrowed to a stretch of time. */
export function modelOf(operation: Operation): ModelName | null {
  const shape = shapeOf(operation);
  if (shape === null || !boundsOf(shape)) return null;
  return models.find(([pattern]) => pattern.test(operation.data ?? ''))?.[1] ?? null;
}

/** Names of the members that bound the time of a list; null where nothing does. */
export function boundsOf({ members }: Shape): { readonly from: string; readonly to: string } | null {
  const pairs = [
    { from: 'startTimestamp', to: 'endTimestamp' },
    { from: 'timestamp_occured_gte', to: 'timestamp_occured_lte' },
  ];
  return pairs.find(({ from, to }) => members.includes(from) && members.includes(to)) ?? null;
}

/** When something happened, by which its model's lists are bounded. */
export function timeOf(model: ModelName, item: Json): number | undefined {
  if (model === 'v2') return numberAt(item, 'timestamps.created');
  if (model === 'alarm' || model === 'event')
    return numberAt(item, 'timestamp_occured') ?? numberAt(item, 'timestamp_occurred');
  return numberAt(item, 'timestamp');
}

const newestFirst: Readonly<Record<ModelName, string>> = {
  aggregated: '-timestamp',
  raw: '-timestamp',
  v2: '-createdTimestamp',
  alarm: '-timestamp_occured',
  event: '-timestamp_occured',
};

/** Most rows of a whole, and how many a stretch of time aims at. */
const mostRows = 400;
const fewRows = 45;
export const everything = 1000;

/** What a subject is to be besides a stretch of time. */
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

/** The subject of a list; ends the unit as skipped where the target has too little to ask about. */
export async function fixtureOf(context: Context, wish: Wish = {}): Promise<Fixture> {
  const { operation = context.operation, least = 1, filter = {}, view = {} } = wish;
  const name = `subject of ${operation.key} ${JSON.stringify([filter, view])}`;
  const made = await context.memo(name, () => makeFixture(context, operation, filter, view));
  if (typeof made === 'string') return context.skip(made);
  const { length } = made.whole.items;
  if (length < least) context.skip(`needs ${least} items to tell anything; the target has ${length}`);
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
  const span = await spanOf(context, model, operation, filter);
  if (span === null) return 'the target has no events there';
  return wholeOf(context, { list, model, base: { ...bounded(shape, span), ...filter }, span, view });
}

/** Criteria that keep a list within a stretch of time. */
export function bounded(shape: Shape, { from, to }: Span): Criteria {
  const names = boundsOf(shape);
  return names === null ? {} : { [names.from]: from, [names.to]: to };
}

async function wholeOf(context: Context, part: Omit<Fixture, 'whole'>): Promise<Fixture | string> {
  const whole = await pageOf(context, part.list, { ...part.base, ...part.view }, { limit: everything });
  if (whole.items.length >= everything) return `more than ${everything} items and no way to ask for fewer`;
  return { ...part, whole };
}

/** The list that searches for a model; it can sort, and what it finds fixes the stretch of time for the others. */
const searchOf = (context: Context, model: ModelName, otherwise: Operation): Operation =>
  context.api.operations.find(
    (operation) => modelOf(operation) === model && (operation.method === 'POST' || operation.product === 'usm'),
  ) ?? otherwise;

const lowerBounds = ['-24hours', '-7days', 0] as const;
/** How far behind the newest events the stretch may begin, where the newest are too many at one time. */
const offsets = [0, 45, 450, 4500] as const;

const spanOf = (context: Context, model: ModelName, operation: Operation, filter: Criteria): Promise<Span | null> =>
  context.memo(`span of ${model} ${JSON.stringify(filter)}`, async () => {
    const search = searchOf(context, model, operation);
    const shape = shapeOf(search);
    if (shape === null) return null;
    const list: List = { operation: search, shape, params: {} };
    const sortBy = [newestFirst[model]];
    let best: Span | null = null;
    for (const lower of shape.style === 'page' ? ([0] as const) : lowerBounds) {
      for (const offset of offsets) {
        const criteria = { ...filter, ...(shape.style === 'offset' && { startTimestamp: lower }) };
        const page = await pageOf(context, list, criteria, { limit: fewRows, offset, sortBy });
        const times = page.items.flatMap((item) => timeOf(model, item) ?? []);
        if (times.length === 0) break;
        const span = { from: Math.min(...times), to: Math.max(...times) };
        const { items } = await pageOf(context, list, { ...bounded(shape, span), ...filter }, { limit: mostRows + 1 });
        if (items.length <= mostRows) best = span;
        if (best !== null && (times.length >= 30 || lower === 0)) return best;
        if (best !== null) break;
      }
    }
    return best;
  });

/** The case or event of which a list has the most to tell, among a few. */
async function bestOf(context: Context, list: List): Promise<List> {
  const candidates = await candidatesOf(context, list);
  let best = list;
  let most = -1;
  for (const params of candidates) {
    const { count } = await pageOf(context, { ...list, params }, {}, { limit: 1 });
    if (count === null || count <= most || count > mostRows) continue;
    most = count;
    best = { ...list, params };
  }
  return best;
}

const fewCandidates = 6;

async function candidatesOf(context: Context, { operation, params }: List): Promise<readonly List['params'][]> {
  if ('caseID' in params) {
    const cases = await context.sample.cases();
    return cases.slice(0, fewCandidates).map((caseID) => ({ ...params, caseID }));
  }
  if (!operation.path.includes('{eventID}')) return [];
  const ids = await context.sample.eventIds();
  return ids.slice(0, fewCandidates).map(({ type, timestamp, customerID, eventID }) => ({
    ...('type' in params && { type }),
    timestamp,
    customerID,
    eventID,
  }));
}
