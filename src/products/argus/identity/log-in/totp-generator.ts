/** The user's own generator of one-time codes: set up, shown to work, revoked, and its code as proof. Source: docs/contract/argus.md §12.8; W5.0 authentication/v1/totp. */
import type { Handler } from '../../../../http/endpoint.ts';
import type { Problem } from '../../../../http/product.ts';
import { accessDenied, type Principal } from '../../access/access.ts';
import { unauthenticated } from '../../access/refusals.ts';
import { notThere, oneAnswer } from '../../common/answers.ts';
import { semanticProblem } from '../../common/invalid.ts';
import { writeCommand } from '../../common/write-command.ts';
import type {
  TotpAuthorizationRequest,
  TotpGenerator,
  TotpInitialization,
  TotpVerification,
} from '../../generated/types.ts';
import { userNameOf } from '../store/accounts.ts';
import { digestOf, isSecret } from '../store/secret.ts';
import { generatorOf, standingOf } from '../store/standing.ts';
import { authorizationFor, isAuthorized } from './authorizations.ts';
import type { LogInServices } from './log-in.ts';
import { secretAnswer } from './password.ts';
import { base32, stepOf } from './totp.ts';

type TotpHandler = Handler<LogInServices, Principal>;

/** What a client sent to prove something is not shown again. */
const wrong = (member: string): Problem => semanticProblem('body', [member], null);

/** The cookie of a generator that waits to be verified, beside the member of that name. */
const pendingCookie = 'argus_totp';

export const initializeTotp: TotpHandler = async ({ simulation, invalid }, { principal, body }) => {
  const { world, clock } = simulation;
  const { account } = principal;
  const { password, authorization } = body as TotpInitialization;
  const standing = standingOf(simulation, account);
  if (!standing.hasPassword) throw accessDenied();
  const isProven =
    authorization === undefined
      ? standing.isPassword(password ?? '')
      : isAuthorized(world, account, 'totp.initialize', authorization, clock.now());
  if (!isProven) throw invalid([wrong(authorization === undefined ? 'password' : 'authorization')]);
  const { generator } = (await writeCommand(simulation, account, 'argus/totp/initialize', {})) as {
    readonly generator: number;
  };
  const { seed, cookie } = generatorOf(world, generator);
  const data: TotpGenerator = {
    userName: userNameOf(world, account),
    seedBase32: seed,
    seedBase64: base32(seed).toString('base64'),
    keyAlgorithm: 'HmacSHA1',
    passCodeLength: 6,
    cookie,
  };
  const answer = secretAnswer(data);
  const setCookie = `${pendingCookie}=${cookie}; Path=/authentication/v1/totp; HttpOnly; SameSite=Strict`;
  return { ...answer, headers: { ...answer.headers, 'Set-Cookie': [setCookie] } };
};

export const verifyTotp: TotpHandler = async ({ simulation, invalid, clientClock, usedCodes }, { principal, body }) => {
  const { account } = principal;
  const { cookie, verificationCode } = body as unknown as TotpVerification;
  const { pending } = standingOf(simulation, account);
  if (pending === null) throw notThere('TOTP generator');
  const step = stepOf(pending.seed, verificationCode, clientClock.now());
  const faults = [
    ...(isSecret(cookie, digestOf(pending.cookie)) ? [] : [wrong('cookie')]),
    ...(step === null ? [wrong('verificationCode')] : []),
  ];
  if (faults.length > 0) throw invalid(faults);
  await writeCommand(simulation, account, 'argus/totp/activate', {});
  // The codes of the generator before are no longer any that could come again.
  usedCodes.forget(account.index);
  return oneAnswer(null);
};

export const revokeTotp: TotpHandler = async ({ simulation }, { principal }) => {
  const { totp } = standingOf(simulation, principal.account);
  if (totp === null) throw notThere('TOTP generator');
  await writeCommand(simulation, principal.account, 'argus/totp/revoke', {});
  return oneAnswer(null);
};

/** For sessions that a one-time code began, whatever else the user could log in by (W5.0). */
export const totpUserAuthorization: TotpHandler = ({ simulation, clientClock, usedCodes }, { principal, body }) => {
  const { account, method } = principal;
  const { operation, nextURI, tokenCode, context = {} } = body as unknown as TotpAuthorizationRequest;
  if (method !== 'TOTP') throw accessDenied();
  const { totp } = standingOf(simulation, account);
  const step = totp === null ? null : stepOf(totp, tokenCode, clientClock.now());
  if (step === null || !usedCodes.use(account.index, step)) throw unauthenticated('authentication.failed');
  const given = { nextURI, context };
  return secretAnswer(authorizationFor(simulation.world, account, operation, given, simulation.clock.now()));
};
