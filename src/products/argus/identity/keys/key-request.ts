/** What a request for a key, or for more time for one, comes to; everything that it may not ask for is 412. Source: W5.0 initiateApiKey. */
import type { Problem } from '../../../../http/product.ts';
import { isTrue } from '../../common/booleans.ts';
import type { LookupServices } from '../../common/answers.ts';
import { semanticProblem } from '../../common/invalid.ts';
import type { ApiKeyRenewal, ApiKeyRequest } from '../../generated/types.ts';
import type { CreateKey } from '../store/commands.ts';
import { digestOf, isSecret } from '../store/secret.ts';
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

/** A password that is sent along to confirm must be right; the wrong one is not shown again. */
export function checkPassword({ invalid }: KeyServices, { account }: Principal, sent: string | undefined): void {
  const { password } = account.credentials;
  if (sent === undefined || (password !== null && isSecret(sent, digestOf(password)))) return;
  throw invalid([problem('password', null)]);
}

export function keyData(services: KeyServices, principal: Principal, request: ApiKeyRequest): Omit<CreateKey, 'owner'> {
  const { simulation, invalid } = services;
  const { function: functions = [], customerID = [], customer = [], readOnly } = request.sessionConstraints ?? {};
  const customers = [...customerID, ...customer].map((name) => {
    const one = namedCustomer(simulation.world, name);
    if (one === undefined || !maySee(principal, one)) throw invalid([problem('sessionConstraints.customer', name)]);
    return one.index;
  });
  const unknown = functions.find((name) => !principal.account.functions.includes(name));
  if (unknown !== undefined) throw invalid([problem('sessionConstraints.function', unknown)]);
  return {
    description: request.description,
    expires: expiryOf(services, principal, request),
    sources: sourcesOf(services, principal, request),
    functions: functions.length > 0 ? functions : null,
    customers: customers.length > 0 ? [...new Set(customers)] : null,
    readOnly: isTrue(readOnly, false),
  };
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
