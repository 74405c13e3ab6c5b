/** Every body of a success is what the operation's schema says. */
import type { Json } from '../../../kernel/schema.ts';
import type { Rule } from '../../terms/check.ts';
import { isOwnSuccess, isJsonType, mediaTypeOf } from '../shared/answer.ts';
import { departures, firstOfEach, schemaFault } from '../shared/departures.ts';
import { factAt } from '../shared/fact.ts';
import { someOf } from '../shared/rows.ts';

/** Longer lists are judged by their ends and by rows spread evenly between. */
const mostRows = 400;
/** Faults of one answer that are told; the rest are of the same kind. */
const mostFaults = 5;

export const body: Rule = {
  id: 'schema/body',
  asks: 'Does every member of a success have the name and type that the schema of its operation says?',
  rank: 'major',
  applies: ({ data, produces }) => data !== null && produces.some(isJsonType),
  judge: (answer, operation, target) => {
    const { data } = operation;
    if (!isOwnSuccess(answer) || data === null || answer.json === undefined) return [];
    // A second step of logging in has a model of its own.
    if (answer.status === 206 || !isJsonType(mediaTypeOf(answer))) return [];
    const value = Array.isArray(answer.data) ? someOf(answer.data as readonly Json[], mostRows) : (answer.data ?? null);
    const faults = departures(data, value).map((violation) => {
      const { source, evidence } = factAt(data, violation.path);
      const fault = schemaFault(data, 'the data', value, violation, target.isLive);
      return { ...fault, source, ...(evidence !== null && { evidence }) };
    });
    return firstOfEach(faults).slice(0, mostFaults);
  },
};
