/** The user's own password: changed, tried, and shown as proof. Source: docs/contract/argus.md §12.8; W5.0 authentication/v1/password. */
import type { Handler } from '../../../../http/endpoint.ts';
import { ApiError } from '../../../../kernel/fault.ts';
import { accessDenied, type Principal } from '../../access/access.ts';
import { unauthenticated } from '../../access/refusals.ts';
import { oneAnswer } from '../../common/answers.ts';
import { writeCommand } from '../../common/write-command.ts';
import type {
  PasswordAuthorizationRequest,
  PasswordChange,
  PasswordFault,
  PasswordTest,
  PasswordVerdict,
} from '../../generated/types.ts';
import { userNameOf } from '../store/accounts.ts';
import type { ChangePassword } from '../store/credential-commands.ts';
import { passwordDigest, standingOf } from '../store/standing.ts';
import { authorizationFor, isAuthorized } from './authorizations.ts';
import type { LogInServices } from './log-in.ts';
import { breachesOf, historicPassword, passwordFault, wrongPassword } from './new-password.ts';

type PasswordHandler = Handler<LogInServices, Principal>;

const refused = (fault: PasswordFault): ApiError =>
  new ApiError(
    412,
    [
      {
        message: fault.message,
        template: 'invalid.password',
        field: fault.reason === 'wrongPassword' ? 'oldPassword' : 'newPassword',
      },
    ],
    {},
    { ...fault },
  );

export const changeCurrentUserPassword: PasswordHandler = async ({ simulation }, { principal, body }) => {
  const { world, clock } = simulation;
  const { account } = principal;
  const { newPassword, oldPassword, authorization } = body as unknown as PasswordChange;
  const standing = standingOf(simulation, account);
  const isOwn =
    authorization !== undefined
      ? isAuthorized(world, account, 'password.set', authorization, clock.now())
      : standing.isPassword(oldPassword ?? '');
  if (!isOwn) throw refused(wrongPassword);
  const fault = passwordFault(newPassword, userNameOf(world, account));
  if (fault !== null) throw refused(fault);
  if (standing.isPassword(newPassword) || standing.wasPassword(newPassword)) throw refused(historicPassword);
  const digest = passwordDigest(world, account, newPassword);
  const data: ChangePassword = { owner: account.index, digest, former: standing.digest };
  await writeCommand(simulation, account, 'argus/password/change', data);
  return oneAnswer({});
};

export const testUserPassword: PasswordHandler = (_, { body }) => {
  const breachCount = breachesOf((body as unknown as PasswordTest).password);
  return oneAnswer({ breachCount, state: breachCount > 0 ? 'breached' : 'ok' } satisfies PasswordVerdict);
};

/** For sessions that a password began, whatever else the user could log in by (W5.0). */
export const passwordUserAuthorization: PasswordHandler = ({ simulation, attempts }, { principal, body }) => {
  const { account, method } = principal;
  const { operation, nextURI, password, context = {} } = body as unknown as PasswordAuthorizationRequest;
  if (method !== 'PASSWORD') throw accessDenied();
  const name = userNameOf(simulation.world, account);
  if (attempts.isLocked(name)) throw unauthenticated('authentication.locked');
  if (!standingOf(simulation, account).isPassword(password)) {
    attempts.failed(name);
    throw unauthenticated('authentication.failed');
  }
  attempts.succeeded(name);
  const given = { nextURI, context };
  return secretAnswer(authorizationFor(simulation.world, account, operation, given, simulation.clock.now()));
};

/** An answer that no cache may keep. */
export const secretAnswer = (value: object) =>
  ({ kind: 'one', json: JSON.stringify(value), headers: { 'Cache-Control': 'no-store' } }) as const;
