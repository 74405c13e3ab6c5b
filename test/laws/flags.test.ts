import { test, expect } from 'vitest';
import { contains, overlaps, parseRange } from '../../src/kernel/net.ts';
import { triggerLimit } from '../../src/model/flow.ts';
import { aggregatedOf, rawOf, worldOf } from '../support/worlds.ts';

const world = worldOf();
const events = aggregatedOf(world);
const raws = rawOf(world);
type Event = (typeof events)[number];
type Flag = Event['flags'][number];
type Truth = (event: Event) => boolean;

const detailOf = new Map(world.details.map((detail) => [detail.alarm.id, detail]));
const detectionOf = ({ attackInfo }: Event) => detailOf.get(attackInfo.alarmID)?.detection;
const customerOf = ({ customerInfo }: Event) => world.customers.find(({ id }) => id === customerInfo.id);
const rangeOf = ({ networkAddress: { address, maskBits } }: Event['source']) => parseRange(`${address}/${maskBits}`);

type End = (event: Event) => Event['source'];
const source: End = (event) => event.source;
const destination: End = (event) => event.destination;
/** The far end of an outbound connection, else the one who opened it. */
const intruder: End = (event) => {
  const { direction, trigger } = detectionOf(event) ?? {};
  return (direction === 'outbound') !== (trigger === 'initiator') ? event.source : event.destination;
};
const victim: End = (event) => (intruder(event) === event.source ? event.destination : event.source);
const inside =
  (end: End): Truth =>
  (event) => {
    const range = rangeOf(end(event));
    return range !== null && (customerOf(event)?.networks.some((network) => contains(network, range)) ?? false);
  };
const partly =
  (end: End): Truth =>
  (event) => {
    const range = rangeOf(end(event));
    return (
      range !== null &&
      !inside(end)(event) &&
      (customerOf(event)?.networks.some((network) => overlaps(network, range)) ?? false)
    );
  };
const wide =
  (end: End): Truth =>
  (event) =>
    !end(event).networkAddress.host;
const has =
  (flag: Flag): Truth =>
  ({ flags }) =>
    flags.includes(flag);
const singleHosts: Truth = (event) => event.source.networkAddress.host && event.destination.networkAddress.host;

/** What each flag says, exactly: it is set if and only if this holds. */
const exactly: Partial<Record<Flag, Truth>> = {
  COMMENTED: ({ comments }) => comments.length > 0,
  FINALIZED: ({ endTimestamp }) => endTimestamp + 1_800_000 <= world.end,
  INCOMPLETE_DETAILS: ({ count, detailedEventIDS }) => detailedEventIDS.length < count,
  HAS_DETAILS: ({ detailedEventIDS }) => detailedEventIDS.length > 0,
  SOURCE_IS_CUSTOMERNET: inside(source),
  DESTINATION_IS_CUSTOMERNET: inside(destination),
  INTRUDER_IS_CUSTOMERNET: inside(intruder),
  VICTIM_IS_CUSTOMERNET: inside(victim),
  SOURCE_IS_PARTIAL_CUSTOMERNET: partly(source),
  DESTINATION_IS_PARTIAL_CUSTOMERNET: partly(destination),
  INTRUDER_IS_PARTIAL_CUSTOMERNET: partly(intruder),
  VICTIM_IS_PARTIAL_CUSTOMERNET: partly(victim),
  CUSTOM_SOURCE_AGGREGATION: wide(source),
  CUSTOM_DESTINATION_AGGREGATION: wide(destination),
  CUSTOM_INTRUDER_AGGREGATION: wide(intruder),
  CUSTOM_VICTIM_AGGREGATION: wide(victim),
  INITIAL_TUNING: (event) => customerOf(event)?.production === false,
  ESTABLISHED: (event) => event.protocol === 'tcp' && detectionOf(event)?.sessionless !== true,
  HAS_PCAP: (event) => detectionOf(event)?.flows !== undefined && singleHosts(event),
  HAS_PAYLOAD: (event) =>
    detectionOf(event)?.log !== undefined || singleHosts(event) || detectionOf(event)?.sessionless !== true,
  PAYLOAD_TRUNCATED: (event) => has('HAS_PCAP')(event) && event.count > triggerLimit,
  HAS_STRING_PAYLOAD: (event) => detectionOf(event)?.log !== undefined,
};

