/** Law: an entity tag is of what it came with: it spares its holder a body, and other things have other tags. */
import type { Check, Context } from '../../terms/check.ts';
import type { Answer, Ask } from '../../terms/exchange.ts';
import { askOf, listFor, type Criteria } from '../../lists/list.ts';
import { isOpenTo } from '../../terms/credentials.ts';
import { isSafe } from '../../terms/operation.ts';
import { isSuccess } from '../shared/answer.ts';
import { exampleOrSkip } from '../shared/asks.ts';
import { refusalFault } from '../shared/refusal.ts';

export const tagsTell: Check = {
  id: 'law/tags-tell',
  asks: 'Where an answer has an entity tag, has a 304 to it no body, has something else another tag, and is nobody told 304 who may not read it?',
  rank: 'major',
  source: 'RFC 9110 §8.8.3, §15.4.5',
  evidence: 'documented',
  applies: (operation, target) => operation.method === 'GET' && isSafe(operation) && isOpenTo(operation, target),
  run: async (context) => {
    const { operation, send, violation } = context;
    const ask = await exampleOrSkip(context);
    const plain = await send(ask);
    const tag = plain.headers.get('etag');
    if (!isSuccess(plain) || tag === null) return;
    const held = await send({ ...ask, headers: { ...ask.headers, 'If-None-Match': tag } });
    if (held.status === 304 && held.bytes.length > 0)
      violation({ key: '304', expected: 'no body with 304', seen: `${held.bytes.length} bytes`, answer: held });
    if (!operation.isPublic) await ofNobody(context, ask, tag);
    const other = await otherThan(context, ask);
    if (other === null) return;
    const answer = await send(other);
    const isSame = Buffer.compare(answer.bytes, plain.bytes) === 0;
    if (!isSuccess(answer) || isSame || answer.headers.get('etag') !== tag) return;
    violation({ key: 'tags', expected: 'another tag for other bytes', seen: tag, answer, evidence: 'assumed' });
  },
};

/** A tag is no credential: that nothing has changed is told to nobody either. */
const ofNobody = (context: Context, ask: Ask, tag: string): Promise<Answer> =>
  context.judge({ ...ask, as: null, headers: { 'If-None-Match': tag } }, (answer) =>
    refusalFault(answer, [401], 'nobody who shows the right tag'),
  );

/** The same question about another thing, or for less of a list. */
async function otherThan({ operation, sample }: Context, ask: Ask): Promise<Ask | null> {
  const [, second] = await sample.params(operation, 2);
  if (second !== undefined) return { ...ask, params: second };
  if (operation.paging?.where !== 'query') return null;
  const { body: _, ...fewer } = askOf(listFor(operation, ask.params), { ...ask.query } as Criteria, { limit: 1 });
  return { ...ask, ...fewer };
}
