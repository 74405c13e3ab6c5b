import { test, expect } from 'vitest';
import { calendar } from '../../src/kernel/clock.ts';
import { contains, isPublic, overlaps, parseRange, type Range } from '../../src/kernel/net.ts';
import { categories } from '../../src/model/category.ts';
import { severities } from '../../src/model/detection.ts';
import { isDerived } from '../../src/products/argus/events/derived-properties.ts';
import { regions } from '../../src/generator/dictionaries/geography.ts';
import { aggregatedOf, rawOf, tally, worldOf } from '../support/worlds.ts';

const world = worldOf();
const events = aggregatedOf(world);
const raws = rawOf(world);
const total = events.length;
type Event = (typeof events)[number];
const ends = (event: Event) => [event.source, event.destination];
const rangeOf = ({ networkAddress: { address, maskBits } }: Event['source']): Range => {
  const range = parseRange(`${address}/${maskBits}`);
  if (range === null) throw new Error(address);
  return range;
};
/** The World's own word for what an event is about, found by its alarm. */
const detailOf = new Map(world.details.map((detail) => [detail.alarm.id, detail]));
const about = (event: Event) => {
  const detail = detailOf.get(event.attackInfo.alarmID);
  if (detail === undefined) throw new Error(`no alarm ${event.attackInfo.alarmID}`);
  return detail;
};

test('events are in order of time, within the period', () => {
  let before = world.start;
  for (const { timestamp } of events) {
    expect(timestamp).toBeGreaterThanOrEqual(before);
    before = timestamp;
  }
  expect(before).toBeLessThan(world.end);
});

test('an event starts at its timestamp, then ends, then is last updated, all by now', () => {
  const wrong = events.filter(
    ({ startTimestamp, timestamp, endTimestamp, lastUpdatedTimestamp }) =>
      !(
        startTimestamp <= timestamp &&
        timestamp <= endTimestamp &&
        endTimestamp <= lastUpdatedTimestamp &&
        lastUpdatedTimestamp <= world.end
      ),
  );
  expect(wrong).toEqual([]);
});

test('office hours are at least three times as busy as nights, working days as weekends', () => {
  const at = events.map(({ timestamp }) => calendar(timestamp));
  const perHour = (from: number, to: number): number =>
    at.filter(({ hour }) => hour >= from && hour < to).length / (to - from);
  const perDay = (days: readonly number[]): number =>
    at.filter(({ weekday }) => days.includes(weekday)).length / days.length;
  expect(perHour(8, 15)).toBeGreaterThan(3 * perHour(0, 5));
  expect(perDay([1, 2, 3, 4, 5])).toBeGreaterThan(1.5 * perDay([0, 6]));
});

test('some quarters of an hour burst', () => {
  const quarters = tally(events.map(({ timestamp }) => Math.floor(timestamp / 900_000)));
  const middle = quarters[Math.floor(quarters.length / 2)]?.[1] ?? 0;
  expect(quarters[0]?.[1]).toBeGreaterThan(6 * middle);
});

test.each<readonly [string, (event: Event) => readonly (string | number)[], number]>([
  ['customers', (event: Event) => [event.customerInfo.id], 2],
  ['alarms', (event: Event) => [event.attackInfo.alarmID], 6],
  ['hosts', (event: Event) => ends(event).map(({ networkAddress }) => networkAddress.address), 20],
])('%s follow a heavy-tailed law: few have most, many have some', (_, valuesOf, ratio) => {
  const ranked = tally(events.flatMap(valuesOf));
  const middle = ranked[Math.floor(ranked.length / 2)]?.[1] ?? 1;
  expect((ranked[0]?.[1] ?? 0) / middle).toBeGreaterThanOrEqual(ratio);
  const sum = ranked.reduce((all, [, times]) => all + times, 0);
  const topFifth = ranked.slice(0, Math.ceil(ranked.length / 5)).reduce((all, [, times]) => all + times, 0);
  expect(topFifth / sum).toBeGreaterThan(0.35);
});

test('hosts recur: half the hosts of a day were there the day before', () => {
  const hostsOf = (day: number): Set<string> =>
    new Set(
      events
        .filter(({ timestamp }) => Math.floor((timestamp - world.start) / 86_400_000) === day)
        .flatMap((event) => ends(event).map(({ networkAddress }) => networkAddress.address)),
    );
  const [before, after] = [hostsOf(2), hostsOf(3)];
  expect([...after].filter((address) => before.has(address)).length / after.size).toBeGreaterThan(0.5);
});

test('every customer, severity and sensor occurs, and nearly every alarm', () => {
  expect(new Set(events.map(({ customerInfo }) => customerInfo.id)).size).toBe(world.customers.length);
  expect(new Set(events.map(({ severity }) => severity))).toEqual(new Set(severities));
  const alarms = new Set(world.details.map(({ alarm }) => alarm.id));
  expect(new Set(events.map(({ attackInfo }) => attackInfo.alarmID)).size).toBeGreaterThan(0.95 * alarms.size);
  expect(new Set(raws.map(({ sensor }) => sensor.sensorID)).size).toBe(world.sensors.length);
});

