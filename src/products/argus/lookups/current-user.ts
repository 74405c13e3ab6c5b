/** Who the caller is, and what a time string means. Source: docs/contract/argus.md §4 and Current user; W5.0 currentuser/v1/user, world/v1/time. */
import type { Handler } from '../../../http/endpoint.ts';
import type { User, World } from '../../../model/world.ts';
import type { Principal } from '../access/access.ts';
import { oneAnswer, type LookupServices } from '../common/answers.ts';
import { customerInfo } from '../common/models.ts';
import { semanticProblem } from '../common/invalid.ts';
import { parseTime } from '../common/time.ts';
import { groupsFrom } from './customers/nodes.ts';
import type { CurrentUser, ResolvedTime, TimeQuery } from '../generated/types.ts';

export const getTimestampMs: Handler<LookupServices, Principal> = ({ simulation, invalid }, { query }) => {
  const { timestring } = query as unknown as TimeQuery;
  const timestamp = parseTime(timestring, simulation.clock.now());
  if (timestamp === null) throw invalid([semanticProblem('query', ['timestring'], timestring)]);
  return oneAnswer({ timestring: String(timestring), timestamp } satisfies ResolvedTime);
};

export const getCurrentUser: Handler<LookupServices, Principal> = ({ simulation }, { principal }) =>
  oneAnswer(userModel(simulation.world, principal));

function userModel(world: World, { account }: Principal): CurrentUser {
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
      ...(password === null ? (['PASSWORD_NOT_SET'] as const) : (['AUTH_LOCAL'] as const)),
      ...(ldap ? (['AUTH_LDAP'] as const) : []),
      ...(totp === null ? [] : (['AUTH_TOTP'] as const)),
      ...(publicKeys.length === 0 ? [] : (['AUTH_CRYPTO'] as const)),
      'AUTH_APIKEY',
    ],
    properties: {},
    publicKey: publicKeys.at(-1)?.pem ?? null,
    ascendantIDs: groupsFrom(customer.group).map((group) => group.id),
    createdTimestamp: world.start,
    createdByUser: null,
    lastUpdatedTimestamp: world.start,
    lastUpdatedByUser: null,
    lastLoginTimestamp: 0,
    lastLoginIP: null,
    lastImpersonationTimestamp: 0,
  };
}
