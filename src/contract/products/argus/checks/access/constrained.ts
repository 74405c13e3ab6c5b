/** A session that was narrowed may do what it was narrowed to, all of it, and nothing else. */
import { told } from '../../../../checks/shared/answer.ts';
import { admissionFault, refusalFault } from '../../../../checks/shared/refusal.ts';
import { named } from '../../../../lists/counterpart.ts';
import { at } from '../../../../lists/item.ts';
import type { Check, Context, Departure } from '../../../../terms/check.ts';
import type { Answer, Ask } from '../../../../terms/exchange.ts';
import { eventParams, type EventId } from '../../model/event-id.ts';
import { argusSample } from '../../sample/sample.ts';
import { bearerOf, logIn, needsSession } from './sessions.ts';

export const constrained: Check = {
  id: 'access/constrained-session',
  asks: 'May a session that was narrowed use each of its functions, see each of its customers and nothing else, and not write where it may only read?',
  source: 'docs/contract/argus.md §5.2',
  evidence: 'observed',
  applies: (operation, target) => (operation.id === 'constrainSession' ? needsSession(operation, target) : false),
  run: async (context) => {
    const [one, other, third] = await eventsOfCustomers(context);
    if (one === undefined || other === undefined || third === undefined)
      return context.undecided('customers', 'events of three customers are needed');
    const event = (id: EventId): Trial => ['getEventByPath', { params: eventParams(id) }];
    const functions = ['viewBasicCustomer', 'eventLookup'];
    await narrowed(
      context,
      { function: functions },
      [['listBasicCustomers', {}], event(one)],
      ['advancedCaseSearch', { body: { limit: 1 } }],
    );
    const customer = [one, other].map(({ customerID }) => customerID);
    await narrowed(context, { customer }, [event(one), event(other)], event(third));
    const write = await context.sample.example(named(context.api, 'addComment'));
    if (context.target.writes === 'all' && write !== null)
      await narrowed(context, { readOnly: true }, [event(one)], ['addComment', write]);
  },
};

type Trial = readonly [operation: string, ask: Ask];

/** One event of each of three customers. */
async function eventsOfCustomers({ sample }: Context): Promise<readonly EventId[]> {
  const events = await argusSample(sample).eventIds();
  return [...new Map(events.map((event) => [event.customerID, event])).values()].slice(0, 3);
}

/** Narrows a new session, and asks what it may and what it may not. */
async function narrowed(
  context: Context,
  body: Readonly<Record<string, string[] | boolean>>,
  may: readonly Trial[],
  mayNot: Trial,
): Promise<void> {
  const { api, send, violation } = context;
  const made = await send({ as: null, headers: bearerOf(await logIn(context)), body });
  const token = at(made.data, 'credentials.requestCredentialsData');
  // Whoever has not all of it himself cannot narrow himself to it.
  if (typeof token !== 'string') return context.undecided(Object.keys(body).join(), `nothing was made: ${told(made)}`);
  const holder = { as: null, headers: { Authorization: `Bearer ${token}` } };
  const who = `a session narrowed to ${JSON.stringify(body)}`;
  const judge = async ([operation, ask]: Trial, fault: (answer: Answer) => Departure | null): Promise<void> => {
    const answer = await send({ ...ask, ...holder, operation: named(api, operation) });
    const found = fault(answer);
    if (found !== null) violation({ ...found, key: `${Object.keys(body).join()} ${operation}`, answer });
  };
  for (const trial of may) await judge(trial, (answer) => admissionFault(answer, who));
  await judge(mayNot, (answer) => refusalFault(answer, [403], who));
  await send({ ...holder, operation: named(api, 'deleteSession'), isOwed: true });
}
