/** USM Anywhere as a product: its endpoints, its clients and the dialect it is served in. */
import { wallClock, type Clock } from '../../kernel/clock.ts';
import type { Product } from '../../http/product.ts';
import type { ApiClient, DialectName, Scope } from '../../model/tenant.ts';
import type { Simulation } from '../shared/simulation.ts';
import { makeDialect } from './dialect.ts';
import { endpointsOf } from './endpoints.ts';
import { accessDenied, isTokenPath, refusals } from './failures.ts';
import { forwardedHeaders } from './links.ts';
import { makeCount, noRateLimit } from './rate.ts';
import { makeServices } from './services.ts';
import { vendorFaults } from './vendor-faults.ts';
import { makeTokens } from './token.ts';

export interface UsmOptions {
  /** As the documentation prints it, or as clients meet it; the scenario's own when left out. */
  readonly dialect?: DialectName;
  /** The clock that the vendor's rate limit counts on; null, the default, sets no limit. */
  readonly rateClock?: Clock | null;
}

/** The limit is one of real seconds, whatever the simulated time does. */
export const realSeconds: Clock = wallClock;

export const title = 'USM Anywhere';
export const prefixes = ['/api/'];

export function makeUsm(simulation: Simulation, options: UsmOptions = {}): Product<ApiClient> {
  const { tenant } = simulation.world;
  const dialect = options.dialect ?? tenant.dialect;
  const services = makeServices(simulation, dialect);
  const tokens = makeTokens(services.world, simulation.clock, services.ids);
  const { rateClock = null } = options;
  const count = rateClock === null ? noRateLimit : makeCount(rateClock);
  const authenticate: Product<ApiClient>['authenticate'] = ({ headers, method }) => {
    const client = tokens.clientOf(headers['authorization'] as string | undefined);
    count(client.id, method);
    return client;
  };
  return {
    name: 'usm',
    title,
    prefixes,
    rows: endpointsOf(services, tokens, count),
    ignoresTrailingSlash: true,
    variesOn: forwardedHeaders,
    envelope: { success: null, failure: 'usm/failure.schema.json' },
    security: {
      bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'From POST /api/2.0/oauth/token' },
      basic: { type: 'http', scheme: 'basic', description: 'Id and secret of an API client' },
    },
    authenticate,
    // Spring Security asks who is there before anybody learns what is (contract/usm.md §1).
    guard: (credentials) => {
      if (!isTokenPath(credentials.path)) tokens.clientOf(credentials.headers['authorization'] as string | undefined);
    },
    authorize: (endpoint, client) => {
      if (endpoint.permission !== null && !client.scope.includes(endpoint.permission as Scope)) throw accessDenied();
    },
    callerOf: (client) => client.id,
    ...makeDialect(dialect, () => services.ids.token(0xffff_ffff)),
    ...refusals,
    vendorFaults,
  };
}
