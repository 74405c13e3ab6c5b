/** What came back, with its text and JSON made when somebody first asks for them. */
import type { Json } from '../kernel/schema.ts';
import { member, type Answer, type Sent } from './terms/exchange.ts';
import type { Operation } from './terms/operation.ts';
import type { Raw } from './transport.ts';

export function answerOf(sent: Sent, operation: Operation, raw: Raw, number: number): Answer {
  // JSON keeps no copy of the text it is made of: a run remembers many answers.
  const decoded = (): string =>
    Buffer.from(raw.bytes.buffer, raw.bytes.byteOffset, raw.bytes.byteLength).toString('utf8');
  let text: string | undefined;
  let json: { readonly value: Json | undefined } | undefined;
  const answer: Answer = {
    sent,
    operation,
    isOwn: sent.ask.path === undefined && sent.method === operation.method,
    status: raw.status,
    headers: raw.headers,
    bytes: raw.bytes,
    fault: raw.fault,
    number,
    get text() {
      return (text ??= decoded());
    },
    get json() {
      return (json ??= { value: parsed(text ?? decoded()) }).value;
    },
    get data() {
      const isEnveloped = operation.envelope?.success !== null && operation.envelope !== undefined;
      return isEnveloped ? member(answer.json, 'data') : answer.json;
    },
  };
  return answer;
}

function parsed(text: string): Json | undefined {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
