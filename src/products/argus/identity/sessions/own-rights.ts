/** What the caller may do, and how one can log in. Source: W4.0 authentication/v1/session and methods. */
import type { Handler, Outcome } from '../../../../http/endpoint.ts';
import { oneAnswer } from '../../common/answers.ts';
import { customerInfo } from '../../common/models.ts';
import { semanticProblem } from '../../common/invalid.ts';
import type { SessionFunctions } from '../../generated/types.ts';
import { accessDenied, namedCustomer, maySee, type Principal } from '../../access/access.ts';
import { functionId } from '../../access/permissions.ts';
import type { SessionServices } from './new-session.ts';

type RightsHandler = Handler<SessionServices, Principal>;

export const getMethods: RightsHandler = () => oneAnswer(['PASSWORD', 'LDAP', 'TOTP', 'SIGNATURE', 'APIKEY']);

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