test('country, coordinates and address agree', () => {
  const byNetwork = regions.flatMap(({ place, v4, v6 }) =>
    [v4, v6].map((text) => ({ place, network: parseRange(text) })),
  );
  for (const event of events) {
    for (const end of ends(event)) {
      if (end.geoLocation === null) continue;
      const region = byNetwork.find(({ network }) => network !== null && contains(network, rangeOf(end)));
      const { countryCode, countryName, city, latitude, longitude } = region?.place ?? {};
      expect(end.geoLocation).toEqual({ countryCode, countryName, locationName: city, latitude, longitude });
    }
  }
});

test('an address tells its own family, width and reach', () => {
  for (const event of events) {
    for (const end of ends(event)) {
      const range = rangeOf(end);
      const { networkAddress } = end;
      expect(networkAddress.ipv6).toBe(range.version === 6);
      expect(networkAddress.host).toBe(networkAddress.maskBits === (networkAddress.ipv6 ? 128 : 32));
      expect(networkAddress.public).toBe(isPublic(range));
    }
    expect(new Set(ends(event).map(({ networkAddress }) => networkAddress.ipv6)).size).toBe(1);
  }
});

test('who opens a conversation is where the kind of attack says', () => {
  for (const event of events) {
    const { direction, trigger } = about(event).detection;
    const [initiator, responder] = trigger === 'initiator' ? ends(event) : ends(event).reverse();
    const owner = world.customers.find(({ id }) => id === event.customerInfo.id);
    const isOwn = (end: Event['source'] | undefined): boolean =>
      end !== undefined && (owner?.networks.some((network) => overlaps(network, rangeOf(end))) ?? false);
    expect([isOwn(initiator), isOwn(responder)]).toEqual([direction !== 'inbound', direction !== 'outbound']);
  }
});

test('an event of one host does not talk to itself', () => {
  const selfish = events.filter(
    ({ source, destination }) =>
      source.networkAddress.host && source.networkAddress.address === destination.networkAddress.address,
  );
  expect(selfish).toEqual([]);
});

test('protocol, ports, category and signature follow the alarm', () => {
  for (const event of events) {
    const { detection, alarm, signature } = about(event);
    expect(event.protocol).toBe(detection.transport ?? '0');
    expect(event.attackInfo).toEqual({
      alarmID: alarm.id,
      alarmDescription: alarm.name,
      attackCategoryID: categories[detection.category].id,
      attackCategoryName: categories[detection.category].name,
      signature,
    });
    const hasPorts = event.protocol === 'tcp' || event.protocol === 'udp';
    const [client, server] = detection.trigger === 'initiator' ? ends(event) : ends(event).reverse();
    if (!hasPorts) expect([client?.port, server?.port]).toEqual([0, 0]);
    else {
      expect(client?.port).toBeGreaterThanOrEqual(1024);
      expect(world.details.some((detail) => detail.alarm === alarm && detail.variant.port === server?.port)).toBe(true);
    }
  }
});

test('properties, domain and URI are those of one variant of the alarm', () => {
  const variants = new Map<number, Set<string>>();
  const nameOf = (domain: unknown, uri: unknown, properties: object): string =>
    JSON.stringify([domain, uri, properties]);
  for (const { alarm, variant } of world.details) {
    const joined = Object.fromEntries(
      Object.entries(variant.properties).map(([key, values]) => [key, values.join(',')]),
    );
    const known = variants.get(alarm.id) ?? new Set();
    variants.set(alarm.id, known.add(nameOf(variant.domain, variant.uri, joined)));
  }
  for (const event of events) {
    const { 'agent.parseTimestamp': parsed, ...others } = event.properties;
    // What the system itself says of an event is no part of what was seen.
    const properties = Object.fromEntries(Object.entries(others).filter(([key]) => !isDerived(key)));
    expect(Number(parsed)).toBeGreaterThan(event.timestamp);
    const path = event.uri?.replace(/^https?:\/\/[^/]+/, '') ?? null;
    expect(variants.get(event.attackInfo.alarmID)).toContain(nameOf(event.domain?.fqdn ?? null, path, properties));
  }
});

test("severity is the alarm's, unless a filter adjusted it by one step and says so", () => {
  const rank = (name: string): number => severities.findIndex((severity) => severity === name);
  for (const { severity, flags, attackInfo } of events) {
    const usual = rank(detailOf.get(attackInfo.alarmID)?.alarm.severity ?? '');
    const step = rank(severity) - usual;
    expect(flags.includes('SEVERITY_ADJUSTED')).toBe(step !== 0);
    expect(flags.includes('SEVERITY_INCREASED_BY_FILTER')).toBe(step === 1);
    expect(flags.includes('SEVERITY_REDUCED_BY_FILTER')).toBe(step === -1);
  }
  const adjusted = events.filter(({ flags }) => flags.includes('SEVERITY_ADJUSTED')).length;
  expect(adjusted / total).toBeLessThan(0.1);
});

