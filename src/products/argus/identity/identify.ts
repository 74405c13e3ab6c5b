/** Who a request is from: an API key goes before a signature, that before a bearer token, and that before a cookie. */
import type { Endpoint } from '../../../http/endpoint.ts';
import type { RequestHead } from '../../../http/product.ts';
import type { IdentityServices } from './services.ts';
import type { Principal } from '../access/access.ts';
import { makeKeyCheck } from './keys/key-check.ts';
import { checkCsrf, needsProof } from './signatures/csrf.ts';
import { unauthenticated } from '../access/refusals.ts';
import { cookieSessionIn, makeSessionCheck } from './sessions/session-check.ts';
import { userNameOf } from './store/accounts.ts';
import { makeSignatureCheck } from './signatures/signature.ts';

export type Identify = (request: RequestHead, endpoint: Endpoint) => Principal | Promise<Principal>;

/** Throws 401 for a caller that is not known, and 403 for a request with a session cookie that nothing shows to be the client's own. */
export function makeIdentify(services: IdentityServices): Identify {
  const { simulation, clientClock, sessionSecrets, replay } = services;
  const { world } = simulation;
  const checkKey = makeKeyCheck(simulation);
  const checkSignature = makeSignatureCheck(simulation, replay);
  const checkSession = makeSessionCheck(simulation, sessionSecrets);
  return (request, endpoint) => {
    const { headers, source } = request;
    const key = headers['argus-api-key'];
    // A key that somebody enters by hand is used even where a session is open (seed 002).
    if (typeof key === 'string') return checkKey(key, source);
    const signature = headers['argus-signature'];
    if (typeof signature === 'string') return checkSignature(signature, request);
    const [scheme = '', bearer] = String(headers['authorization'] ?? '').split(/\s+/);
    if (bearer !== undefined && scheme.toLowerCase() === 'bearer') return checkSession(bearer, source);
    const cookie = cookieSessionIn(headers['cookie'] as string | undefined);
    if (cookie === null) throw unauthenticated('user.not.authenticated');
    const principal = checkSession(cookie.token, source);
    if (cookie.userName !== null && cookie.userName !== userNameOf(world, principal.account))
      throw unauthenticated('session.invalid');
    if (principal.session !== null && needsProof(endpoint, headers))
      checkCsrf(sessionSecrets.key(principal.session.number), request, clientClock);
    return principal;
  };
}
