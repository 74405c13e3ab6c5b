/** Who the caller is, and what a time string means. Source: contract/argus.md §4, §8; fixture of the XSOAR pack; W5.0 world/v1/time. */
import type { BoundEndpoint } from '../../../http/endpoint.ts';
import type { User } from '../../../model/world.ts';
import type { Principal } from '../access/access.ts';
import { parseTime } from '../common/time.ts';
import type { CurrentUser, ResolvedTime, TimeQuery } from '../generated/types.ts';
import { customerInfo } from '../common/models.ts';
import { base, problem, type LookupServices } from './services.ts';

export const currentUser = (services: LookupServices): readonly BoundEndpoint<Principal>[] => [
  {
    ...base,
    id: 'getCurrentUser',
    method: 'GET',
    path: '/currentuser/v1/user',
    summary: 'Get the user behind the key, signature or session',
    evidence: 'observed',
    source: 'contract/argus.md §8',
    data: 'argus/current-user.schema.json',
    refusals: [401],
    handle: ({ principal }) => ({ kind: 'one', json: JSON.stringify(userModel(services, principal)) }),
  },
  {
    ...base,
    id: 'getTimestampMs',
    method: 'GET',
    path: '/world/v1/time',
    summary: 'Resolve a time string, such as -24hours, to a timestamp',
    evidence: 'assumed',
    source: 'contract/argus.md §4; the shape of the answer is assumed',
    query: 'argus/time-query.schema.json',
    data: 'argus/resolved-time.schema.json',
    refusals: [401, 412],
    handle: ({ query }) => {
      const { timestring } = query as unknown as TimeQuery;
      const timestamp = parseTime(timestring, services.simulation.clock.now());
      if (timestamp === null) throw services.invalid([problem('query', 'timestring', timestring)]);
      const data: ResolvedTime = { timestring: String(timestring), timestamp };
      return { kind: 'one', json: JSON.stringify(data) };
    },
  },
];

function userModel({ simulation: { world } }: LookupServices, { account }: Principal): CurrentUser {
  const { id, userName, name, email, customer, credentials } = world.users()[account.index] as User;
  const { password, ldap, totp, publicKeys } = credentials;
  return {
    id,
    userName,
    name,
    customer: customerInfo(customer, world.domain),
    domain: world.domain,
    email,
    mobile: null,
    imageURL: null,
    language: 'ENGLISH',
    timeZone: { description: world.sensors.find((sensor) => sensor.customer === customer)?.location.timeZone ?? 'UTC' },
    flags: [
      ...(password === null ? [] : (['AUTH_PASSWORD'] as const)),
      ...(ldap ? (['AUTH_LDAP'] as const) : []),
      ...(totp === null ? [] : (['AUTH_TOTP'] as const)),
      ...(publicKeys.length === 0 ? [] : (['AUTH_SIGNATURE'] as const)),
      'AUTH_APIKEY',
    ],
    properties: {},
    publicKey: null,
    ascendantIDs: [],
    createdTimestamp: world.start,
    createdByUser: null,
    lastUpdatedTimestamp: world.start,
    lastUpdatedByUser: null,
    lastLoginTimestamp: null,
    lastLoginIP: null,
    lastImpersonationTimestamp: null,
  };
}
