import { expect, test } from 'vitest';
import { contains, isPublic, overlaps, parseRange, rangeText, type Range } from '../../src/kernel/net.ts';
import { regions } from '../../src/generator/dictionaries/geography.ts';
import { closeSheet, openSheet } from '../../src/kernel/bytes.ts';
import { makeServices } from '../../src/products/usm/api/services.ts';
import { styles } from '../../src/products/usm/json/style.ts';
import { lived } from '../support/living.ts';
import { service, type Service } from '../support/service.ts';
import { aggregatedOf, rawOf, worldOf } from '../support/worlds.ts';

const scenarios = ['default', 'hard-values', 'ransomware'];
const all = { includeAllProperties: true, includeComments: true };

interface Property {
  readonly key: string;
  readonly values: readonly string[];
}

interface Place {
  readonly countryCode: string;
  readonly locationName: string;
}

/** What a World's own map of networks says of an address; undefined where no network of it holds it. */
function mapped(range: Range, networks: readonly Range[]): Place | null | undefined {
  if (networks.some((network) => overlaps(network, range))) return null;
  const region = regions.find(({ v4, v6 }) => [v4, v6].some((text) => contains(parseRange(text) as Range, range)));
  return region === undefined ? undefined : { countryCode: region.place.countryCode, locationName: region.place.city };
}

test.each(scenarios)(
  'in %s v1, v2 and USM Anywhere say the same of an address, and the map of networks too',
  async (name) => {
    const world = worldOf({ scenario: name, events: 200 });
    const networks = world.customers.flatMap((customer) => customer.networks);
    const said = new Map<string, string>();
    const heard = new Set<string>();
    const hear = (range: Range, place: Place | null): void => {
      const seen = `${rangeText(range)} ${place?.countryCode} ${place?.locationName}`;
      if (heard.has(seen)) return;
      heard.add(seen);
      const text = JSON.stringify(place && [place.countryCode, place.locationName]);
      const before = said.get(rangeText(range));
      expect(text, rangeText(range)).toBe(before ?? text);
      said.set(rangeText(range), text);
      const map = mapped(range, networks);
      if (place === null) return;
      expect(isPublic(range)).toBe(true);
      expect(place).toMatchObject(map ?? {});
      expect(map ?? null).not.toBe(null);
    };
    for (const event of [...aggregatedOf(world), ...rawOf(world).slice(0, 5000)]) {
      for (const { networkAddress, geoLocation } of [event.source, event.destination]) {
        const range = parseRange(`${networkAddress.address}/${networkAddress.maskBits}`) as Range;
        if (networkAddress.public !== isPublic(range)) expect(networkAddress).toBe('what the map says');
        hear(range, geoLocation as Place | null);
      }
    }
    const { ask } = await service({ scenario: name, events: 200 });
    const shown = await ask('/events/v2/event/search', {
      body: { limit: 0, startTimestamp: 0, endTimestamp: world.end },
    });
    for (const event of shown.data)
      for (const end of [event.source, event.destination])
        if (end.address !== null) hear(parseRange(end.address) as Range, end.geoInfo);
    const { writer, events } = makeServices(lived(world), styles.live);
    const { parent, ordinal } = events().table;
    for (let place = 0; place < parent.length; place += 37) {
      const sheet = openSheet();
      writer.event(sheet, parent[place] ?? 0, ordinal[place] ?? 0, 'detail', 'http://x');
      const event = JSON.parse(Buffer.from(closeSheet(sheet)).toString()) as Record<string, string | undefined>;
      for (const role of ['source', 'destination']) {
        const [address, countryCode, locationName] = ['address', 'country', 'city'].map(
          (what) => event[`${role}_${what}`],
        );
        if (address === undefined || event[`${role}_hostname`] !== address) continue;
        const range = parseRange(address) as Range;
        hear(range, countryCode === undefined ? null : { countryCode, locationName: locationName ?? '' });
      }
    }
  },
);

test('an event that is submitted without places gets those of the map, and an end without address one of its family', async () => {
  const { ask } = await service();
  const [region] = regions;
  const outside = '198.18.1.77';
  const body = { id: { customer: 'demo', type: 'aggregated' }, signature: 'x', source: { ip: outside } };
  const { data } = await ask('/events/v2/event', { body });
  const v1 = (await ask(`/events/v1/${data.id}`)).data;
  expect(v1.source.geoLocation.countryCode).toBe(region?.place.countryCode);
  expect([v1.destination.networkAddress.address, v1.destination.networkAddress.public]).toEqual(['0.0.0.0', false]);
  const six = await ask('/events/v2/event', { body: { ...body, source: { ip: '2001:db8:f001::9' } } });
  const both = (await ask(`/events/v1/${six.data.id}`)).data;
  expect([both.source, both.destination].map(({ networkAddress }) => networkAddress.ipv6)).toEqual([true, true]);
  expect(both.source.geoLocation.countryCode).toBe(regions[1]?.place.countryCode);
});

