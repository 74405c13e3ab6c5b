/** A session is as good as its user, by token or by cookie; one that is spoilt or ended is nothing; whatever is no GET needs proof with a cookie. */
import { wallClock } from '../../../../../kernel/clock.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { isSafe } from '../../../../terms/operation.ts';
import { pathOf } from '../../../../terms/request.ts';
import { admissionFault, refusalFault } from '../../../../checks/shared/refusal.ts';
import { named } from '../../../../lists/counterpart.ts';
import { fewOf } from '../../../../checks/shared/few.ts';
import { isOfOwnSession, strangersAsk, readOnlyOrSkip } from '../../../../checks/shared/asks.ts';
import { bearerOf, cookieOf, csrfOf, logIn, needsSession, sharedSession, type Session } from './sessions.ts';

const source = 'docs/contract/argus.md §5.2, §5.3';

export const session: Check = {
  id: 'access/session',
  asks: 'Is the holder of a session known by its token, in any spelling of the scheme, and by its cookie?',
  source,
  evidence: 'observed',
  applies: needsSession,
  run: async (context) => {
    const ask = await readOnlyOrSkip(context);
    const own = await sessionFor(context);
    const scheme = context.random.pick(['Bearer', 'bearer', 'BEARER']);
    const ways = [{ who: `a session token after ${scheme}`, headers: { Authorization: `${scheme} ${own.token}` } }];
    if (context.operation.method === 'GET') ways.push({ who: 'a session cookie', headers: cookieOf(own) as never });
    for (const { who, headers } of fewOf(context, ways, 1))
      await context.judge({ ...ask, as: null, headers }, (answer) =>
        answer.status === 401 || isSafe(context.operation) ? admissionFault(answer, who) : null,
      );
  },
};

/** The session that all share, or one for what may end it. */
const sessionFor = (context: Context): Promise<Session> =>
  isOfOwnSession(context.operation) ? logIn(context) : sharedSession(context);

const tampered = ({ token }: Session): readonly (readonly [string, string])[] => [
  ['a session token cut short', token.slice(0, -1)],
  ['a session token too long', `${token}0`],
  ['a session token with another end', `${token.slice(0, -4)}${token.endsWith('0000') ? '1111' : '0000'}`],
  ['the public part of a session token', token.split('.')[0] ?? ''],
  ['the other half of a session token', token.split('.').slice(1).join('.')],
];

export const tamperedSession: Check = {
  id: 'access/spoilt-session',
  asks: 'Is a session token that is nearly right refused with 401?',
  source,
  evidence: 'observed',
  applies: needsSession,
  run: async (context) => {
    const ask = await strangersAsk(context);
    const own = await sharedSession(context);
    for (const [who, token] of fewOf(context, tampered(own), 1))
      await context.judge({ ...ask, as: null, headers: bearerOf({ ...own, token }) }, (answer) =>
        refusalFault(answer, [401], who),
      );
  },
};

export const endedSession: Check = {
  id: 'access/ended-session',
  asks: 'Is a session that was ended refused with 401 from then on?',
  source,
  evidence: 'documented',
  applies: needsSession,
  run: async (context) => {
    const ask = await strangersAsk(context);
    const ended = await context.memo('access/ended', () => endOne(context));
    if (ended === null) return context.skip('no session could be ended');
    for (const headers of fewOf(context, [bearerOf(ended), cookieOf(ended)], 1))
      await context.judge({ ...ask, as: null, headers }, (answer) => refusalFault(answer, [401], 'an ended session'));
  },
};

/** Logs in and out again; null when that does not succeed. */
async function endOne(context: Context): Promise<Session | null> {
  const operation = named(context.api, 'deleteSession');
  const own = await logIn(context);
  const answer = await context.send({ operation, as: null, headers: bearerOf(own) });
  return answer.status === 200 ? own : null;
}

const hour = 3_600_000;

export const csrf: Check = {
  id: 'access/csrf',
  asks: 'Is a request with a session cookie that is no GET refused with 403 without proof that it is its own, a search too, and not with it?',
  source:
    'docs/contract/argus.md §12.8: clients send Argus-CSRF-Token with every call; that searches need it, and the status, are assumed',
  evidence: 'observed',
  applies: (operation, target) => (operation.method === 'GET' ? false : needsSession(operation, target)),
  run: async (context) => {
    const ask = await readOnlyOrSkip(context);
    const own = await sessionFor(context);
    const url = `${context.target.url}${pathOf(context.operation, ask.params ?? {})}`;
    const other = { ...own, sessionKey: Buffer.alloc(32).toString('base64') };
    const known = isSafe(context.operation) ? { evidence: 'assumed' as const } : {};
    const proofs: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
      ['a cookie without proof', {}],
      ['a cookie with a proof that is none', { 'Argus-CSRF-Token': 'x' }],
      ['a cookie with the proof of another session', csrfOf(other, url)],
      ['a cookie with a proof for another path', csrfOf(own, `${url}/elsewhere`)],
      ['a cookie with an old proof', csrfOf(own, url, wallClock.now() - 3 * hour)],
    ];
    // Without any is what clients forget, and so as likely as all others together.
    const [none] = proofs;
    const wrong = context.random.below(2) === 0 && none !== undefined ? [none] : fewOf(context, proofs.slice(1), 1);
    for (const [who, proof] of wrong)
      await context.judge({ ...ask, as: null, headers: { ...cookieOf(own), ...proof } }, (answer) =>
        refusalFault(answer, [403], who, known),
      );
    await context.judge({ ...ask, as: null, headers: { ...cookieOf(own), ...csrfOf(own, url) } }, (answer) =>
      admissionFault(answer, 'a cookie with proof'),
    );
  },
};
