/** A list comes in the type that the request asks for, and is the same list in each. */
import type { Check, Context } from '../../terms/check.ts';
import { listOf, type Answer, type Ask } from '../../terms/exchange.ts';
import { isSuccess, mediaTypeOf, told } from '../shared/answer.ts';
import { exampleOrSkip } from '../shared/asks.ts';
import { readCsv } from '../shared/csv.ts';
import { refusalFault } from '../shared/refusal.ts';
import { isPlainRead } from './same.ts';

export const accept: Check = {
  id: 'requests/accept',
  asks: 'Does Accept choose among the types of an operation, with the same rows in each, and is none refused that can be had?',
  rank: 'major',
  source: 'docs/contract/argus.md §3; RFC 9110 §12.5.1',
  applies: (operation, target) =>
    isPlainRead(operation, target) && operation.data !== null && !operation.produces.includes('*/*'),
  run: async (context) => {
    const ask = await exampleOrSkip(context);
    const { produces, adapter } = context.operation;
    const { notAcceptable = [406] } = adapter.facts;
    const [first = '', ...others] = produces;
    const plain = await expectType(context, ask, '*/*', first);
    if (!isSuccess(plain)) return;
    const listed = others.filter((type) => type.startsWith('text/') || type.endsWith('jsonl'));
    for (const type of listed) sameRows(context, plain, await expectType(context, ask, type, type), type);
    const [second] = listed;
    if (second !== undefined) {
      await expectType(context, ask, `${second};q=0.2, ${first};q=0.9`, first);
      await expectType(context, ask, `video/mp4, ${second};q=0.5`, second);
    }
    await context.judge({ ...ask, headers: { Accept: 'video/mp4' } }, (answer) =>
      refusalFault(answer, notAcceptable, 'a type that there is not', { evidence: 'assumed' }),
    );
  },
};

const expectType = (context: Context, ask: Ask, wanted: string, type: string): Promise<Answer> =>
  context.judge({ ...ask, headers: { Accept: wanted } }, (answer) => {
    if (answer.status === 404) return null;
    if (isSuccess(answer) && (mediaTypeOf(answer) === type || answer.bytes.length === 0)) return null;
    const seen = isSuccess(answer) ? mediaTypeOf(answer) : told(answer);
    return { expected: `Accept: ${wanted} gets ${type}`, seen, key: `Accept: ${wanted}` };
  });

/** As many rows in every type, and in lines of JSON the same ones. */
function sameRows({ violation, isLive }: Context, plain: Answer, other: Answer, type: string): void {
  // A real tenant gets new events between two questions.
  if (!isSuccess(other) || mediaTypeOf(other) !== type || isLive) return;
  const rows = listOf(plain.data);
  const fault = (expected: string, seen: string): void =>
    violation({ expected, seen, key: `rows of ${type}`, answer: other });
  if (type === 'text/csv') {
    const count = (readCsv(other.text)?.length ?? 0) - 1;
    if (count !== rows.length) fault(`${rows.length} rows, as in JSON`, String(count));
  } else if (other.text !== rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
    fault('the rows that are in JSON, one a line', other.text.slice(0, 120));
}
