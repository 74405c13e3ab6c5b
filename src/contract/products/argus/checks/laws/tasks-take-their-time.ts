/** Law: a task changes its events when it is done and not before, it does end, and one that is aborted changes nothing. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { listOf, member, type Answer } from '../../../../terms/exchange.ts';
import { named } from '../../../../lists/counterpart.ts';
import { at, numberAt, shown } from '../../../../lists/item.ts';
import { answered } from '../../../../lists/list.ts';
import { eventParams, type EventId } from '../../model/event-id.ts';
import { changeable } from './changeable.ts';

export const tasksTakeTheirTime: Check = {
  id: 'law/tasks-take-their-time',
  asks: 'Does a task end, does it change its events when it is done and not before, and change nothing once it was aborted?',
  source: 'docs/contract/argus.md §13',
  evidence: 'documented',
  isWriting: true,
  applies: ({ id }, { writes }) =>
    (id === 'bulkAssessTask' || id === 'abortTask') &&
    (writes === 'all' ? true : 'what a task has done cannot be taken back'),
  run: async (context) => {
    const [found] = await changeable(context, 1);
    if (found === undefined) return context.skip('no event may be changed');
    const event = found.id;
    const comment = `${context.operation.id} ${context.random.below(1_000_000_000)}`;
    if (context.operation.id === 'abortTask') await aborted(context, event, comment);
    else await done(context, event, comment, await now(context));
  },
};

/** A task that comments on the event, by its id; the search that finds nothing makes one that only lets time pass. */
async function make(context: Context, eventID: string, comment: string): Promise<string> {
  const assessment = { comment, autoAcknowledge: false };
  const search = { eventIdentifier: [eventID], type: ['aggregated'] };
  const answer = await context.send({ operation: named(context.api, 'bulkAssessTask'), body: { assessment, search } });
  const id = member(answer.data, 'taskID');
  if (answer.status !== 201 || typeof id !== 'string')
    return context.skip(`a task is not made: status ${answer.status}`);
  return id;
}

const nothing = '00000000-0000-4000-8000-000000000000';

async function done(context: Context, event: EventId, comment: string, before: number | null): Promise<void> {
  const taskID = await make(context, event.eventID, comment);
  let { state, answer } = await look(context, taskID);
  for (let round = 0; round < rounds && isGoing(state); round++) {
    const early = await hasComment(context, event, comment);
    ({ state, answer } = await look(context, taskID));
    // It may have ended between the two looks.
    if (isGoing(state) && early)
      return context.violation({
        key: 'early',
        expected: `an event is as it was while its task is ${state}`,
        seen: 'the comment of the task',
        answer,
      });
    if (isGoing(state)) await make(context, nothing, 'Lets time pass.');
    ({ state, answer } = await look(context, taskID));
  }
  if (isGoing(state)) return (await now(context)) === before ? unending(context, state, answer) : undefined;
  const [task] = listOf(answer.data);
  const times = ['createdTimestamp', 'executionTimestamp', 'finishedTimestamp'].map(
    (name) => numberAt(task, name) ?? 0,
  );
  if (times.some((time, place) => time < (times[place - 1] ?? 1)))
    context.violation({
      key: 'times',
      expected: 'a task is made, begins and ends in this order',
      seen: times.join(', '),
      answer,
    });
  if (state !== 'done' || !(await hasComment(context, event, comment)))
    context.violation({
      key: 'effect',
      expected: 'a task that is done has changed its event',
      seen: String(state),
      answer,
    });
}

/** Where the clock stands each later write is a step of a task; where it runs, a client would have to wait. */
const rounds = 4;

const unending = (context: Context, state: Json | undefined, answer: Answer): void =>
  context.violation({
    key: 'end',
    expected: `a task has ended after ${rounds} writes more, while the clock stands`,
    seen: String(state),
    answer,
  });

async function aborted(context: Context, event: EventId, comment: string): Promise<void> {
  const taskID = await make(context, event.eventID, comment);
  const answer = await context.send({ operation: named(context.api, 'abortTask'), params: { taskID } });
  // It may have been too quick.
  if (answer.status === 412) return;
  if (answer.status !== 200 || member(answer.data, 'state') !== 'aborted')
    context.violation({
      key: 'abort',
      expected: 'a task that goes on can be aborted, and says so',
      seen: `status ${answer.status}, ${shown(at(answer.data, 'state'))}`,
      answer,
    });
  for (let round = 0; round < rounds; round++) await make(context, nothing, 'Lets time pass.');
  const after = await look(context, taskID);
  const isChanged = await hasComment(context, event, comment);
  if (after.state !== 'aborted' || isChanged)
    context.violation({
      key: 'aborted',
      expected: 'an aborted task stays so and changes nothing',
      seen: isChanged ? 'the comment of the task' : String(after.state),
      answer: after.answer,
    });
}

const isGoing = (state: Json | undefined): boolean =>
  state === 'pending' || state === 'running' || state === 'waitingForSubtasks';

async function look(
  context: Context,
  taskID: string,
): Promise<{ readonly state: Json | undefined; readonly answer: Answer }> {
  const answer = await answered(context, { operation: named(context.api, 'getTask'), params: { taskID } });
  return { state: member(listOf(answer.data)[0], 'state'), answer };
}

async function hasComment(context: Context, event: EventId, comment: string): Promise<boolean> {
  const { data } = await answered(context, {
    operation: named(context.api, 'getEvent'),
    params: eventParams(event),
    query: { includeComments: 'true' },
  });
  return listOf(member(data, 'comments')).some((one) => member(one, 'comment') === comment);
}

/** What the target calls now; the same twice where its clock stands. */
async function now(context: Context): Promise<number | null> {
  const { data } = await context.send({
    operation: named(context.api, 'getTimestampMs'),
    query: { timestring: 'now' },
  });
  return numberAt(data, 'timestamp') ?? null;
}
