/** Each way to log in lets in who shows what it asks for, by a session that says how it was begun, and takes a one-time code once. */
import { createHmac } from 'node:crypto';
import { wallClock } from '../../../../../kernel/clock.ts';
import { told } from '../../../../checks/shared/answer.ts';
import { named } from '../../../../lists/counterpart.ts';
import { at } from '../../../../lists/item.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { member, type Answer, type Ask } from '../../../../terms/exchange.ts';
import { credentialOf, type Login, type Target } from '../../../../terms/target.ts';

/** What sessions say of how they were begun, by operation. */
const methods: Readonly<Record<string, string>> = {
  passwordAuthentication: 'PASSWORD',
  legacyPasswordAuthentication: 'PASSWORD',
  ldapAuthentication: 'LDAP',
  legacyLdapAuthentication: 'LDAP',
  totpAuthentication: 'TOTP',
  legacyTotpAuthentication: 'TOTP',
};

/** Why a user cannot log in so; null for one who can. */
function lackingFor(id: string, target: Target): string | null {
  const login = credentialOf(target, 'password');
  if (login === undefined) return 'no user with a password is known';
  if (methods[id] === 'LDAP' && login.ldap !== true) return 'no user of the directory is known';
  return methods[id] === 'TOTP' && login.totp === undefined ? 'no user with one-time codes is known' : null;
}

export const logIns: Check = {
  id: 'access/log-in-succeeds',
  asks: 'Is who shows what a way to log in asks for let in by a session that says how it was begun, and a one-time code taken once?',
  source: 'docs/contract/argus.md §5.2, §5.3, §12.8',
  evidence: 'documented',
  applies: ({ id }, target) => (Object.hasOwn(methods, id) ? (lackingFor(id, target) ?? true) : false),
  run: async (context) => {
    const login = credentialOf(context.target, 'password') ?? context.skip('no user with a password is known');
    const codes = methods[context.operation.id] === 'TOTP' ? codesOf(login) : [undefined];
    for (const code of codes) {
      const answer = await context.send(askOf(login, code));
      // A code of this moment may have been used before.
      if (answer.status === 206 && code !== undefined) continue;
      return begun(context, answer, login, code);
    }
    context.undecided('a log-in with a one-time code', 'all codes of the moment were used before');
  },
};

const askOf = ({ userName, password, domain }: Login, tokenCode: string | undefined): Ask => ({
  as: null,
  body: { userName, password, ...(domain !== undefined && { domain }), ...(tokenCode !== undefined && { tokenCode }) },
});

async function begun(context: Context, answer: Answer, login: Login, code: string | undefined): Promise<void> {
  const { api, operation, send, violation } = context;
  const { data, status } = answer;
  if (status !== 200)
    return violation({ key: `${status}`, expected: 'a log-in succeeds with 200', seen: told(answer), answer });
  const token = at(data, 'credentials.requestCredentialsData') ?? member(data, 'requestCredentialsData');
  const holder: Ask = { as: null, headers: { Authorization: `Bearer ${String(token)}` } };
  const session = await send({ ...holder, operation: named(api, 'getSession') });
  const method = member(session.data, 'authenticationMethod');
  if (method !== methods[operation.id])
    violation({
      key: 'method',
      expected: `a session of the method ${methods[operation.id]}`,
      seen: session.status === 200 ? String(method) : told(session),
      answer: session,
    });
  await send({ ...holder, operation: named(api, 'deleteSession'), isOwed: true });
  if (code === undefined) return;
  const again = await send(askOf(login, code));
  if (again.status !== 206)
    violation({ key: 'twice', expected: '206 for a code that was used before', seen: told(again), answer: again });
}

const stepMs = 30_000;
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Codes that are good at the moment, the oldest first (RFC 6238: SHA-1, six digits, steps of 30 seconds). */
function codesOf({ totp = '' }: Login): readonly string[] {
  const bits = [...totp].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const now = Math.floor(wallClock.now() / stepMs);
  return [now - 1, now, now + 1].map((step) => {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(step));
    const digest = createHmac('sha1', secret).update(counter).digest();
    const place = (digest.at(-1) ?? 0) & 15;
    return String((digest.readUInt32BE(place) & 0x7fffffff) % 1_000_000).padStart(6, '0');
  });
}