/** What must hold when a flag is set; it need not be set whenever this holds. */
const onlyIf: Partial<Record<Flag, Truth>> = {
  NOTIFIED: ({ associatedCases }) => associatedCases.length > 0,
  ASSOCIATED_TO_CASE_BY_FILTER: ({ associatedCases }) => associatedCases.length > 0,
  BLOCKED: has('ESTABLISHED'),
  FALSE_POSITIVE: has('ACKNOWLEDGED'),
  NOT_A_THREAT: has('ACKNOWLEDGED'),
  TUNING_CANDIDATE: has('FALSE_POSITIVE'),
  IDENTIFIED_THREAT: has('ACKNOWLEDGED'),
  FOLLOWUP: has('ACKNOWLEDGED'),
  HANDLED_BY_ANALYST: has('ACKNOWLEDGED'),
  ACKNOWLEDGED: ({ endTimestamp, lastUpdatedTimestamp }) => lastUpdatedTimestamp > endTimestamp,
  THREAT_CANDIDATE: (event) =>
    ['high', 'critical'].includes(detailOf.get(event.attackInfo.alarmID)?.alarm.severity ?? ''),
  // Both directions of these three are the law of severities (realism.test.ts).
  SEVERITY_ADJUSTED: (event) => has('SEVERITY_INCREASED_BY_FILTER')(event) || has('SEVERITY_REDUCED_BY_FILTER')(event),
  SEVERITY_INCREASED_BY_FILTER: has('SEVERITY_ADJUSTED'),
  SEVERITY_REDUCED_BY_FILTER: has('SEVERITY_ADJUSTED'),
};

test.each(Object.entries(exactly))('%s is set if and only if it is true', (flag, isTrue) => {
  const lies = events.filter((event) => event.flags.includes(flag as Flag) !== isTrue(event));
  expect(lies.map(({ id, flags }) => ({ id, flags }))).toEqual([]);
});

test.each(Object.entries(onlyIf))('%s is never set where it cannot be true', (flag, isPossible) => {
  const lies = events.filter((event) => event.flags.includes(flag as Flag) && !isPossible(event));
  expect(lies.map(({ id, flags }) => ({ id, flags }))).toEqual([]);
});

test('every flag that any event has is one of those', () => {
  const emitted = new Set([...events, ...raws].flatMap(({ flags }) => flags));
  const known = new Set([...Object.keys(exactly), ...Object.keys(onlyIf)]);
  expect([...emitted].filter((flag) => !known.has(flag))).toEqual([]);
});

test('a threat is never also a false positive or no threat', () => {
  const verdicts: readonly Flag[] = ['FALSE_POSITIVE', 'NOT_A_THREAT', 'IDENTIFIED_THREAT'];
  expect(events.filter(({ flags }) => verdicts.filter((verdict) => flags.includes(verdict)).length > 1)).toEqual([]);
});

test("a raw event has no flag that only an aggregate can have, and the rest of its aggregate's", () => {
  const aggregateOnly = new Set<string>([
    'COMMENTED',
    'NOTIFIED',
    'ASSOCIATED_TO_CASE_BY_FILTER',
    'FINALIZED',
    'INCOMPLETE_DETAILS',
    'HAS_DETAILS',
    'PAYLOAD_TRUNCATED',
    'CUSTOM_SOURCE_AGGREGATION',
    'CUSTOM_DESTINATION_AGGREGATION',
    'CUSTOM_INTRUDER_AGGREGATION',
    'CUSTOM_VICTIM_AGGREGATION',
  ]);
  const parents = new Map(events.flatMap((event) => event.detailedEventIDS.map((id) => [id, event] as const)));
  const wrong = raws.filter(({ id, flags }) => {
    const own = parents.get(id)?.flags.filter((flag) => !aggregateOnly.has(flag)) ?? [];
    return flags.some((flag) => aggregateOnly.has(flag)) || !own.every((flag) => flags.includes(flag));
  });
  expect(wrong).toEqual([]);
});

test('comments are by analysts, after the event ended and by its last update', () => {
  const analysts = new Set(
    world
      .users()
      .filter(({ analyst }) => analyst)
      .map(({ id }) => id),
  );
  for (const { comments, endTimestamp, lastUpdatedTimestamp } of events) {
    for (const { timestamp, user, comment } of comments) {
      expect(analysts.has(user.id)).toBe(true);
      expect(comment.length).toBeGreaterThan(10);
      expect(timestamp).toBeGreaterThan(endTimestamp);
      expect(timestamp).toBeLessThanOrEqual(lastUpdatedTimestamp);
    }
  }
});

test('an event belongs to cases of its own customer, opened by the time of its last update', () => {
  const byId = new Map(world.cases.map((entry) => [entry.id, entry]));
  for (const event of events) {
    expect(event.associatedCase).toEqual(event.associatedCases[0] ?? null);
    for (const { id } of event.associatedCases) {
      expect(byId.get(id)?.customer.id).toBe(event.customerInfo.id);
      expect(byId.get(id)?.opened).toBeLessThanOrEqual(event.lastUpdatedTimestamp);
    }
  }
  const used = new Set(events.flatMap(({ associatedCases }) => associatedCases.map(({ id }) => id)));
  expect(world.cases.filter(({ id }) => !used.has(id)).map(({ subject }) => subject)).toEqual([]);
});
