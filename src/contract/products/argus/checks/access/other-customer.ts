/** A caller who may see one customer's things only. */
import { argusSample } from '../../sample/sample.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { listOf, member, type Ask } from '../../../../terms/exchange.ts';
import { isSafe, type Operation } from '../../../../terms/operation.ts';
import type { KeyCredential, Target } from '../../../../terms/target.ts';
import { eventIdOf, type EventId } from '../../model/event-id.ts';
import { isSuccess } from '../../../../checks/shared/answer.ts';
import { named } from '../../../../lists/counterpart.ts';
import { shown } from '../../../../lists/item.ts';
import { refusalFault } from '../../../../checks/shared/refusal.ts';
import { rowsOf } from '../../../../checks/shared/rows.ts';

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
  const customers = await argusSample(sample).customers();
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
  asks: "Is an event or case of a customer that the caller may not see refused with 403, and left out of the caller's lists?",
  source: 'seed 002; docs/contract/argus.md §1: 403 where access is denied',
  evidence: 'documented',
  applies: (operation, target) => {
    if (operation.permission === null) return false;
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
    const foreign = (await argusSample(sample).eventIds()).find((event) => !isAmong(caller, event, names));
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
  const search = named(context.api, 'advancedCaseSearch');
  const cases = await context.memo('access/cases', async () =>
    listOf((await context.send({ operation: search, body: { limit: 25 } })).data),
  );
  const foreign = cases.find((one) => {
    const customerID = String(member(member(one, 'customer'), 'id'));
    return customerID !== 'undefined' && !isAmong(caller, { customerID }, names);
  });
  const caseID = member(foreign, 'id');
  if (typeof caseID !== 'number') return context.skip('no case of another customer is known');
  await context.judge({ ...ask, params: { ...ask.params, caseID }, as: caller }, (answer) =>
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
