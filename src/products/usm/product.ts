/** USM Anywhere being served: its table, its handlers over a simulation, its clients, and the dialect that it speaks. */
import type { Product } from '../../http/product.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Json } from '../../kernel/schema.ts';
import type { Simulation } from '../shared/simulation.ts';
import { makeDialect } from './api/dialect.ts';
import { refusedRequests, scopeTooSmall } from './api/failures.ts';
import { isTokenPath } from './api/paths.ts';
import { makeCounter, noRateLimit } from './api/rate-limit.ts';
import { makeServices, type Services } from './api/services.ts';
import { usmFaults } from './api/vendor-faults.ts';
import { handlers } from './handlers.ts';
import { tenantOf, type ApiClient, type DialectName, type Scope } from './records/tenant.ts';
import { usmTables } from './rows.ts';

export interface UsmOptions {
  /** As the documentation prints it, or as clients meet it; the scenario's own when left out. */
  readonly dialect?: DialectName;
  /** The clock that the vendor's rate limit counts on; null, the default, sets no limit. */
  readonly rateClock?: Clock | null;
  /** The clock that tokens live by; the simulated one when left out. */
  readonly tokenClock?: Clock;
}

export function makeUsm(simulation: Simulation, options: UsmOptions = {}): Product<ApiClient, Services> {
  const { dialect = tenantOf(simulation.world).dialect, rateClock = null, tokenClock = simulation.clock } = options;
  const { style, ...table } = usmTables[dialect];
  const counter = rateClock === null ? null : makeCounter(rateClock);
  const services = makeServices(simulation, style, {
    count: counter?.count ?? noRateLimit,
    tokenClock,
  });
  const { count, ids, tokens, catchUp } = services;
  return {
    ...table,
    services,
    handlers,
    authenticate: ({ headers, method }) => {
      const client = tokens.clientOf(headers['authorization'] as string | undefined);
      count(client.id, method);
      return client;
    },
    countsCaller: () => counter !== null,
    kept: {
      save: () => [tokens.issued.save(), counter?.save() ?? null],
      load: (saved) => {
        const [issued = 0, counts = null] = (saved ?? []) as readonly Json[];
        tokens.issued.load(issued);
        counter?.load(counts);
      },
    },
    // Spring Security asks who is there before anybody learns what is (docs/contract/usm.md §1).
    guard: ({ headers, path }) => {
      if (!isTokenPath(path)) tokens.clientOf(headers['authorization'] as string | undefined);
    },
    authorize: (endpoint, client) => {
      if (endpoint.permission !== null && !client.scope.includes(endpoint.permission as Scope)) throw scopeTooSmall();
    },
    callerOf: (client) => client.id,
    prepare: ({ id }) => (id === 'getUsmAlarms' ? catchUp.alarms() : id === 'getUsmEvents' ? catchUp.events() : null),
    ...makeDialect(style, () => ids.token(0xffff_ffff)),
    ...refusedRequests,
    vendorFaults: usmFaults,
  };
}
