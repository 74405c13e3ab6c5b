/** Every refusal has the vendor's shape, and says what its status says. */
import type { Json } from '../../../kernel/schema.ts';
import { violations } from '../../../kernel/schema.ts';
import type { Departure, Rule } from '../../check.ts';
import { member, type Answer } from '../../exchange.ts';
import { isJsonType, mediaTypeOf, messagesOf, shown } from '../shared/answer.ts';
import { shapeOf } from '../../products/argus/checks/rules/envelope.ts';

type Judged = Departure & { readonly isNotice?: boolean };

export const failure: Rule = {
  id: 'schema/failure',
  family: 'schema',
  asks: "Does every refusal have the vendor's shape, with the status in it and something to show to a person?",
  rank: 'major',
  applies: () => true,
  judge: (answer, operation, target) => {
    if (answer.status < 400 || answer.fault !== null || answer.sent.method === 'HEAD') return [];
    const { json } = answer;
    if (json === undefined || !isJsonType(mediaTypeOf(answer))) {
      const type = answer.headers.get('content-type');
      const seen = `${type ?? 'no Content-Type'}: ${shown(answer.text.slice(0, 80))}`;
      return [{ expected: 'a refusal is a JSON object, which is all that clients understand', seen, key: 'not JSON' }];
    }
    if (operation.envelope.success === null) return ofOauth(operation.envelope.failure, json, target.isLive);
    return [...shapeOf(operation.envelope.failure, json, target.isLive), ...ofEnvelope(answer, json)];
  },
};

/** The declared ErrorResponse, OAuth's two members, or the server's own 401: any of them, and nothing else. */
function ofOauth(file: string, json: Json, isLive: boolean): readonly Judged[] {
  const found = violations(file, json);
  if (found.length === 0) return [];
  const only = found.every(({ keyword }) => keyword === 'additionalProperties' || keyword === 'anyOf');
  return [
    {
      expected: 'a refusal is {error, error_description}, {result, location, error} or {url, status, message}',
      seen: shown(json),
      key: 'shape',
      source: 'contract/usm.md §2, §10',
      evidence: 'assumed',
      ...(isLive && only && { isNotice: true }),
    },
  ];
}

const source = 'contract/argus.md §1, §9: clients read type, field and message of every message, and the counters';

function ofEnvelope(answer: Answer, json: Json): readonly Judged[] {
  const faults: Judged[] = [];
  const want = (isSo: boolean, key: string, expected: string, seen: unknown): void => {
    if (!isSo) faults.push({ expected, seen: shown(seen), key, source });
  };
  const code = member(json, 'responseCode');
  want(code === answer.status, 'responseCode', `responseCode is the status, ${answer.status}`, code);
  for (const name of ['limit', 'offset', 'count', 'size'])
    want(member(json, name) === 0, name, `${name} of a refusal is 0`, member(json, name));
  const messages = messagesOf(answer);
  for (const { type, field, message } of messages) {
    const isField = type === 'FIELD_ERROR';
    want(!isField || typeof field === 'string', 'field', 'a FIELD_ERROR names its field', field);
    want(isField || field === null, 'no field', 'only a FIELD_ERROR names a field', field);
    want(
      type === 'FIELD_ERROR' || type === 'ACTION_ERROR' || answer.status >= 500,
      'type',
      'what refuses is an error',
      type,
    );
    want(
      answer.status >= 500 || (typeof message === 'string' && message !== ''),
      'message',
      'a message has a text',
      message,
    );
  }
  const says = (type: string): boolean => messages.some((one) => one.type === type);
  if ([401, 403, 404, 405].includes(answer.status))
    want(
      !says('FIELD_ERROR'),
      'field error',
      `a ${answer.status} is about the request as a whole: ACTION_ERROR`,
      messages[0]?.type,
    );
  return faults;
}
