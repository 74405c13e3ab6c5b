/** Law: who asks the same once more after something was written gets what is so by then. */
import type { Check, Context } from '../../../../terms/check.ts';
import { member, type Answer, type Ask } from '../../../../terms/exchange.ts';
import { difference } from '../../../../checks/shared/difference.ts';
import { fixtureOf, wholeLimit } from '../../../../lists/fixture.ts';
import { askOf, isList } from '../../../../lists/list.ts';
import { named } from '../../../../lists/counterpart.ts';
import { at, textsAt } from '../../../../lists/item.ts';
import type { Operation } from '../../../../terms/operation.ts';
import { eventIdOf, eventParams, type EventId } from '../../model/event-id.ts';
import { camelCase, independentFlags, writers } from '../../writing/writers.ts';
import { mayMakeCases, withCase } from './cases.ts';
import { changeable } from './changeable.ts';

/** What changes what a read of a case tells, by the read. */
const changes: Readonly<Record<string, readonly [operation: string, ask: Ask]>> = {
  listCaseComments: ['addComment', { body: { comment: 'Fresh.' } }],
  listCaseTags: ['addCaseTag', { body: { tags: [{ key: 'fresh', value: '1' }] } }],
  listCaseHistory: ['addComment', { body: { comment: 'Fresh.' } }],
  listCaseAttachments: ['addAttachment', { body: { data: 'QQ==', mimeType: 'text/plain', name: 'fresh.txt' } }],
  listCaseWatchers: ['addCaseWatcher', { body: { type: 'sms', destination: '+4790000000' } }],
  listWorkflows: ['requestWorkflow', { params: { workflow: 'escalation' }, body: { comment: 'Fresh.' } }],
  listCaseFields: ['setField', { params: { field: 'ticket' }, body: { valuesToSet: ['fresh'] } }],
  getCaseMetadataById: ['updateCase', { body: { customerReference: 'fresh' } }],
  advancedCaseSearch: ['updateCase', { body: { customerReference: 'fresh' } }],
  simpleCaseSearch: ['updateCase', { body: { customerReference: 'fresh' } }],
};

export const caseReadsAreFresh: Check = {
  id: 'law/reads-of-cases-are-fresh',
  asks: 'Does a read of a case that was asked before tell what was written since?',
  source: 'docs/contract/argus.md §14.0.5: clients mirror cases by their last update; RFC 9111 §4.4',
  evidence: 'documented',
  isWriting: true,
  applies: ({ id }, target) => (Object.hasOwn(changes, id) ? mayMakeCases(target) : false),
  run: (context) =>
    withCase(context, async (desk) => {
      const { id, path } = context.operation;
      const [operation = '', change = {}] = changes[id] ?? [];
      const isOfOne = path.includes('{');
      const ask: Ask = isOfOne ? {} : context.operation.method === 'POST' ? { body: { caseID: [desk.id] } } : {};
      const example = await context.sample.example(named(context.api, operation));
      const body = { ...(example?.body as object), ...(change.body as object) };
      const isUnknown = await stale(
        context,
        () => desk.ask(id, ask),
        () => desk.ask(operation, { ...change, body }),
      );
      if (isUnknown) context.undecided('freshness', `${operation} did not succeed`);
    }),
};

/** Asks, writes, and asks the same again; true where nothing was written. */
async function stale(context: Context, read: () => Promise<Answer>, write: () => Promise<Answer>): Promise<boolean> {
  const before = await read();
  const written = await write();
  if (written.status >= 300) return true;
  const { answer, wrong } = await context.eventually(read, (one) =>
    difference(one, before) === null ? 'what was there before it was written' : null,
  );
  if (wrong !== null) context.violation({ key: 'stale', expected: 'what was written since', seen: wrong, answer });
  return false;
}

const isOfEvents = (operation: Operation): boolean => {
  const { path, effect, id } = operation;
  if (effect !== 'reads' || !path.startsWith('/events/') || path.includes('servicetask') || operation.model === 'raw')
    return false;
  return isList(operation) || ['getEventByPath', 'getEvent', 'getEventCompatibility'].includes(id);
};

export const eventReadsAreFresh: Check = {
  id: 'law/reads-of-events-are-fresh',
  asks: 'Does a read of an event that was asked before tell what was written since?',
  source: 'seed 001 "Assessment"; docs/contract/argus.md §7.6; RFC 9111 §4.4',
  evidence: 'documented',
  isWriting: true,
  applies: (operation, { writes }) =>
    isOfEvents(operation) && (writes === 'all' ? true : 'which events a list has is not known before'),
  run: async (context) => {
    const [ask, event] = await askWithEvent(context);
    if (ask === null || event === null) return context.skip('it shows no event that may be changed');
    const flag = independentFlags.find((name) => !event.flags.some((known) => [name, camelCase(name)].includes(known)));
    const write = writers['assessEvent'];
    if (flag === undefined || write === undefined) return context.skip('the event has every flag');
    const assess = (change: 'enable' | 'disable'): Promise<Answer> =>
      context.send({
        operation: named(context.api, 'assessEvent'),
        ...write(event.id, { [change]: [flag], autoAcknowledge: false }),
      });
    await stale(
      context,
      () => context.send(ask),
      () => assess('enable'),
    );
    await assess('disable');
  },
};

interface Shown {
  readonly id: EventId;
  readonly flags: readonly string[];
}

/** A request that shows an aggregated event, and the event. */
async function askWithEvent(context: Context): Promise<readonly [Ask | null, Shown | null]> {
  const { operation } = context;
  if (!isList(operation) || operation.path.includes('{eventID}')) {
    const [one] = await changeable(context, 1);
    if (one === undefined) return [null, null];
    return [
      { params: eventParams(one.id), ...(isList(operation) && { query: { limit: 0 } }) },
      { id: one.id, flags: await flagsOf(context, one.id) },
    ];
  }
  const filter = operation.model === 'v2' ? { type: ['aggregated'] } : {};
  const { list, base, whole } = await fixtureOf(context, { filter });
  const item = whole.items.find(
    (one) =>
      eventIdOf(member(one, 'id'))?.type === 'AGGR' && !textsAt(one, 'flags').some((flag) => /snapshot/i.test(flag)),
  );
  const id = eventIdOf(at(item, 'id'));
  return id === null ? [null, null] : [askOf(list, base, { limit: wholeLimit }), { id, flags: textsAt(item, 'flags') }];
}

const flagsOf = async (context: Context, id: EventId): Promise<readonly string[]> =>
  textsAt(
    (await context.send({ operation: named(context.api, 'getEventByPath'), params: eventParams(id) })).data,
    'flags',
  );
