/** What answers of Argus have beside what their schemas say. */
import { violations, type Json } from '../../../../../kernel/schema.ts';
import type { Judged } from '../../../../terms/check.ts';
import { schemaFault, unmet } from '../../../../checks/shared/departures.ts';
import { listOf, member, type Answer } from '../../../../terms/exchange.ts';
import type { AnswerFacts } from '../../../../terms/facts.ts';

export const argusAnswers: AnswerFacts = {
  messages: (answer) =>
    messagesIn(answer).map(({ type, field, message }) => ({
      text: [type, field, message].filter((part) => typeof part === 'string' && part !== '').join(' '),
      field: typeof field === 'string' ? field : null,
    })),
  refusalFaults: (answer, json, { isLive }) => {
    const file = answer.operation.envelope.failure;
    const faults = violations(file, json).map((fault) => schemaFault(file, 'the envelope', json, fault, isLive));
    return [...faults, ...faultsOf(answer, json)];
  },
  // Time and customer in an id are those of the path as well.
  named: {
    parameters: ['eventID'],
    is: (id, { eventID = '', timestamp, customerID }) => {
      const [uuid = '', customer, time] = id.toLowerCase().split('/').toReversed();
      const agrees = (part: string | undefined, wanted: string | undefined): boolean =>
        part === undefined || wanted === undefined || Number(part) === Number(wanted);
      return uuid === eventID.toLowerCase() && agrees(time, timestamp) && agrees(customer, customerID);
    },
  },
  clock: { operation: 'getTimestampMs', ask: { query: { timestring: 'now' } } },
};

const messagesIn = ({ json }: Answer) =>
  listOf(member(json, 'messages')).map((one) => ({
    type: member(one, 'type'),
    field: member(one, 'field'),
    message: member(one, 'message'),
  }));

const source = 'docs/contract/argus.md §1, §9: clients read type, field and message of every message, and the counters';

const faultsOf = (answer: Answer, json: Json): readonly Judged[] =>
  unmet({ source }, '', (want) => {
    const code = member(json, 'responseCode');
    want(code === answer.status, 'responseCode', `responseCode is the status, ${answer.status}`, code);
    for (const name of ['limit', 'offset', 'count', 'size'])
      want(member(json, name) === 0, name, `${name} of a refusal is 0`, member(json, name));
    const messages = messagesIn(answer);
    const isFailure = answer.status >= 500;
    for (const { type, field, message } of messages) {
      const isField = type === 'FIELD_ERROR';
      want(!isField || typeof field === 'string', 'field', 'a FIELD_ERROR names its field', field);
      want(isField || field === null, 'no field', 'only a FIELD_ERROR names a field', field);
      want(isField || type === 'ACTION_ERROR' || isFailure, 'type', 'what refuses is an error', type);
      const isText = typeof message === 'string' && message !== '';
      want(isText || isFailure, 'message', 'a message has a text', message);
    }
    const isOfField = messages.some(({ type }) => type === 'FIELD_ERROR');
    const expected = `a ${answer.status} is about the request as a whole: ACTION_ERROR`;
    if ([401, 403, 404, 405].includes(answer.status)) want(!isOfField, 'field error', expected, messages[0]?.type);
  });
