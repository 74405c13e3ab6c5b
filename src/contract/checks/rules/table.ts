/** A list as CSV or as lines of JSON is a table that tools read: names once, a row for each event, each of the same kind. */
import { violations, type Json } from '../../../kernel/schema.ts';
import type { Departure, Rule } from '../../terms/check.ts';
import type { Answer } from '../../terms/exchange.ts';
import type { Operation } from '../../terms/operation.ts';
import { isOwnSuccess, mediaTypeOf } from '../shared/answer.ts';
import { shown } from '../../lists/item.ts';
import { readCsv } from '../shared/csv.ts';
import { someOf } from '../shared/rows.ts';

const csvType = 'text/csv';
const linesType = 'application/jsonl';

export const table: Rule = {
  id: 'schema/table',
  asks: 'Is a list in CSV a table with names, and a list in lines of JSON one event a line?',
  rank: 'major',
  source: 'docs/contract/argus.md §3; RFC 4180; jsonlines.org',
  applies: ({ produces }) => produces.includes(csvType) || produces.includes(linesType),
  judge: (answer, operation) => {
    if (!isOwnSuccess(answer)) return [];
    const type = mediaTypeOf(answer);
    if (type === csvType) return csvFaults(answer);
    return type === linesType ? lineFaults(answer, operation) : [];
  },
};

function csvFaults({ text }: Answer): readonly Departure[] {
  const fault = (key: string, expected: string, seen: unknown): readonly Departure[] => [
    { key, expected, seen: shown(seen) },
  ];
  const rows = readCsv(text);
  if (rows === null) return fault('quotes', 'cells with quotes where RFC 4180 wants them', text.slice(0, 80));
  const [names = [], ...rest] = rows;
  if (names.length < 2 || names.some((name) => name === '') || new Set(names).size !== names.length)
    return fault('names', 'a first line of different names', names.join(',').slice(0, 80));
  const odd = rest.find((row) => row.length !== names.length);
  return odd === undefined
    ? []
    : fault('width', `${names.length} cells in every row`, `${odd.length}: ${odd.slice(0, 3).join(',')}`);
}

function lineFaults({ text }: Answer, operation: Operation): readonly Departure[] {
  if (text === '') return [];
  if (!text.endsWith('\n')) return [{ key: 'end', expected: 'a line ends every event', seen: shown(text.slice(-40)) }];
  const values: Json[] = [];
  for (const line of someOf(text.slice(0, -1).split('\n'))) {
    try {
      values.push(JSON.parse(line) as Json);
    } catch {
      return [{ key: 'line', expected: 'every line is JSON', seen: shown(line.slice(0, 80)) }];
    }
  }
  const [first] = violations(operation.data ?? '', values);
  if (first === undefined) return [];
  const seen = `${first.path.slice(1).join('.')} ${first.message}`;
  return [{ key: first.keyword, expected: `every line as in ${operation.data}`, seen }];
}
