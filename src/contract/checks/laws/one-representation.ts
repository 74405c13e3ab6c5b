/** Law: what is fetched is one thing, however it is fetched: by GET or HEAD, in whatever coding, by whoever knows an older one. */
import type { Check, Context } from '../../terms/check.ts';
import type { Answer, Ask } from '../../terms/exchange.ts';
import { askOf, listFor, type Criteria } from '../../lists/list.ts';
import { isSafe } from '../../terms/operation.ts';
import { isSuccess } from '../shared/answer.ts';
import { exampleOrSkip } from '../shared/asks.ts';
import { difference } from '../shared/difference.ts';

export const oneRepresentation: Check = {
  id: 'law/one-representation',
  asks: 'Is what HEAD tells what GET gives, comes a body in no coding that was not asked for, and is nobody told that nothing has changed who has something else?',
  rank: 'major',
  source: 'RFC 9110 §8.4, §8.8.3, §9.3.2, §12.5.3, §13.1.2',
  evidence: 'documented',
  applies: (operation) => operation.method === 'GET' && isSafe(operation) && !operation.isPrivileged,
  run: async (context) => {
    const { send, skip } = context;
    const ask = await exampleOrSkip(context);
    const plain = await send(ask);
    if (!isSuccess(plain)) return skip('the target has nothing there');
    await uncoded(context, ask, plain);
    await headed(context, ask, plain);
    await tagged(context, ask, plain);
  },
};

/** As it is, for somebody who takes no coding and has a tag of something else. */
async function uncoded(context: Context, ask: Ask, plain: Answer): Promise<void> {
  const headers = { 'Accept-Encoding': 'identity', 'If-None-Match': '"no-such-tag"' };
  const answer = await context.send({ ...ask, headers: { ...ask.headers, ...headers } });
  const coding = answer.headers.get('content-encoding');
  if (coding !== null && coding.toLowerCase() !== 'identity')
    context.violation({ key: 'coding', expected: 'no content coding, as none is accepted', seen: coding, answer });
  if (answer.status === 304) {
    context.violation({ key: 'tag', expected: '200 for a tag that there is not', seen: 'status 304', answer });
    return;
  }
  const wrong = difference(answer, plain);
  if (wrong === null || difference(await context.send(ask), plain) !== null) return;
  context.violation({ key: 'body', expected: 'the same without a coding', seen: wrong, answer });
}

const told = ['content-type', 'content-length', 'etag', 'content-disposition'] as const;

/** HEAD is GET without a body; a server may have no HEAD, and then says so. */
async function headed(context: Context, ask: Ask, plain: Answer): Promise<void> {
  const head = await context.send({ ...ask, method: 'HEAD' });
  if (head.fault !== null || hasNoHead(head)) return;
  const again = await context.send(ask);
  if (difference(again, plain) !== null) return;
  const fault = (key: string, expected: string, seen: string): void =>
    context.violation({ key: `HEAD ${key}`, expected: `HEAD has ${expected}, as GET has`, seen, answer: head });
  if (head.status !== plain.status) return fault('status', `status ${plain.status}`, `${head.status}`);
  if (head.bytes.length > 0) fault('body', 'no body', `${head.bytes.length} bytes`);
  for (const [name, wanted, seen] of headersUnlike(head, plain, again)) fault(name, `${name} ${wanted}`, seen);
}

function hasNoHead({ status, headers }: Answer): boolean {
  const allow = (headers.get('allow') ?? '').split(',').map((method) => method.trim());
  return status === 405 && !allow.includes('HEAD');
}

/** Headers of HEAD that are not those of GET, of which two are the same; a length may be left out of either. */
const headersUnlike = (head: Answer, plain: Answer, again: Answer): readonly (readonly [string, string, string])[] =>
  told.flatMap((name) => {
    const [wanted, other, seen] = [plain, again, head].map(({ headers }) => headers.get(name) ?? 'none');
    const isLeftOut = name === 'content-length' && [wanted, seen].includes('none');
    return isLeftOut || wanted !== other || seen === wanted ? [] : [[name, wanted ?? '', seen ?? ''] as const];
  });

/** A tag is of what it came with: it spares its holder a body, and other things have others. */
async function tagged(context: Context, ask: Ask, plain: Answer): Promise<void> {
  const tag = plain.headers.get('etag');
  if (tag === null) return;
  const held = await context.send({ ...ask, headers: { ...ask.headers, 'If-None-Match': tag } });
  if (held.status === 304 && held.bytes.length > 0)
    context.violation({ key: '304', expected: 'no body with 304', seen: `${held.bytes.length} bytes`, answer: held });
  const other = await otherThan(context, ask);
  if (other === null) return;
  const answer = await context.send(other);
  if (!isSuccess(answer) || Buffer.compare(answer.bytes, plain.bytes) === 0 || answer.headers.get('etag') !== tag)
    return;
  const expected = 'another tag for other bytes';
  context.violation({ key: 'tags', expected, seen: tag, answer, evidence: 'assumed' });
}

/** The same question about another thing, or for less of a list. */
async function otherThan({ operation, sample }: Context, ask: Ask): Promise<Ask | null> {
  const [, second] = await sample.params(operation, 2);
  if (second !== undefined) return { ...ask, params: second };
  if (operation.paging?.where !== 'query') return null;
  const { body: _, ...fewer } = askOf(listFor(operation, ask.params), { ...ask.query } as Criteria, { limit: 1 });
  return { ...ask, ...fewer };
}
