/** Law: any criterion, in any form, place and company, finds what an outsider's judgement of each item says, for every caller, on every page, in every order and media type. */
import { setImmediate } from 'node:timers/promises';
import type { Json } from '../../../kernel/schema.ts';
import { fewOfMany } from '../../covering/brief.ts';
import { requestsOf, type Offer, type Request } from '../../covering/design.ts';
import { contentOf, mediaOf, pageBounds, sequenceOf, sightsOf, type Aspect } from '../../covering/page.ts';
import { criteriaOf, questionText } from '../../covering/question.ts';
import { marked, termsOf } from '../../covering/terms.ts';
import { judgementOf } from '../../criteria/criteria.ts';
import { fixturesOf, judgeOf, partMembersOf } from '../../criteria/samples.ts';
import type { Fixture } from '../../lists/fixture.ts';
import { departure, isMoving } from '../../lists/hits.ts';
import { idOf } from '../../lists/item.ts';
import { askOf, type Criteria } from '../../lists/list.ts';
import { sequenceDifference } from '../../lists/walk.ts';
import type { Check, Context, Departure } from '../../terms/check.ts';
import type { Answer, Ask } from '../../terms/exchange.ts';
import type { Judge, Judgement } from '../../terms/model.ts';

export const criteriaCover: Check = {
  id: 'law/criteria-cover',
  asks: 'Does each criterion find what it should in every form of its value, at every depth, excluded or required, beside another, for every caller, page, order and media type, any two of these together?',
  source: 'seed 002 "Searching"; docs/contract/argus.md §6.5, §6.8, §7.4, §9; docs/contract/usm.md §4',
  applies: (operation) => judgeOf(operation) !== null,
  run: async (context) => {
    const judge = judgeOf(context.operation);
    if (judge === null) return;
    const told = new Map<string, boolean>();
    for (const fixture of await fixturesOf(context)) await cover(context, fixture, judge, told);
    for (const [reading, isTold] of told)
      if (!isTold && !context.isBrief) context.undecided(reading, 'no two readings of the items differ');
  },
};

type Told = Map<string, boolean>;

/** So many are asked where few requests are to tell much. */
const few = 14;

async function cover(context: Context, fixture: Fixture, judge: Judge, told: Told): Promise<void> {
  const note = (reading: string, isTold: boolean): void => void told.set(reading, isTold || told.get(reading) === true);
  const sights = await sightsOf(context, fixture);
  const offer: Offer = {
    terms: termsOf(fixture, judge, note),
    partNames: partMembersOf(context.operation),
    parts: judge.parts ?? '',
    unpaged: marked(judge, 'isAfterCount'),
    sights: marked(judge, 'isSight'),
    isSeen: (caller, place) => sights.get(caller)?.has(fixture.whole.ids[place] ?? '') === true,
    callers: [...sights.keys()],
    media: mediaOf(context.operation),
    sortKeys: context.operation.sortKeys,
  };
  if (offer.terms.length === 0) return;
  const all = requestsOf(offer, context.random, note);
  const requests = context.isBrief ? fewOfMany(offer, all, context.random, few) : all;
  // Laying out takes its time, in which the target may have closed the connection: let that be noticed before it is used again.
  await setImmediate();
  for (const request of requests) await ask(context, fixture, { judge, sights, request });
}

interface Asked {
  readonly judge: Judge;
  readonly sights: ReadonlyMap<Aspect['caller'], ReadonlySet<string>>;
  readonly request: Request;
}

async function ask(context: Context, fixture: Fixture, asked: Asked): Promise<void> {
  const { question, view } = asked.request;
  const { name, form, mayRefuse } = question.asked.term;
  const sequence = await sequenceOf(context, fixture, view.order);
  let first: number | null = null;
  await context.probe(criteriaOf(question) as Json, async (smaller): Promise<Departure | null> => {
    const expected = expectedOf(fixture, asked, sequence, smaller as Criteria);
    const answer = await context.send(requestOf(fixture, view, expected, smaller as Criteria));
    first ??= answer.status;
    // A smaller request that is refused where the first was not shows another fault.
    if (answer.status !== first) return null;
    const isCounted = asked.judge.criteria[name]?.isAfterCount !== true;
    const seen = wrongOf(answer, { ...expected, view, mayRefuse, isCounted }, new Set(fixture.whole.ids));
    if (seen === null || (await isMoving(context, fixture))) return null;
    const { caller, media, place, order } = view;
    const how = [caller, media, place, ...(order === null ? [] : [`sorted by ${order}`])].join(', ');
    const says = `${questionText(question)} (${how}): ${expected.ids.length} items`;
    return { key: `${name}, ${form}`, expected: says, seen, answer };
  });
}

interface Expectation {
  /** Ids in the order of the list. */
  readonly ids: readonly string[];
  /** Ids of items that do not show whether they belong. */
  readonly also: readonly string[];
  readonly limit: number;
  readonly offset: number;
}

function expectedOf(
  { whole }: Fixture,
  { judge, sights, request }: Asked,
  sequence: readonly string[],
  criteria: Criteria,
): Expectation {
  const seen = sights.get(request.view.caller) ?? new Set<string>();
  const verdicts = new Map<string, Judgement>(
    whole.items.map((item) => [idOf(item), judgementOf(judge, item, criteria)] as const),
  );
  const having = (wanted: Judgement): readonly string[] =>
    sequence.filter((id) => seen.has(id) && verdicts.get(id) === wanted);
  const [ids, also] = [having(true), having(null)];
  return { ids, also, ...pageBounds(also.length > 0 ? 'all' : request.view.place, ids.length) };
}

function requestOf({ list, base }: Fixture, view: Aspect, { limit, offset }: Expectation, criteria: Criteria): Ask {
  const { caller, media, order } = view;
  const place = { limit, offset, ...(order !== null && { order: [order] }) };
  const accept = media === 'application/json' ? {} : { headers: { Accept: media } };
  return { ...askOf(list, { ...base, ...criteria }, place), as: caller, ...accept };
}

interface Judged extends Expectation {
  readonly view: Aspect;
  readonly mayRefuse: boolean;
  readonly isCounted: boolean;
}

/** What is wrong with an answer, in words; null where nothing is. */
function wrongOf(answer: Answer, expected: Judged, known: ReadonlySet<string>): string | null {
  const { ids, also, limit, offset, view, mayRefuse, isCounted } = expected;
  const { refusals } = answer.operation.adapter;
  if (mayRefuse && [refusals.invalid, 403].includes(answer.status)) return null;
  if (answer.status !== 200) return `status ${answer.status}`;
  const content = contentOf(answer, view.media, known);
  if (content === null) return ids.length === 0 ? null : `no ids in ${view.media}`;
  if (also.length > 0) return departure(content.ids, { ids, also });
  const wrong = sequenceDifference(content.ids, ids.slice(offset, offset + limit));
  if (wrong !== null || content.count === null || !isCounted || content.count === ids.length) return wrong;
  return `a count of ${content.count}`;
}
