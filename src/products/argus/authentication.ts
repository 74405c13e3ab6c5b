/** The table of the authentication module that clients of the Events API call. Source: contract/argus.md §5.2. */
import type { Endpoint } from '../../http/endpoint.ts';
import type { Simulation } from '../simulation.ts';
import type { Principal } from './access.ts';

export const authentication = ({ clock }: Simulation): readonly Endpoint<Principal>[] => [
  {
    id: 'getCurrentSession',
    method: 'GET',
    path: '/authentication/v1/session',
    summary: 'Get the session of the caller; clients use it to check an API key',
    evidence: 'observed',
    source: 'contract/argus.md §5.2',
    permission: null,
    params: null,
    query: null,
    body: null,
    data: 'argus/session.schema.json',
    produces: ['application/json'],
    refusals: [401],
    handle: ({ principal }) => ({
      kind: 'one',
      json: JSON.stringify({
        authenticationMethod: 'APIKEY',
        clientIP: principal.source.replace(/^::ffff:/, ''),
        createdTimestamp: clock.now(),
        passwordNotSet: false,
        readOnly: !['assessEvents', 'submitEvent', 'reindexEvent'].some((name) => principal.functions.has(name)),
        // A key is weaker than a session with two factors (seed 002).
        securityLevel: 'EXTERNAL',
        sessionKey: null,
        timestamp: clock.now(),
      }),
    }),
  },
];
