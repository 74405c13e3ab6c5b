/** Observations of addresses and domains: what stories of the World tell of attackers. Source: docs/contract/argus.md §15. */
import { all, any, type Predicate } from '../../../corpus/predicate.ts';
import type { Outcome } from '../../../http/endpoint.ts';
import { addressText, parseRange, widthOf } from '../../../kernel/net.ts';
import { eventNumberOf, eventNumberRanges } from '../../../model/event-number.ts';
import type { Detail, Host, World } from '../../../model/world.ts';
import type { Principal } from '../access/access.ts';
import { semanticProblem } from '../common/invalid.ts';
import { networkAddress } from '../common/models.ts';
import type { Sliced } from '../../../kernel/slices.ts';
import { eitherEnd, ofDomains, ofHosts } from '../events/selections.ts';
import type { Observation } from '../generated/types.ts';
import type { ArgusHandler, ArgusServices } from '../services/services.ts';
import { nameServer } from './pdns.ts';
import { sumUp, type Seen } from './sightings.ts';

export const fetchObservationsForIp: ArgusHandler = (services, { params, principal }) => {
  const { world } = services.simulation;
  const { ip = '' } = params;
  const range = parseRange(ip);
  if (range === null || range.bits !== widthOf(range.version))
    throw services.invalid([semanticProblem('params', ['ip'], ip)]);
  const address = addressText(range);
  const host = world.hosts.find((one) => one.members.length === 1 && one.address === address);
  if (host === undefined || host.customer !== null) return listOf([]);
  const isHost = eitherEnd((end) => ofHosts(world, end, ({ code }) => code === host.code));
  const subject = { address: networkAddress(host) };
  return observed(services, principal, isHost, {
    subject,
    kindOf: (row) => (world.aggregated.source[row] === host.code ? kinds.source : kinds.destination),
  });
};

export const fetchObservationsForDomain: ArgusHandler = (services, { params, principal }) => {
  const { world } = services.simulation;
  const { fqdn = '' } = params;
  // A customer's own name is that of a victim; a name that was asked for is not that of who was asked.
  const isOfOther: Predicate = any([
    ofHosts(world, 'destination', ({ customer }: Host) => customer === null),
    { kind: 'row', test: (row) => world.aggregated.destinationPort[row] === nameServer },
  ]);
  return observed(services, principal, all([ofDomains(world, [fqdn]), isOfOther]), {
    subject: { domainName: { fqdn: fqdn.toLowerCase() } },
    kindOf: () => kinds.domain,
  });
};

/** What an observation is of: with its first event that makes an id that no other has. */
const kinds = { source: 0, destination: 1, domain: 2 } as const;

interface Observed {
  readonly subject: Pick<Observation, 'address' | 'domainName'>;
  readonly kindOf: (row: number) => number;
}

/** One observation for each category of attack that told events are of. */
function* observed(
  { simulation }: ArgusServices,
  principal: Principal,
  predicate: Predicate,
  { subject, kindOf }: Observed,
): Sliced<Outcome> {
  const { world } = simulation;
  const categoryOf = (row: number): Detail['category'] =>
    (world.details[world.aggregated.detail[row] ?? 0] as Detail).category;
  const isTold: Predicate = { kind: 'row', test: (row) => isOfStory(world, row) };
  const seen = yield* sumUp(simulation, principal, all([predicate, isTold]), (row) => String(categoryOf(row).id));
  return listOf(
    seen.map(({ row, times, first, last }: Seen): Observation => {
      const { id, shortName, name } = categoryOf(row);
      return {
        id: eventNumberOf(world, row) * 4 + kindOf(row),
        lastModified: last,
        source: { id: 1, alias: 'events', name: 'Events' },
        role: { id, alias: shortName, name },
        firstSeen: first,
        lastSeen: last,
        numObservations: times,
        state: 1,
        comment: null,
        ...subject,
      };
    }),
  );
}

const isOfStory = (world: World, row: number): boolean => {
  const eventNumber = eventNumberOf(world, row);
  return eventNumber >= eventNumberRanges.story && eventNumber < eventNumberRanges.future;
};

const listOf = (items: readonly Observation[]): Outcome => ({
  kind: 'list',
  items: items.map((item) => JSON.stringify(item)),
  limit: 0,
  offset: 0,
  count: items.length,
});
