/** Every answer of Argus stands in an envelope whose counters keep their rules. */
import { violations, type Json } from '../../../../../kernel/schema.ts';
import type { Judged, Rule } from '../../../../terms/check.ts';
import { member, type Answer } from '../../../../terms/exchange.ts';
import type { Operation } from '../../../../terms/operation.ts';
import { isJsonType, isOwnSuccess, mediaTypeOf } from '../../../../checks/shared/answer.ts';
import { isList } from '../../../../lists/list.ts';
import { schemaFault, unmet } from '../../../../checks/shared/departures.ts';

const counters = ['limit', 'offset', 'count', 'size'] as const;
const source = 'seed 002; docs/contract/argus.md §1';

export const envelope: Rule = {
  id: 'schema/envelope',
  asks: 'Is every success in the envelope, with responseCode the status, size the length of a list, and counters that agree?',
  rank: 'major',
  source,
  evidence: 'documented',
  applies: ({ envelope: { success }, produces }) => success !== null && produces.some(isJsonType),
  judge: (answer, operation, target) => {
    const file = operation.envelope.success;
    if (file === null || !isOwnSuccess(answer) || !isJsonType(mediaTypeOf(answer))) return [];
    const { json } = answer;
    if (json === undefined) return [];
    const faults = violations(file, json).map((fault) => schemaFault(file, 'the envelope', json, fault, target.isLive));
    return [...faults, ...invariants(answer, json, operation)];
  },
};

const numberOf = (json: Json, name: string): number => {
  const value = member(json, name);
  return typeof value === 'number' ? value : Number.NaN;
};

const invariants = (answer: Answer, json: Json, operation: Operation): readonly Judged[] =>
  unmet({}, '', (want) => {
    const { data, status } = answer;
    const [limit, offset, count, size] = counters.map((name) => numberOf(json, name)) as [
      number,
      number,
      number,
      number,
    ];
    const code = member(json, 'responseCode');
    want(code === status, 'responseCode', `responseCode is the status, ${status}`, code);
    const expected = 'there is a member data, null where there is nothing to say';
    want(status === 204 || data !== undefined, 'data', expected, undefined);
    if (!Array.isArray(data)) {
      for (const name of counters)
        want(numberOf(json, name) === 0, name, `${name} is 0 beside a single value`, member(json, name));
      return;
    }
    const rows = data.length;
    // A list that is one value, such as links or the records of statistics, has no pages and may leave all counters at 0.
    if (!isList(operation) && size === 0) return;
    want(size === rows, 'size', `size is the number of rows, ${rows}`, size);
    want(count === -1 || count >= size, 'count', `count is -1, or at least size ${size}`, count);
    const isPast = count === -1 || rows === 0 || count >= offset + size;
    want(isPast, 'count past the page', `count is -1, or at least offset and size, ${offset + size}`, count);
    want(limit === 0 || rows <= limit, 'limit', `there are at most limit ${limit} rows`, rows);
  });
