/** What HTTP promises of any read: HEAD as GET without its body, no coding that nobody takes, and no old answer for a tag that nobody gave. */
import { codedFault, plainOf, takingNothing, unchangedFault } from '../rules/as-taken.ts';
import { isSuccess } from '../shared/answer.ts';
import { exampleOrSkip } from '../shared/asks.ts';
import type { Check, Context } from '../../terms/check.ts';
import type { Answer, Ask } from '../../terms/exchange.ts';
import type { Operation } from '../../terms/operation.ts';
import type { Target } from '../../terms/target.ts';
import { isPlainRead } from './same.ts';

const isGet = (operation: Operation, target: Target): boolean =>
  isPlainRead(operation, target) && operation.method === 'GET';

/** The plain request and its answer; ends the unit where that is no success. */
async function plain(context: Context, headers: Readonly<Record<string, string>>): Promise<[Ask, Answer]> {
  const ask = { ...(await exampleOrSkip(context)), headers };
  const send = (): Promise<Answer> => context.send(ask);
  const answer = await (context.isBrief ? context.memo(plainOf(context.operation), send) : send());
  return isSuccess(answer) ? [ask, answer] : context.skip('the plain request does not succeed');
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
    const [ask, kept] = await plain(context, { 'Accept-Encoding': 'identity' });
    const answer = await context.send({ ...ask, method: 'HEAD' });
    // What was read a while ago may not be so any more, and what a live target says may be a byte longer each time.
    const isDoubtful = (context.isBrief || context.isLive) && unlike(answer, kept).length > 0;
    const whole = isDoubtful ? await context.send(ask) : kept;
    const isSteady = !context.isLive || saidOf(whole, 'content-length') === saidOf(kept, 'content-length');
    for (const name of unlike(answer, whole).filter((one) => isSteady || one !== 'content-length'))
      context.violation({
        expected: `${name} ${saidOf(whole, name) ?? 'left out'}, as with GET`,
        seen: saidOf(answer, name) ?? 'nothing',
        key: name,
      });
  },
};

/** What HEAD says otherwise; it may leave out what only sending the body would tell (RFC 9110 §9.3.2). */
const unlike = (answer: Answer, whole: Answer): readonly string[] =>
  ['status', 'content-type', 'content-length'].filter((name) => {
    const [own, others] = [saidOf(answer, name), saidOf(whole, name)];
    return own !== others && (name === 'status' || own !== null);
  });

const saidOf = ({ status, headers }: Answer, name: string): string | null =>
  name === 'status' ? String(status) : headers.get(name);

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
      headers: takingNothing,
    };
    await context.judge(ask, (answer) => codedFault(answer) ?? unchangedFault(answer));
  },
};

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
