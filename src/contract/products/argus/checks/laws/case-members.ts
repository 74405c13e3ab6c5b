/** Law: each member of a write to a case is seen of the case, of what it holds, or in its comments. */
import type { Json } from '../../../../../kernel/schema.ts';
import { named } from '../../../../lists/counterpart.ts';
import { undecidable } from '../../../../lists/fixture.ts';
import { at, shown } from '../../../../lists/item.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { member, type Answer, type Ask } from '../../../../terms/exchange.ts';
import { argusSample } from '../../sample/sample.ts';
import type { CaseStock, CaseTrial } from './case-doors.ts';
import { partTrials } from './case-part-trials.ts';
import { caseTrials } from './case-trials.ts';
import { mayMakeCases, withCase, type Desk } from './cases.ts';

const trials = { ...caseTrials, ...partTrials };

/** Those that a trial names side by side. */
const fewUsers = 3;

export const caseMembersAreKept: Check = {
  id: 'law/case-members-are-kept',
  asks: 'Is each member of what is written to a case seen of it afterwards, and all that its lists name?',
  source: 'docs/contract/argus.md §14.0.4',
  isWriting: true,
  applies: ({ id }, target) => (Object.hasOwn(trials, id) ? mayMakeCases(target) : false),
  run: async (context) => {
    const known = await knownTo(context);
    if (known.users.length < fewUsers) return undecidable(context, 'cases there name too few users');
    for (const trial of trials[context.operation.id]?.(known) ?? [])
      if ('before' in trial)
        await withCase(context, async (desk) => {
          const made: Json[] = [];
          for (const { operation, ...ask } of trial.before) made.push((await desk.ask(operation, ask)).data ?? null);
          await written(context, desk, trial.trial(made));
        });
      else if (context.operation.id.startsWith('create')) await created(context, trial);
      else await withCase(context, (desk) => written(context, desk, trial));
  },
};

async function knownTo(context: Context): Promise<CaseStock> {
  const sample = argusSample(context.sample);
  const cases = await sample.casesOfCustomers();
  const users = new Map(
    cases.flatMap((one) => [at(one, 'assignedTech') ?? null]).map((user) => [member(user, 'userName') ?? null, user]),
  );
  users.delete(null);
  const distinct = (where: string): readonly Json[] => [...new Set(cases.flatMap((one) => at(one, where) ?? []))];
  return {
    users: [...users.values()].slice(0, fewUsers),
    customers: distinct('customer.shortName'),
    customerIDs: distinct('customer.id'),
    services: distinct('service.shortName'),
    categories: distinct('category.shortName'),
  };
}

async function created(context: Context, trial: CaseTrial): Promise<void> {
  const send = (operation: string, ask: Ask) => context.send({ operation: named(context.api, operation), ...ask });
  const isPrepared = context.operation.id === 'createPreparedCase';
  const caseID = isPrepared ? at((await send('prepareCase', { body: {} })).data ?? null, 'id') : undefined;
  const params = typeof caseID === 'number' ? { caseID } : {};
  const made = await context.send({ params, body: trial.body });
  const id = at(made.data ?? null, 'id');
  if (typeof id !== 'number')
    return context.violation({ key: 'made', expected: 'a case', seen: `status ${made.status}`, answer: made });
  const ask: Desk['ask'] = (operation, more = {}) =>
    send(operation, { ...more, params: { [operation === 'getCaseMetadataById' ? 'id' : 'caseID']: id } });
  await look(context, ask, trial, made);
  await send('deleteCase', { params: { id }, isOwed: true });
}

async function written(context: Context, desk: Desk, trial: CaseTrial): Promise<void> {
  const { params, body, about } = trial;
  const id = typeof about === 'number' ? about : desk.id;
  const ask: Desk['ask'] = (operation, more = {}) =>
    desk.ask(operation, { ...more, params: { id, caseID: id, mergeInto: id, ...more.params } });
  const answer = await ask(context.operation.id, { ...(params !== undefined && { params }), body });
  if (answer.status >= 300)
    return context.violation({ key: 'taken', expected: 'a write', seen: `status ${answer.status}`, answer });
  await look(context, ask, trial, answer);
  if (id !== desk.id) await ask('deleteCase', { isOwed: true });
}

async function look(context: Context, ask: Desk['ask'], { doors }: CaseTrial, { data = null }: Answer): Promise<void> {
  for (const { operation, query, sees, evidence } of doors) {
    const answer = await ask(operation, query === undefined ? {} : { query });
    for (const [name, show, expected] of sees) {
      const seen = show(answer.data ?? null, data);
      if (JSON.stringify(seen) !== JSON.stringify(expected))
        context.violation({
          key: `${name} in ${operation}`,
          expected: `${name} is ${JSON.stringify(expected)}`,
          seen: shown(seen),
          answer,
          ...(evidence !== undefined && { evidence }),
        });
    }
  }
}
