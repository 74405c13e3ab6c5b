/** Callers who may do less: readers only, or one customer's things only. */
import type { Check, Context } from '../../check.ts';
import { listOf, member, type Ask } from '../../exchange.ts';
import { isSafe, type Operation } from '../../operation.ts';
import { credentialOf, type ClientCredential, type KeyCredential, type Target } from '../../target.ts';
import { eventIdOf, type EventId } from '../../sample/sample.ts';
import { isSuccess, shown } from '../shared/answer.ts';
import { refusalFault } from '../shared/refusal.ts';
import { rowsOf } from '../shared/rows.ts';
import { isArgus } from './identities.ts';

const callerIn = (
  operation: Operation,
  target: Target,
  role: 'read only' | 'one customer',
): KeyCredential | ClientCredential | undefined =>
  isArgus(operation) ? credentialOf(target, 'api key', role) : credentialOf(target, 'client', role);

export const readOnly: Check = {
  id: 'access/read-only',
  family: 'access',
  asks: 'Is a write by a caller who may only read refused with 403, and changes nothing?',
  rank: 'critical',
  source: 'contract/argus.md §0, §5.1; contract/usm.md §10',
  applies: (operation, target) => {
    if (operation.effect !== 'writes' || operation.permission === null) return false;
    if (target.writes.length === 0) return 'writing is not allowed';
    return (
      callerIn(operation, target, 'read only') !== undefined ||
      callerIn(operation, target, 'one customer') !== undefined ||
      'no caller who may only read is known'
    );
  },
  run: async (context) => {
    const { operation, sample, skip, target } = context;
    const ask = await sample.example(operation);
    if (ask === null) return skip('the target holds nothing to ask about');
    const caller = callerIn(operation, target, 'read only') ?? callerIn(operation, target, 'one customer');
    const may = caller?.functions?.includes(operation.permission ?? '') === true;
    if (caller === undefined || may) return skip('the caller may do that');
    // A restricted client of USM Anywhere does not see the alarm at all, and may be told that instead.
    const statuses = isArgus(operation) ? [403] : [403, 404];
    await context.judge({ ...ask, as: caller }, (answer) =>
      refusalFault(answer, statuses, 'a caller who may only read'),
    );
  },
};

/** Whether a customer is among those of a caller, by id or short name. */
const isAmong = (
  caller: KeyCredential,
  event: Pick<EventId, 'customerID'>,
  names: ReadonlyMap<string, string>,
): boolean =>
  (caller.customers ?? []).some(
    (one) => String(one) === event.customerID || String(one) === names.get(event.customerID),
  );

async function namesOf({ sample }: Context): Promise<ReadonlyMap<string, string>> {
  const customers = await sample.customers();
  return new Map(customers.map((one) => [String(member(one, 'id')), String(member(one, 'shortName'))]));
}

const limitedKey = (target: Target): KeyCredential | undefined =>
  target.credentials.find(
    (one): one is KeyCredential =>
      one.kind === 'api key' && one.role === 'one customer' && (one.customers ?? []).length > 0,
  );

const isOfOneEvent = ({ path }: Operation): boolean => /\{customerID\}.*\{eventID\}/.test(path);

const isOfCase = ({ path }: Operation): boolean => path.includes('{caseID}');

export const otherCustomer: Check = {
  id: 'access/other-customer',
  family: 'access',
  asks: "Is an event or case of a customer that the caller may not see refused with 403, and left out of the caller's lists?",
  rank: 'critical',
  source: 'seed 002; contract/argus.md §1: 403 where access is denied',
  evidence: 'documented',
  applies: (operation, target) => {
    if (!isArgus(operation) || operation.permission === null) return false;
    const isList =
      isSafe(operation) && (operation.data ?? '').endsWith('events.schema.json') && !operation.path.includes('{');
    if (!isOfOneEvent(operation) && !isOfCase(operation) && !isList) return false;
    if (!isSafe(operation) && target.writes.length === 0) return 'writing is not allowed';
    return limitedKey(target) !== undefined || 'no key that is limited to some customers is known';
  },
  run: async (context) => {
    const { operation, sample, skip, target } = context;
    const caller = limitedKey(target) ?? skip('no such key is known');
    const ask = await sample.example(operation);
    if (ask === null) return skip('the target holds nothing to ask about');
    const names = await namesOf(context);
    if (isOfCase(operation)) return ofCase(context, caller, ask, names);
    if (!isOfOneEvent(operation)) return ofList(context, caller, { ...ask, as: caller }, names);
    const foreign = (await sample.eventIds()).find((event) => !isAmong(caller, event, names));
    if (foreign === undefined) return skip('no event of another customer is known');
    const { type, timestamp, customerID, eventID } = foreign;
    await context.judge(
      { ...ask, params: { ...ask.params, type, timestamp, customerID, eventID }, as: caller },
      (answer) => refusalFault(answer, [403], 'a caller who sees other customers only'),
    );
  },
};

