/** Passive DNS, made of the names and addresses that events of the World have. Source: docs/contract/argus.md §15. */
import { all, any, type Predicate } from '../../../corpus/predicate.ts';
import type { Problem } from '../../../http/product.ts';
import { addressText, parseRange } from '../../../kernel/net.ts';
import type { Customer, Detail, Host, Sensor, World } from '../../../model/world.ts';
import { accessDenied, maySee, namedCustomer, type Principal } from '../access/access.ts';
import { pageAnswer } from '../common/answers.ts';
import { isTrue } from '../common/booleans.ts';
import { semanticProblem } from '../common/invalid.ts';
import { customerInfo } from '../common/models.ts';
import { ofDetails, ofHosts } from '../events/selections.ts';
import type { PdnsCriteria, PdnsRecord } from '../generated/types.ts';
import type { SlicedReader } from '../services/services.ts';
import { sumUp, type Seen } from './sightings.ts';

/** Seconds that a name server lets an answer live; made up. */
const ttl = { minTtl: 300, maxTtl: 3600 } as const;
/** Asked there, a name has no answer that an event would show. */
export const nameServer = 53;

/** Records by name or by address, those seen last first; a name that nobody met has none. */
export const searchPdnsRecords: SlicedReader = function* (services, { body, principal }) {
  const { simulation, invalid } = services;
  const { world } = simulation;
  const criteria = body as unknown as PdnsCriteria;
  const problems: Problem[] = [];
  const order = orderOf(criteria.sortBy ?? [], problems);
  if (problems.length > 0) throw invalid(problems);
  const customers = customersOf(world, principal, criteria.customerID ?? []);
  const isAggregate = isTrue(criteria.aggregateResult, true);
  const { detail, destination, destinationPort, sensor } = world.aggregated;
  const keyOf = (row: number): string | null => {
    const host = world.hosts[destination[row] ?? 0];
    if (host === undefined || host.members.length > 1 || destinationPort[row] === nameServer) return null;
    const customer = isAggregate ? '' : world.sensors[sensor[row] ?? 0]?.customer.id;
    return `${world.details[detail[row] ?? 0]?.variant.domain} ${host.code} ${customer}`;
  };
  const seen = yield* sumUp(simulation, { customers }, isMeant(world, criteria), keyOf);
  const records = seen.map((one) => recordOf(world, one, isAggregate)).filter(isWanted(criteria));
  return pageAnswer(services, criteria, records.sort(order), (record) => record);
};

/** Customers whose events count: all that the caller may see unless it names some. */
function customersOf(world: World, principal: Principal, ids: readonly (number | string)[]): Principal['customers'] {
  if (ids.length === 0) return principal.customers;
  return ids.map((id): Customer => {
    const customer = namedCustomer(world, Number(id));
    if (customer === undefined || !maySee(principal, customer)) throw accessDenied();
    return customer;
  });
}

/** Events with a name, of which the name or the address is asked for; a `*` stands for anything where that is allowed. */
function isMeant(world: World, { query, queryMatchStrategy }: PdnsCriteria): Predicate {
  const range = parseRange(query);
  const exact = (range === null || query.includes('/') ? query : addressText(range)).toLowerCase();
  const is = queryMatchStrategy === 'partial' ? matcher(query) : (text: string) => text === exact;
  const hasName = ofDetails(world, ({ variant }) => variant.domain !== null);
  return all([
    hasName,
    any([
      ofDetails(world, ({ variant }) => is((variant.domain ?? '').toLowerCase())),
      ofHosts(world, 'destination', ({ address }) => is(address.toLowerCase())),
    ]),
  ]);
}

/** Pieces between wildcards, which must follow each other; found from the left, so that it costs no more than the text is long. */
function matcher(pattern: string): (text: string) => boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  const last = rest.pop();
  return (text) => {
    if (last === undefined) return text === first;
    if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
    let at = first.length;
    for (const piece of rest) {
      const found = text.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return at <= text.length - last.length;
  };
}

function recordOf(world: World, { row, times, first, last }: Seen, isAggregate: boolean): PdnsRecord {
  const { detail, destination, sensor } = world.aggregated;
  const host = world.hosts[destination[row] ?? 0] as Host;
  const { customer } = world.sensors[sensor[row] ?? 0] as Sensor;
  return {
    query: (world.details[detail[row] ?? 0] as Detail).variant.domain ?? '',
    answer: host.address,
    rrclass: 'in',
    rrtype: host.range.version === 6 ? 'aaaa' : 'a',
    ...ttl,
    times,
    tlp: 'white',
    firstSeenTimestamp: first,
    lastSeenTimestamp: last,
    createdTimestamp: first,
    lastUpdatedTimestamp: last,
    customer: isAggregate ? null : customerInfo(customer, world.domain),
  };
}

const isAmong = (list: readonly string[] | undefined, value: string): boolean =>
  list === undefined || list.length === 0 || list.some((one) => one.toLowerCase() === value);

const isWanted =
  ({ rrClass, rrType, tlp }: PdnsCriteria) =>
  ({ rrclass, rrtype, tlp: colour }: PdnsRecord): boolean =>
    isAmong(rrClass, rrclass) && isAmong(rrType, rrtype) && isAmong(tlp, colour);

const sortable = ['query', 'answer', 'times', 'firstSeenTimestamp', 'lastSeenTimestamp', 'rrtype'] as const;

function orderOf(sortBy: readonly string[], problems: Problem[]): (one: PdnsRecord, other: PdnsRecord) => number {
  const keys = [...(sortBy.length === 0 ? ['-lastSeenTimestamp'] : sortBy), 'query', 'answer'].flatMap((text) => {
    const name = sortable.find((one) => one === text.replace(/^-/, ''));
    if (name === undefined) problems.push(semanticProblem('body', ['sortBy'], text));
    return name === undefined ? [] : [{ name, sign: text.startsWith('-') ? -1 : 1 }];
  });
  return (one, other) => {
    for (const { name, sign } of keys) if (one[name] !== other[name]) return one[name] < other[name] ? -sign : sign;
    return (one.customer?.id ?? 0) - (other.customer?.id ?? 0);
  };
}
