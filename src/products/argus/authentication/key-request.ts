/** What a request for a key, or for more time for one, comes to; everything that it may not ask for is 412. Source: W5.0 initiateApiKey. */
import type { Principal } from '../access/access.ts';
import { maySee } from '../access/access.ts';
import type { CreateKey } from '../auth/commands.ts';
import { digestOf, isSecret } from '../auth/secret.ts';
import { isTrue } from '../common/booleans.ts';
import type { ApiKeyRenewal, ApiKeyRequest } from '../generated/types.ts';
import { problem, type AuthServices } from './services.ts';

const day = 86_400_000;
/** "Default is 3 months" (W5.0). */
const defaultDays = 90;
/** Keys without an end or a source are for administrators to make (seed 002). */
const mayBeUnlimited = ({ functions }: Principal): boolean => functions.has('administrateApiKeys');

/** Epoch milliseconds; null for a key that never expires, which not everybody may ask for. */
export function expiryOf(
  { simulation, invalid }: AuthServices,
  principal: Principal,
  { expirationDays, disableExpiration }: Pick<ApiKeyRenewal, 'expirationDays' | 'disableExpiration'>,
): number | null {
  const days = isTrue(disableExpiration, false) ? 0 : Number(expirationDays ?? defaultDays);
  if (days > 0) return simulation.clock.now() + days * day;
  if (mayBeUnlimited(principal)) return null;
  throw invalid([problem(isTrue(disableExpiration, false) ? 'disableExpiration' : 'expirationDays', days)]);
}

/** A password that is sent along to confirm must be right; the wrong one is not shown again. */
export function checkPassword({ invalid }: AuthServices, { account }: Principal, given: string | undefined): void {
  const { password } = account.credentials;
  if (given === undefined || (password !== null && isSecret(given, digestOf(password)))) return;
  throw invalid([problem('password', null)]);
}

export function keyData(services: AuthServices, principal: Principal, given: ApiKeyRequest): Omit<CreateKey, 'owner'> {
  const { simulation, invalid } = services;
  const { function: functions = [], customerID = [], customer = [], readOnly } = given.sessionConstraints ?? {};
  const customers = [...customerID, ...customer].map((name) => {
    const found = simulation.world.customers.find((one) => String(one.id) === String(name) || one.shortName === name);
    if (found === undefined || !maySee(principal, found)) throw invalid([problem('sessionConstraints.customer', name)]);
    return found.index;
  });
  const unknown = functions.find((name) => !principal.account.functions.includes(name));
  if (unknown !== undefined) throw invalid([problem('sessionConstraints.function', unknown)]);
  return {
    description: given.description,
    expires: expiryOf(services, principal, given),
    sources: sourcesOf(services, principal, given),
    functions: functions.length > 0 ? functions : null,
    customers: customers.length > 0 ? [...new Set(customers)] : null,
    readOnly: isTrue(readOnly, false),
  };
}

/** Without a word about sources the key works from where it was asked for; assumed. */
function sourcesOf({ invalid }: AuthServices, principal: Principal, given: ApiKeyRequest): readonly string[] | null {
  const { source, validSources = [], disableSourceRestriction } = given;
  if (isTrue(disableSourceRestriction, false) || source?.provider === 'disabled') {
    if (mayBeUnlimited(principal)) return null;
    throw invalid([problem(source === undefined ? 'disableSourceRestriction' : 'source.provider', 'disabled')]);
  }
  const networks = [...validSources, ...(source?.staticOptions?.ipAddresses ?? [])];
  return networks.length > 0 ? networks : [principal.source];
}
