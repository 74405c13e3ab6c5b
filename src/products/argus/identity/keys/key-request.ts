/** What a request for a key, or for more time for one, comes to; everything that it may not ask for is 412. Source: W5.0 initiateApiKey. */
import type { Problem } from '../../../../http/product.ts';
import { isTrue } from '../../common/booleans.ts';
import type { LookupServices } from '../../common/answers.ts';
import { semanticProblem } from '../../common/invalid.ts';
import type { ApiKeyRenewal, ApiKeyRequest } from '../../generated/types.ts';
import type { CreateKey } from '../store/commands.ts';
import { isAuthorized, type AuthorizedOperation } from '../log-in/authorizations.ts';
import { standingOf } from '../store/standing.ts';
import { functionId } from '../../access/permissions.ts';
import type { CloudRecord } from '../../access/records.ts';
import { namedCustomer, maySee, type Principal } from '../../access/access.ts';

export type KeyServices = LookupServices;

const problem = (path: string, value: unknown): Problem => semanticProblem('body', path.split('.'), value);

const day = 86_400_000;
/** "Default is 3 months" (W5.0). */
const defaultDays = 90;
/** Keys without an end or a source are for administrators to make (seed 002). */
const mayBeUnlimited = ({ functions }: Principal): boolean => functions.has('administrateApiKeys');

/** Epoch milliseconds; null for a key that never expires, which not everybody may ask for. */
export function expiryOf(
  { simulation, invalid }: KeyServices,
  principal: Principal,
  { expirationDays, disableExpiration }: Pick<ApiKeyRenewal, 'expirationDays' | 'disableExpiration'>,
): number | null {
  const days = isTrue(disableExpiration, false) ? 0 : Number(expirationDays ?? defaultDays);
  if (days > 0) return simulation.clock.now() + days * day;
  if (mayBeUnlimited(principal)) return null;
  throw invalid([problem(isTrue(disableExpiration, false) ? 'disableExpiration' : 'expirationDays', days)]);
}

/** A password or authorization that is sent along to confirm must be right; a wrong one is not shown again. */
export function checkConfirmation(
  { simulation, invalid }: KeyServices,
  { account }: Principal,
  { password, authorization }: Pick<ApiKeyRenewal, 'password' | 'authorization'>,
  operation: AuthorizedOperation,
): void {
  const { world, clock } = simulation;
  if (password !== undefined && !standingOf(simulation, account).isPassword(password))
    throw invalid([problem('password', null)]);
  if (authorization !== undefined && !isAuthorized(world, account, operation, authorization, clock.now()))
    throw invalid([problem('authorization', null)]);
}

export function keyData(services: KeyServices, principal: Principal, request: ApiKeyRequest): Omit<CreateKey, 'owner'> {
  const { simulation, invalid } = services;
  const { customerID = [], customer = [], readOnly } = request.sessionConstraints ?? {};
  const customers = [...customerID, ...customer].map((name) => {
    const one = namedCustomer(simulation.world, name);
    if (one === undefined || !maySee(principal, one)) throw invalid([problem('sessionConstraints.customer', name)]);
    return one.index;
  });
  const functions = functionsOf(services, principal, request);
  const cloud = cloudOf(request);
  return {
    description: request.description,
    expires: expiryOf(services, principal, request),
    sources: cloud === null ? sourcesOf(services, principal, request) : [],
    ...(cloud !== null && { cloud }),
    functions: functions.length > 0 ? functions : null,
    customers: customers.length > 0 ? [...new Set(customers)] : null,
    readOnly: isTrue(readOnly, false),
  };
}

/** Functions by name or id; only those that the caller has. */
function functionsOf(
  { invalid }: KeyServices,
  { account }: Principal,
  { sessionConstraints }: ApiKeyRequest,
): readonly string[] {
  const { function: names = [], functionID = [] } = sessionConstraints ?? {};
  const byId = functionID.map((id) => {
    const name = account.functions.find((each) => functionId(each) === Number(id));
    if (name === undefined) throw invalid([problem('sessionConstraints.functionID', id)]);
    return name;
  });
  const unknown = names.find((name) => !account.functions.includes(name));
  if (unknown !== undefined) throw invalid([problem('sessionConstraints.function', unknown)]);
  return [...new Set([...names, ...byId])];
}

interface CloudOptions {
  readonly regions?: readonly string[];
  readonly services?: readonly string[];
}

/** The cloud that a key is for: nobody is there, so it works from no address. Assumed. */
function cloudOf({ source }: ApiKeyRequest): CloudRecord | null {
  const provider = source?.provider;
  if (provider !== 'aws' && provider !== 'azure' && provider !== 'github') return null;
  const options: CloudOptions = source?.[`${provider}Options`] ?? {};
  return { provider, regions: options.regions ?? [], services: options.services ?? [] };
}

/** Without a word about sources the key works from where it was asked for; assumed. */
function sourcesOf({ invalid }: KeyServices, principal: Principal, request: ApiKeyRequest): readonly string[] | null {
  const { source, validSources = [], disableSourceRestriction } = request;
  if (isTrue(disableSourceRestriction, false) || source?.provider === 'disabled') {
    if (mayBeUnlimited(principal)) return null;
    throw invalid([problem(source === undefined ? 'disableSourceRestriction' : 'source.provider', 'disabled')]);
  }
  const networks = [...validSources, ...(source?.staticOptions?.ipAddresses ?? [])];
  return networks.length > 0 ? networks : [principal.source];
}
