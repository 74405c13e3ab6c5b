/** What HTTP promises of any read: HEAD as GET without its body, no coding that nobody takes, and no old answer for a tag that nobody gave. */
import { isSuccess, told } from '../shared/answer.ts';
import { exampleOrSkip } from '../shared/asks.ts';
import type { Check, Context, Departure } from '../../terms/check.ts';
import type { Answer, Ask } from '../../terms/exchange.ts';
import type { Operation } from '../../terms/operation.ts';
import type { Target } from '../../terms/target.ts';
import { isPlainRead } from './same.ts';

const isGet = (operation: Operation, target: Target): boolean =>
  isPlainRead(operation, target) && operation.method === 'GET';

/** The plain request and its answer; ends the unit where that is no success. */
async function plain(context: Context, headers: Readonly<Record<string, string>>): Promise<[Ask, Answer]> {
  const ask = { ...(await exampleOrSkip(context)), headers };
  const answer = await context.send(ask);
  return isSuccess(answer) && answer.fault === null
    ? [ask, answer]
    : context.skip('the plain request does not succeed');
}

/** HEAD says what GET says about its body; a clock that runs may make that a byte or two longer. */
export const head: Check = {
  id: 'requests/head',
  asks: 'Does HEAD say of a resource what GET says, without its body?',
  rank: 'minor',
  source: 'RFC 9110 §9.3.2',
  evidence: 'assumed',
  applies: isGet,
  run: async (context) => {
    const [ask, whole] = await plain(context, { 'Accept-Encoding': 'identity' });
    const answer = await context.send({ ...ask, method: 'HEAD' });
    if (answer.fault !== null) return;
    for (const name of ['status', 'content-type', 'content-length']) {
      const [own, others] = [saidOf(answer, name), saidOf(whole, name)];
      // HEAD may leave out what only sending the body would tell (RFC 9110 §9.3.2).
      if (own === others || (name !== 'status' && own === null) || (context.isLive && name === 'content-length'))
        continue;
      context.violation({
        expected: `${name} ${others ?? 'left out'}, as with GET`,
        seen: own ?? 'nothing',
        key: name,
      });
    }
  },
};

const saidOf = ({ status, headers }: Answer, name: string): string | null =>
  name === 'status' ? String(status) : headers.get(name);

/** A tag that no server has given. */
const madeUp = '"no-such-tag-5f1d"';

export const conditions: Check = {
  id: 'requests/conditions',
  asks: 'Is a read answered whole to who shows a tag that was never given, and in no coding that was not asked for?',
  rank: 'major',
  source: 'RFC 9110 §12.5.3, §13.1.2',
  evidence: 'documented',
  applies: isPlainRead,
  run: async (context) => {
    const ask = {
      ...(await exampleOrSkip(context)),
      headers: { 'Accept-Encoding': 'identity', 'If-None-Match': madeUp },
    };
    await context.judge(ask, (answer) => codedFault(answer) ?? unchangedFault(answer));
  },
};

function codedFault({ headers }: Answer): Departure | null {
  const coding = headers.get('content-encoding');
  return coding === null || coding.toLowerCase() === 'identity'
    ? null
    : { expected: 'no Content-Encoding, for identity alone was taken', seen: coding, key: 'coding' };
}

const unchangedFault = (answer: Answer): Departure | null =>
  answer.status === 304
    ? { expected: 'a whole answer: the tag was made up', seen: told(answer), key: 'unchanged' }
    : null;

/** Two forms of a list that have no byte in common. */
const forms = ['application/json', 'text/csv'];

export const tags: Check = {
  id: 'requests/tags',
  asks: 'Has each form of an answer, by media type, an entity tag of its own where it has any?',
  rank: 'minor',
  source: 'RFC 9110 §8.8.3.3',
  evidence: 'documented',
  applies: (operation, target) =>
    isPlainRead(operation, target) && forms.every((type) => operation.produces.includes(type)),
  run: async (context) => {
    const known = new Map<string, string>();
    const ask = await exampleOrSkip(context);
    for (const type of forms)
      await context.judge({ ...ask, headers: { Accept: type } }, (answer) => {
        const tag = answer.headers.get('etag');
        if (tag === null || tag.startsWith('W/')) return null;
        const other = known.get(tag);
        known.set(tag, type);
        return other === undefined || other === type
          ? null
          : { expected: `another ETag for ${type} than for ${other}`, seen: tag, key: 'tag' };
      });
  },
};
