/** Law: all that a write says is done, to each event that it names and to no other, and can be undone again. */
import { inTurn } from '../../../../../kernel/in-turn.ts';
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { listOf, member, type Answer, type Ask } from '../../../../terms/exchange.ts';
import { named } from '../../../../lists/counterpart.ts';
import { at, firstDifference, idOf, textsAt } from '../../../../lists/item.ts';
import { answered } from '../../../../lists/list.ts';
import type { EventId } from '../../model/event-id.ts';
import { argusSample } from '../../sample/sample.ts';
import { independentFlags, writers, writersOfMany, type EventChange } from '../../writing/writers.ts';
import { changeable, eventOf } from './changeable.ts';

export const allOfAWrite: Check = {
  id: 'law/all-of-a-write',
  asks: 'Are all flags, cases, properties and the text of an assessment seen of each event that it names, of no other event, and no more when they are taken back?',
  source: 'seed 001 "Assessment"; docs/contract/argus.md §6.7, §7.6, §12.1',
  isWriting: true,
  applies: ({ id }, { writes }) =>
    id in writers && (writes === 'all' ? true : 'cases and comments of a tenant are left alone'),
  run: async (context) => {
    const many = writersOfMany[context.operation.id];
    const known = (await changeable(context, 10)).map(({ id }) => id);
    const events = ofOneCustomer(known).slice(0, many === undefined ? 1 : 3);
    const bystander = known.find((event) => !events.includes(event));
    if (bystander === undefined) return context.skip('needs several events that may be changed');
    const write = (change: EventChange): Promise<Answer> =>
      answered(context, many?.(events, change) ?? writers[context.operation.id]?.(events[0] as EventId, change) ?? {});
    const others = await read(context, bystander);
    const before = await inTurn(events, (event) => read(context, event));
    const plan = await planFor(context, events, before.flat());
    await write({
      enable: plan.flags,
      associate: plan.cases,
      severity: plan.severity,
      comment,
      properties: plan.properties,
    });
    for (const event of events) await seen(context, event, plan, true);
    await inCases(context, events, plan, true);
    await write({ disable: plan.flags, disassociate: plan.cases });
    for (const event of events) await seen(context, event, plan, false);
    await inCases(context, events, plan, false);
    await untouched(context, bystander, others);
  },
};

/** Those of the customer that has most of them: cases are for events of their customer. */
function ofOneCustomer(events: readonly EventId[]): readonly EventId[] {
  const groups = events.map(({ customerID: own }) => events.filter(({ customerID }) => customerID === own));
  return groups.toSorted((one, other) => other.length - one.length)[0] ?? [];
}

/** What no decoding, folding or normalising leaves as it is: composed and decomposed, a ligature, a character beyond the basic plane. */
const comment = 'Se\u00e9n and se\u0065\u0301n, \ufb01t, \u{1f980}, "quoted" \\\\ & <b>, \t end';

interface Plan {
  readonly flags: readonly string[];
  readonly cases: readonly number[];
  readonly severity: string;
  readonly properties: readonly { readonly key: string; readonly values: readonly string[] }[];
}

const read = async (context: Context, event: EventId): Promise<readonly Answer[]> => [
  await eventOf(context, 'getEventByPath', event),
  await eventOf(context, 'getEvent', event),
];

/** Two of everything, none of which an event has yet. */
async function planFor(context: Context, events: readonly EventId[], answers: readonly Answer[]): Promise<Plan> {
  const has = (path: string): ReadonlySet<string> => new Set(answers.flatMap(({ data }) => textsAt(data, path)));
  const [flags, linked] = [has('flags'), new Set(answers.flatMap(({ data }) => casesIn(data)))];
  const isUsable = (one: Json): boolean =>
    String(at(one, 'customer.id')) === events[0]?.customerID &&
    !linked.has(Number(member(one, 'id'))) &&
    !textsAt(one, 'flags').some((flag) => ['MERGED', 'DELETED'].includes(flag));
  const cases = (await argusSample(context.sample).casesOfCustomers()).filter(isUsable);
  const isV2 = context.operation.id.startsWith('assess');
  const name = context.operation.id.toLowerCase();
  return {
    flags: independentFlags.filter((flag) => !flags.has(flag)).slice(0, 2),
    cases: cases.slice(0, 2).map((one) => Number(member(one, 'id'))),
    severity: answers.some(({ data }) => member(data, 'severity') === 'high') ? 'low' : 'high',
    properties: isV2
      ? [
          { key: `contract.first.${name}`, values: ['one', 'two'] },
          { key: `contract.second.${name}`, values: [comment] },
        ]
      : [],
  };
}

