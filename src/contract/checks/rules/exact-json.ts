/** JSON that every parser reads alike: each member once, whole numbers written as such, and whole characters. */
import type { Json } from '../../../kernel/schema.ts';
import { typesOf } from '../../../kernel/schema-walk.ts';
import type { Departure, Rule } from '../../terms/check.ts';
import type { Answer } from '../../terms/exchange.ts';
import type { Operation } from '../../terms/operation.ts';
import { isJsonType, mediaTypeOf } from '../shared/answer.ts';
import { firstOfEach } from '../shared/departures.ts';
import { nodesAt } from '../shared/fact.ts';
import { flawsOf, isHalf, type Flaw } from '../shared/json-text.ts';
import { someOf } from '../shared/rows.ts';

const linesType = 'application/jsonl';

export const exactJson: Rule = {
  id: 'schema/exact-json',
  asks: 'Is every member of an object there once, every whole number written as one, and no text cut within a character?',
  rank: 'major',
  source: 'RFC 8259 §4, §6, §8.2; docs/contract/argus.md §1',
  evidence: 'documented',
  applies: () => true,
  judge: (answer, operation) => {
    if (answer.bytes.length === 0) return [];
    const type = mediaTypeOf(answer);
    if (isJsonType(type)) return faultsOf(answer, operation);
    return type === linesType
      ? firstOfEach(someOf(answer.text.split('\n')).flatMap((line) => ofLine(line, operation)))
      : [];
  },
};

function faultsOf(answer: Answer, operation: Operation): readonly Departure[] {
  const { json, text } = answer;
  // Most servers write what would be written again; only what differs has to be read closely.
  if (json === undefined || isPlain(text, json)) return [];
  const { success, failure } = operation.envelope;
  const isFailure = answer.status >= 400;
  const isOfData = !isFailure && success !== null;
  const faults = flawsOf(text).flatMap((flaw) => {
    const isInside = isOfData && flaw.path[0] === 'data';
    const file = isFailure ? failure : isInside || success === null ? operation.data : success;
    return faultOf(flaw, file, isInside ? flaw.path.slice(1) : flaw.path);
  });
  return firstOfEach(faults);
}

const isPlain = (text: string, json: Json): boolean => JSON.stringify(json) === text && !isHalf.test(text);

function ofLine(line: string, operation: Operation): readonly Departure[] {
  try {
    if (line === '' || isPlain(line, JSON.parse(line) as Json)) return [];
  } catch {
    return [];
  }
  return flawsOf(line).flatMap((flaw) => faultOf(flaw, operation.data, [0, ...flaw.path]));
}

function faultOf({ kind, path, seen }: Flaw, file: string | null, place: Flaw['path']): readonly Departure[] {
  const where = path.map((part) => (typeof part === 'number' ? '*' : part)).join('.');
  const fault = (expected: string): readonly Departure[] => [{ expected, seen, key: `${kind} ${where}` }];
  if (kind === 'twice') return fault(`${where} once in its object`);
  if (kind === 'half') return fault(`whole characters in ${where}`);
  const isWhole = file !== null && nodesAt(file, place).some((node) => typesOf(node).includes('integer'));
  return isWhole && Number.isInteger(Number(seen)) ? fault(`${where} written as a whole number`) : [];
}
