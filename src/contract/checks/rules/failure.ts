/** Every refusal has the vendor's shape, and says what its status says. */
import { violations } from '../../../kernel/schema.ts';
import type { Rule } from '../../terms/check.ts';
import { shown } from '../../lists/item.ts';
import { isJsonType, mediaTypeOf } from '../shared/answer.ts';
import { schemaFault } from '../shared/departures.ts';

export const failure: Rule = {
  id: 'schema/failure',
  asks: "Does every refusal have the vendor's shape, with the status in it and something to show to a person?",
  rank: 'major',
  applies: () => true,
  judge: (answer, operation, target) => {
    if (answer.status < 400 || answer.sent.method === 'HEAD') return [];
    const { json } = answer;
    if (json === undefined || !isJsonType(mediaTypeOf(answer))) {
      const type = answer.headers.get('content-type');
      const seen = `${type ?? 'no Content-Type'}: ${shown(answer.text.slice(0, 80))}`;
      return [{ expected: 'a refusal is a JSON object, which is all that clients understand', seen, key: 'not JSON' }];
    }
    const file = operation.envelope.failure;
    return (
      operation.adapter.facts.refusalFaults?.(answer, json, target) ??
      violations(file, json).map((fault) => schemaFault(file, 'the refusal', json, fault, target.isLive))
    );
  },
};