const casesIn = (data: Json | undefined): readonly number[] =>
  listOf(member(data, 'associatedCases')).map((one) => Number(member(one, 'id')));

async function seen(context: Context, event: EventId, plan: Plan, isSet: boolean): Promise<void> {
  const doors: readonly (readonly [string, (flag: string) => string])[] = [
    ['getEventByPath', (flag) => flag],
    ['getEvent', (flag) => flag.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())],
  ];
  for (const [operation, spelled] of doors) {
    const { answer, wrong } = await context.eventually(
      () => eventOf(context, operation, event),
      (one) => wrongIn(one, plan, spelled, isSet),
    );
    const expected = `${operation} shows ${isSet ? 'all that was written' : 'nothing that was taken back'} of ${event.id}`;
    if (wrong !== null) context.violation({ key: `${operation} ${isSet} ${wrong}`, expected, seen: wrong, answer });
  }
}

function wrongIn(
  { data, status }: Answer,
  plan: Plan,
  spelled: (flag: string) => string,
  isSet: boolean,
): string | null {
  if (status !== 200) return `status ${status}`;
  const flag = plan.flags.find((name) => textsAt(data, 'flags').includes(spelled(name)) !== isSet);
  if (flag !== undefined) return `${flag} is ${isSet ? 'not set' : 'still set'}`;
  const [linked, place] = [casesIn(data), plan.cases.findIndex((id) => casesIn(data).includes(id) !== isSet)];
  if (place >= 0)
    return `case ${place + 1} of ${plan.cases.length} is ${isSet ? 'not' : 'still'} among ${linked.length} cases`;
  if (!isSet) return null;
  if (member(data, 'severity') !== plan.severity) return `severity is not ${plan.severity}`;
  const comments = listOf(member(data, 'comments')).map((one) => member(one, 'comment'));
  if (member(data, 'comments') !== undefined && !comments.includes(comment))
    return 'the comment is not as it was written';
  return lostProperty(data, plan);
}

/** v1 has its properties as an object of texts, v2 as a list of keys with their values, where it shows them. */
function lostProperty(data: Json | undefined, { properties }: Plan): string | null {
  const shown = member(data, 'properties');
  if (shown === undefined || shown === null) return null;
  const list = listOf(shown);
  const lost = properties.findIndex(({ key, values }) => {
    const name = `meta.argus.assessment.${key}`;
    if (!Array.isArray(shown)) return member(shown, name) !== values.join(',');
    const own = list.find((one) => member(one, 'key') === name);
    return firstDifference(member(own, 'values'), [...values]) !== null;
  });
  return lost < 0 ? null : `property ${lost + 1} of ${properties.length} is not as it was written`;
}

/** What belongs to a case is found by it, at every door, and what does no more is not. */
async function inCases(context: Context, events: readonly EventId[], { cases }: Plan, isSet: boolean): Promise<void> {
  if (cases.length === 0) return context.undecided('cases of events', 'no case of the events’ customer is free');
  for (const caseID of cases.slice(-1)) {
    const asks: readonly (readonly [string, Ask])[] = [
      ['getEventsForCase', { params: { caseID }, query: { limit: 0 } }],
      ['listEventsByCase', { params: { caseID }, query: { limit: 0 } }],
      ['findAggregatedEvents', { body: { startTimestamp: 0, associatedCaseID: [caseID], limit: 0 } }],
      ['searchEvents', { body: { associatedCase: [caseID], limit: 0 } }],
    ];
    for (const [id, ask] of asks) {
      const { answer, wrong } = await context.eventually(
        () => context.send({ ...ask, operation: named(context.api, id) }),
        (one) => {
          const ids = new Set(listOf(one.data).map(idOf));
          const odd = events.findIndex((event) => [event.id, event.eventID].some((name) => ids.has(name)) !== isSet);
          return odd < 0 ? null : `event ${odd + 1} of ${events.length} is ${isSet ? 'not' : 'still'} there`;
        },
      );
      const expected = `${id} has ${isSet ? '' : 'no more '}the events of case ${caseID}`;
      if (wrong !== null) context.violation({ key: `${id} ${isSet}`, expected, seen: wrong, answer });
    }
  }
}

async function untouched(context: Context, event: EventId, before: readonly Answer[]): Promise<void> {
  for (const [place, answer] of (await read(context, event)).entries()) {
    const wrong = firstDifference(answer.data, before[place]?.data);
    const expected = `${event.id}, which was not named, as it was`;
    if (wrong !== null) context.violation({ key: 'bystander', expected, seen: wrong, answer });
  }
}
