/** Who the caller is, and what a time string means. Source: docs/contract/argus.md §4 and Current user; W5.0 currentuser/v1/user, world/v1/time. */
import type { Handler } from '../../../http/endpoint.ts';
import type { Account, User } from '../../../model/world.ts';
import type { Simulation } from '../../shared/simulation.ts';
import { standingOf } from '../identity/store/standing.ts';
import { logInTable, type LogInRecord } from '../access/records.ts';
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
  oneAnswer(userModel(simulation, principal));

function userModel(simulation: Simulation, { account }: Principal): CurrentUser {
  const { world } = simulation;
  const { id, userName, name, email, customer, credentials } = world.users()[account.index] as User;
  const { publicKeys } = credentials;
  const { hasPassword, mustChange, ldap, totp } = standingOf(simulation, account);
  const last = lastLogIn(simulation, account);
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
      ...(hasPassword ? (['AUTH_LOCAL'] as const) : (['PASSWORD_NOT_SET'] as const)),
      ...(mustChange ? (['FORCE_PWCHANGE'] as const) : []),
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
    lastLoginTimestamp: last?.at ?? 0,
    lastLoginIP: last?.source ?? null,
    lastImpersonationTimestamp: 0,
  };
}

/** The latest log-in by any method. */
const lastLogIn = ({ state }: Simulation, { index }: Account): LogInRecord | undefined =>
  ['PASSWORD', 'LDAP', 'TOTP']
    .flatMap((method) => logInTable(state).get(`${index}/${method}`) ?? [])
    .reduce<LogInRecord | undefined>((last, one) => (last === undefined || one.at > last.at ? one : last), undefined);
