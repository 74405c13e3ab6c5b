import { test, expect } from 'vitest';
import { complaint, eventsOf, minutesOf, told } from './telling.ts';

const beacons = (rest: string, more = ''): string => `
  one:
    title: One
    at: -2h
    actors: { zero: { role: client }, c2: { role: outside, domain: cdn7.quietmeadow.example } }
    steps:
      beacon: { alarm: beacon-pixel, from: zero, to: c2, ${rest} }
${more}`;

test('a step happens when the story begins, between its actors, with the facts that it gives', () => {
  const world = told(beacons('uri: "/px/__b.gif?k=1", count: 3, duration: 90s, severity: critical'));
  const [event, ...others] = world.stories.events;
  expect(others).toEqual([]);
  const detail = world.details[event?.detail ?? -1];
  expect(detail?.alarm.shortName).toBe('beacon-pixel');
  expect(detail?.variant).toMatchObject({ domain: 'cdn7.quietmeadow.example', uri: '/px/__b.gif?k=1' });
  expect(event).toMatchObject({ timestamp: world.end - 7_200_000, count: 3, duration: 90_000, severity: 'critical' });
  expect(world.hosts[event?.source ?? -1]?.customer?.shortName).toBe('demo');
  expect(world.hosts[event?.destination ?? -1]?.customer).toBe(null);
  expect(event?.destinationPort).toBe(80);
});

test('a step repeats at its distance, as often as it says or until its time is over', () => {
  const world = told(beacons('repeat: 4, every: 10m'));
  expect(minutesOf(world, world.stories.events)).toEqual([-120, -110, -100, -90]);
  const until = told(beacons('every: 15m, until: 1h'));
  expect(minutesOf(until, until.stories.events)).toEqual([-120, -105, -90, -75]);
});

test('steps follow the end of the one before, or the beginning or end of one that they name', () => {
  const world = told(
    beacons(
      'repeat: 3, every: 10m',
      `
      follow: { alarm: download-pe, after: 5m }
      beside: { alarm: download-elf, since: beacon, after: 1m }
      last: { alarm: download-script, since: beacon.end, after: 2m }`,
    ),
  );
  const at = (alarm: string): readonly number[] => minutesOf(world, eventsOf(world, alarm));
  expect([at('download-pe'), at('download-elf'), at('download-script')]).toEqual([[-95], [-119], [-98]]);
});

test('a step repeats until another begins', () => {
  const world = told(
    beacons(
      'every: 10m, until: stop',
      '      stop: { alarm: download-pe, since: start, after: 35m }\n      start: { alarm: download-elf, since: beacon }',
    ),
  );
  expect(minutesOf(world, eventsOf(world, 'beacon-pixel'))).toEqual([-120, -110, -100, -90]);
});

test('an event is known some seconds after its last trigger, or as late as the step says', () => {
  const [prompt] = told(beacons('count: 5, duration: 2m')).stories.events;
  const delay = (prompt?.arrives ?? 0) - (prompt?.timestamp ?? 0) - 120_000;
  expect(delay).toBeGreaterThanOrEqual(2000);
  expect(delay).toBeLessThanOrEqual(90_000);
  const [late] = told(beacons('arrives: +3h')).stories.events;
  expect((late?.arrives ?? 0) - (late?.timestamp ?? 0)).toBe(3 * 3_600_000);
});

test('a story told twice has hosts, numbers and times of its own each time', () => {
  const world = told(`
  one:
    title: One
    at: [-30h, { at: +2m, customer: bank }]
    steps: { look: { alarm: sni-c2, repeat: 2, every: 1m } }`);
  expect(minutesOf(world, world.stories.events)).toEqual([-1800, -1799, 2, 3]);
  expect(new Set(world.stories.events.map(({ number }) => number)).size).toBe(4);
  const customers = world.stories.events.map(({ sensor }) => world.sensors[sensor]?.customer.shortName);
  expect(customers).toEqual(['demo', 'demo', 'bank', 'bank']);
});

test('the operations centre works on what it knows: a deed waits for its events', () => {
  const world = told(
    beacons(
      'repeat: 3, every: 10m, arrives: +30s',
      `
      look: { do: comment, since: beacon, about: beacon, comment: Seen }
      open: { do: openCase, case: main, about: beacon, since: beacon.end, after: 1h, by: soc }
      close: { do: closeCase, case: main, by: soc, after: 1h }
    cases: { main: { subject: A beacon, priority: high } }`,
    ).replace('c2:', 'soc: { role: analyst }, c2:'),
  );
  const { actions, events, cases } = world.stories;
  expect(actions.map(({ kind, at, events: about }) => [kind, (at - world.end) / 60_000, about.length])).toEqual([
    ['comment', -119.5, 1],
    ['openCase', -40, 3],
    ['closeCase', 20, 0],
  ]);
  expect(actions[0]?.events).toEqual([events[0]?.number]);
  expect(cases[0]).toMatchObject({ subject: 'A beacon', index: world.cases.length, status: 'workingSoc' });
  // It is among the World's cases from the moment that it is opened.
  expect(world.cases.some(({ id }) => id === cases[0]?.id)).toBe(false);
  expect(world.accounts[actions[1]?.account ?? -1]?.analyst).toBe(true);
  expect(actions[1]?.account).toBe(actions[2]?.account);
});

test.each([
  ['an unknown alarm', 'uri: /x', 'steps.beacon.uri must begin with /px/__b.gif?k='],
  ['a domain of somebody real', 'domain: www.somebody.no', 'must lie under a reserved name'],
  ['a port that HTTP is not known by', 'port: 22', 'steps.beacon.port must be one'],
  ['a property that the alarm fixes', 'properties: { http.method: PUT }', 'is fixed by the alarm'],
  ['an actor that does not exist', 'user: nobody', 'names no actor: nobody'],
  ['a repetition without distance', 'repeat: 4', 'repeats, so it needs `every`'],
  ['more triggers than fit', 'count: 1000, duration: 5s', 'must be at least 19980ms'],
  ['an hour exceeded', 'count: 2, duration: 2h', 'longer than an hour'],
  ['a circle', 'since: later.end }\n      later: { alarm: sni-c2', 'waits for itself: the '],
  [
    'too many events',
    'repeat: 500000, every: 0s, jitter: 0s }\n      more: { alarm: sni-c2, repeat: 2, every: 0s',
    'goes beyond the 500000 events',
  ],
])('%s is refused with its place', (_, rest, message) => {
  const text = complaint(beacons(rest));
  expect(text).toMatch(/told\.yaml:\d+:\d+: stories\.one\.steps\./);
  expect(text).toContain(message);
  expect(text).not.toContain('\n');
});
