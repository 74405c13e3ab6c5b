/** What the caller may do, and how one can log in. Source: W4.0 authentication/v1/session and methods. */
import type { Handler, Outcome } from '../../../../http/endpoint.ts';
import { oneAnswer } from '../../common/answers.ts';
import { customerInfo } from '../../common/models.ts';
import { semanticProblem } from '../../common/invalid.ts';
import type { SessionAuthMethods, SessionFunctions } from '../../generated/types.ts';
import { accessDenied, namedCustomer, maySee, type Principal } from '../../access/access.ts';
import { functionId } from '../../access/permissions.ts';
import { logInTable, publicKeyTable } from '../../access/records.ts';
import { keysOf } from '../store/commands.ts';
import { standingOf } from '../store/standing.ts';
import type { SessionServices } from './new-session.ts';

type RightsHandler = Handler<SessionServices, Principal>;

export const getMethods: RightsHandler = () => oneAnswer(['PASSWORD', 'LDAP', 'TOTP', 'SIGNATURE', 'APIKEY']);

/** How the caller can log in, and when it last did. */
export const getSessionAuthMethods: RightsHandler = ({ simulation }, { principal: { account } }) => {
  const { world, state } = simulation;
  const { hasPassword, ldap, totp } = standingOf(simulation, account);
  const hasKeys = keysOf({ world, table: state.table }, account.index).some((key) => !key.isDeleted);
  const publicKeys = [...publicKeyTable(state).values()].filter((key) => key.account === account.index);
  const methods = [
    { method: 'PASSWORD', isThere: hasPassword, initialized: true },
    { method: 'LDAP', isThere: ldap, initialized: true },
    { method: 'TOTP', isThere: hasPassword, initialized: totp !== null },
    { method: 'SIGNATURE', isThere: account.credentials.publicKeys.length + publicKeys.length > 0, initialized: true },
    { method: 'APIKEY', isThere: true, initialized: hasKeys },
  ] as const;
  const list: SessionAuthMethods = methods
    .filter(({ isThere }) => isThere)
    .map(({ method, initialized }) => {
      const last = logInTable(state).get(`${account.index}/${method}`);
      return {
        method,
        initialized,
        lastLoginTimestamp: last?.at ?? 0,
        lastLoginIP: last?.source ?? null,
        settings: {},
      };
    });
  return wholeList(list);
};

export const getSessionFunctions: RightsHandler = (_, { principal }) => {
  const list: SessionFunctions = [...principal.functions].map((name) => ({
    id: functionId(name),
    name,
    description: name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
    flags: [],
    securityLevel: 'EXTERNAL',
  }));
  return wholeList(list);
};

export const getSessionCustomers: RightsHandler = ({ simulation: { world } }, { principal }) =>
  wholeList((principal.customers ?? world.customers).map((customer) => customerInfo(customer, world.domain)));

export const checkSessionFunctionPermission: RightsHandler = (_, { principal, params }) => {
  if (!principal.functions.has(params['function'] ?? '')) throw accessDenied();
  return oneAnswer(null);
};

export const checkSessionPermission: RightsHandler = ({ simulation, invalid }, { principal, params }) => {
  const name = params['customer'] ?? '';
  const customer = namedCustomer(simulation.world, name);
  if (customer === undefined) throw invalid([semanticProblem('body', ['customer'], name)]);
  if (!principal.functions.has(params['function'] ?? '') || !maySee(principal, customer)) throw accessDenied();
  return oneAnswer(null);
};

/** Everything on one page. */
const wholeList = (items: readonly object[]): Outcome => ({
  kind: 'list',
  items: items.map((item) => JSON.stringify(item)),
  limit: 0,
  offset: 0,
  count: items.length,
});