async function ofCase(
  context: Context,
  caller: KeyCredential,
  ask: Ask,
  names: ReadonlyMap<string, string>,
): Promise<void> {
  const search = context.api.operations.find(({ id }) => id === 'advancedCaseSearch');
  if (search === undefined) return context.skip('cases cannot be searched');
  const cases = await context.memo('access/cases', async () =>
    listOf((await context.send({ operation: search, body: { limit: 25 } })).data),
  );
  const foreign = cases.find((one) => {
    const customerID = String(member(member(one, 'customer'), 'id'));
    return customerID !== 'undefined' && !isAmong(caller, { customerID }, names);
  });
  const caseID = member(foreign, 'id');
  if (typeof caseID !== 'number') return context.skip('no case of another customer is known');
  await context.judge({ ...ask, params: { caseID }, as: caller }, (answer) =>
    refusalFault(answer, [403], 'a caller who sees other customers only'),
  );
}

async function ofList(
  context: Context,
  caller: KeyCredential,
  ask: Ask,
  names: ReadonlyMap<string, string>,
): Promise<void> {
  await context.judge(ask, (answer) => {
    if (!isSuccess(answer)) return null;
    const ids = rowsOf(answer).flatMap((row) => eventIdOf(member(row, 'id')) ?? []);
    const foreign = ids.find((id) => !isAmong(caller, id, names));
    if (foreign === undefined) return null;
    return { expected: 'only events of the customers of the caller', seen: shown(foreign.id), key: 'foreign event' };
  });
}

export const otherSensors: Check = {
  id: 'access/other-sensors',
  family: 'access',
  asks: 'Is what a restricted client does not see in its lists a 404 for it, and what it sees within what all see?',
  rank: 'critical',
  source: 'contract/usm.md §10: 404 for what is not there; that restriction works so is assumed',
  evidence: 'assumed',
  applies: (operation, target) => {
    if (isArgus(operation) || !/\/(?:alarm|event)s?\.schema\.json$/.test(operation.data ?? '')) return false;
    if (operation.query === null) return false;
    return credentialOf(target, 'client', 'one customer') !== undefined || 'no restricted client is known';
  },
  run: async (context) => {
    const { operation, api, send, violation } = context;
    const single = api.operations.find(
      ({ path, method }) => path.startsWith(`${operation.path}/{`) && method === 'GET',
    );
    const mine = rowsOf(await send({ query: { size: 20 }, as: 'one customer' })).map(idOf);
    const all = rowsOf(await send({ query: { size: 20 } })).map(idOf);
    if (single === undefined || all.length === 0) return context.skip('the target holds nothing to ask about');
    const name = /\{(\w+)\}/.exec(single.path)?.[1] ?? '';
    const asRestricted = (id: string) => send({ operation: single, params: { [name]: id }, as: 'one customer' });
    for (const id of mine.slice(0, 2)) {
      const answer = await asRestricted(id);
      if (!isSuccess(answer))
        violation({ expected: 'what a client has listed it can get', seen: `${answer.status}`, key: 'listed', answer });
    }
    for (const id of all.filter((one) => !mine.includes(one)).slice(0, 4)) {
      const answer = await asRestricted(id);
      const full = await send({ operation: single, params: { [name]: id } });
      if (!isSuccess(full))
        violation({ expected: 'what all see can be got', seen: `${full.status}`, key: 'full', answer: full });
      if (answer.status >= 500 || answer.status === 401)
        violation({ expected: '200 or 404', seen: `${answer.status}`, key: 'restricted', answer });
    }
  },
};

const idOf = (row: import('../../../kernel/schema.ts').Json): string =>
  String(member(row, 'uuid') ?? member(row, 'id'));