test('an event whose ends are of two families may be submitted, and has no capture and no payload', async () => {
  const { ask } = await service();
  const body = {
    id: { customer: 'demo', type: 'aggregated' },
    signature: 'SNORT-1:41336',
    protocol: 'tcp',
    source: { ip: '10.5.1.77', port: 50_000 },
    destination: { ip: '2001:db8:f001::9', port: 80 },
  };
  const { data } = await ask('/events/v2/event', { body });
  for (const what of ['pcap', 'payload']) expect((await ask(`/events/v1/${data.id}/${what}`)).status, what).toBe(404);
  expect((await ask(`/events/v1/${data.id}`)).data.flags).not.toContain('HAS_PCAP');
});

test('the URI of a request that a sensor saw is whole, with scheme and host, at every door', () => {
  const whole = /^http:\/\/[a-z0-9.-]+(?::8080)?\/\S*$/;
  for (const event of [...aggregatedOf(worldOf({ events: 800 })), ...rawOf(worldOf({ events: 100 }))]) {
    if (event.uri === null) continue;
    expect(event.uri).toMatch(whole);
    expect(new URL(event.uri).hostname).toBe(event.domain?.fqdn);
  }
});

const keys = ['engine.persistTimestamp', 'argus.assessed.timestamp', 'argus.assessed.by.userid'];

interface Shown {
  readonly id: string;
  readonly timestamps: { readonly enginePersisted: number; readonly firstAssessed: number | null };
  readonly comments: readonly { readonly timestamp: number; readonly user: { readonly id: number } }[];
  readonly properties: readonly Property[];
}

const wordOf = ({ properties }: Shown, key: string): string | undefined =>
  properties.find((property) => property.key === key)?.values[0];

/** That v1 and v2 show the same of these properties, that they fit the event, and that searches by them find what they show. */
async function holds({ ask }: Service, count: number): Promise<void> {
  const body = { limit: count, startTimestamp: 0, endTimestamp: 4_000_000_000_000 };
  const v2: readonly Shown[] = (await ask(`/events/v2/event/search`, { body: { ...body, ...all } })).data;
  const shown = v2.filter(({ properties }) => properties.length > 0);
  expect(shown.length).toBeGreaterThan(20);
  const assessed = shown.filter(({ timestamps }) => timestamps.firstAssessed !== null);
  expect(assessed.length).toBeGreaterThan(0);
  for (const event of shown) {
    const { timestamps } = event;
    const by = wordOf(event, 'argus.assessed.by.userid');
    expect(wordOf(event, 'engine.persistTimestamp')).toBe(String(timestamps.enginePersisted));
    expect(wordOf(event, 'argus.assessed.timestamp')).toBe(timestamps.firstAssessed?.toString());
    expect(by === undefined).toBe(timestamps.firstAssessed === null);
    const said = event.comments.find(({ timestamp }) => timestamp === timestamps.firstAssessed);
    if (said !== undefined) expect(by).toBe(String(said.user.id));
  }
  for (const event of [shown[0], assessed[0], shown.find(({ timestamps }) => timestamps.firstAssessed === null)]) {
    if (event === undefined) continue;
    const one = (await ask(`/events/v1/${event.id}`)).data;
    for (const key of keys) {
      const value = wordOf(event, key);
      expect(one.properties[key], key).toBe(value);
      if (value === undefined) continue;
      const same = shown.filter((other) => wordOf(other, key) === value).map(({ id }) => id);
      const search = { ...body, limit: 0, properties: { [key]: value } };
      const found = (await ask('/events/v1/aggregated/search', { body: search })).data.map(({ id }: Shown) => id);
      const own = (ids: readonly string[]) => ids.filter((id) => id.startsWith('AGGR')).toSorted();
      expect(own(same).filter((id) => !found.includes(id))).toEqual([]);
      const criterion = {
        ...body,
        limit: 0,
        property: [{ key, value: [value], valueMatchStrategy: 'any', valueSearchStrategy: 'exact' }],
      };
      const second = (await ask('/events/v2/event/search', { body: criterion })).data.map(({ id }: Shown) => id);
      expect(own(second)).toEqual(own(found));
      expect(same.filter((id) => !second.includes(id))).toEqual([]);
    }
  }
}

test('who stored and who assessed an event stands in its properties, as its times and comments say, and is found', async () => {
  const running = await service({ events: 300 });
  const events = (await running.ask('/events/v1/aggregated/search', { body: { limit: 40, startTimestamp: 0 } })).data;
  const open = events.filter(({ flags }: { flags: readonly string[] }) => !flags.includes('ACKNOWLEDGED')).slice(0, 3);
  for (const { id } of open)
    await running.ask(`/events/v2/event/${id}/assess`, {
      method: 'PUT',
      body: { comment: 'Seen.', enableFlag: ['acknowledged'] },
    });
  await holds(running, 300);
});