test('counts are heavy-tailed: most are small, some are in the thousands', () => {
  const counts = events.map(({ count }) => count).sort((one, other) => one - other);
  expect(counts[Math.floor(total / 2)]).toBeLessThan(10);
  expect(counts.at(-1)).toBeGreaterThan(1000);
});

test('an aggregate counts its raw events, lists those that are kept, and says when it lists not all', () => {
  const byId = new Map(raws.map((raw) => [raw.id, raw]));
  const wrong = events.filter((event) => {
    const { count, detailedEventIDS, startTimestamp, endTimestamp } = event;
    const times = detailedEventIDS.map((id) => byId.get(id)?.timestamp ?? NaN);
    const isWhole = count <= world.retainedDetails;
    const isFine =
      detailedEventIDS.length === Math.min(count, world.retainedDetails) &&
      event.flags.includes('INCOMPLETE_DETAILS') === !isWhole &&
      times.every((time) => time >= startTimestamp && time <= endTimestamp) &&
      times[0] === startTimestamp &&
      (!isWhole || times.at(-1) === endTimestamp);
    return !isFine;
  });
  expect(wrong).toEqual([]);
  expect(byId.size).toBe(raws.length);
  expect(raws.length).toBe(events.reduce((sum, { detailedEventIDS }) => sum + detailedEventIDS.length, 0));
});

test("a raw event is a single moment between single hosts, within its aggregate's networks, and tells the same", () => {
  const parents = new Map(events.flatMap((event) => event.detailedEventIDS.map((id) => [id, event] as const)));
  const kept = new Map<string, Range>();
  const networkOf = (end: Event['source']): Range => {
    const name = `${end.networkAddress.address}/${end.networkAddress.maskBits}`;
    const range = kept.get(name) ?? rangeOf(end);
    kept.set(name, range);
    return range;
  };
  const wrong = raws.filter((raw) => {
    const parent = parents.get(raw.id);
    const isFine =
      parent !== undefined &&
      raw.count === 1 &&
      raw.engineTimestamp >= raw.timestamp &&
      raw.location.id === parent.location.id &&
      raw.customerInfo.id === parent.customerInfo.id &&
      raw.attackInfo.alarmID === parent.attackInfo.alarmID &&
      (['source', 'destination'] as const).every(
        (end) => raw[end].networkAddress.host && contains(networkOf(parent[end]), networkOf(raw[end])),
      );
    return !isFine;
  });
  expect(wrong).toEqual([]);
});

test('no two events share an id, and every id tells type, time and customer', () => {
  const all = [...events, ...raws];
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  const wrong = all.filter(({ id, timestamp, customerInfo }) => {
    const [type = '', time, customer, name = ''] = id.split('/');
    return (
      !['AGGR', 'NIDS'].includes(type) ||
      time !== `${timestamp}` ||
      customer !== `${customerInfo.id}` ||
      !uuid.test(name)
    );
  });
  expect(wrong).toEqual([]);
});

test.each<readonly [string, (event: Event) => boolean]>([
  ['an IPv6 address', (event) => event.source.networkAddress.ipv6],
  ['an address wider than a host', (event) => ends(event).some(({ networkAddress }) => !networkAddress.host)],
  [
    'a public address without a place',
    (event) => ends(event).some(({ networkAddress, geoLocation }) => networkAddress.public && geoLocation === null),
  ],
  ['no domain', ({ domain }) => domain === null],
  ['a domain', ({ domain }) => domain !== null],
  ['a URI of over 2,000 characters', ({ uri }) => (uri?.length ?? 0) > 2000],
  [
    'characters beyond ASCII',
    (event) =>
      /[^\p{ASCII}]/u.test(JSON.stringify([event.uri, event.domain, event.properties, event.source.geoLocation])),
  ],
  ['no transport', ({ protocol }) => protocol === '0'],
  ['a comment', ({ comments }) => comments.length > 0],
  ['a case', ({ associatedCases }) => associatedCases.length > 0],
  ['two cases', ({ associatedCases }) => associatedCases.length > 1],
  [
    'several values under one property',
    (event) =>
      world.details.some(
        ({ alarm, variant }) =>
          alarm.id === event.attackInfo.alarmID &&
          Object.values(variant.properties).some((values) => values.length > 1),
      ),
  ],
])('some events have %s, most are ordinary', (_, isHard) => {
  expect(events.filter(isHard).length).toBeGreaterThan(0);
});
