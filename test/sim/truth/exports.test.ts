/** What else the truth is told as: questions that the products alone can answer, a STIX bundle, a layer of the Navigator, look-alikes. */
import { expect, test } from 'vitest';
import { shippedScenarios } from '../../../src/generator/scenario.ts';
import { violations } from '../../../src/kernel/schema.ts';
import type { TrueQuestion } from '../../../src/sim/truth/questions.ts';
import { controlled, type Controlled } from '../../support/control.ts';

/** An event as Argus answers it. */
interface Served {
  readonly id: string;
  readonly timestamp: number;
  readonly endTimestamp: number;
  readonly severity: string;
  readonly count: number;
  readonly attackInfo: { readonly alarmDescription: string; readonly signature: string };
  readonly source: End;
  readonly destination: End;
  readonly customerInfo: { readonly shortName: string };
  readonly properties: Readonly<Record<string, string>>;
}

interface End {
  readonly port: number;
  readonly networkAddress: { readonly address: string };
}

/** All that a client can see, page by page. */
async function served({ url }: Controlled): Promise<readonly Served[]> {
  const events: Served[] = [];
  for (;;) {
    const response = await fetch(`${url}/events/v1/aggregated/search`, {
      method: 'POST',
      headers: { 'Argus-API-Key': '1/2/mysecretapikey', 'Content-Type': 'application/json' },
      body: JSON.stringify({ startTimestamp: 0, limit: 10_000, offset: events.length, sortBy: ['timestamp'] }),
    });
    const { data } = (await response.json()) as { data: readonly Served[] };
    events.push(...data);
    if (data.length < 10_000) return events;
  }
}

const order = ['low', 'medium', 'high', 'critical'];
const iso = (time: number): string => new Date(time).toISOString();
const addresses = ({ source, destination }: Served): readonly string[] =>
  [source, destination].map(({ networkAddress }) => networkAddress.address);

/** Finds an answer as an analyst would: by looking at all events of the customer in that time, one by one. */
function found(all: readonly Served[], { about }: TrueQuestion): unknown {
  const [from, to] = [Date.parse(about.from), Date.parse(about.to)];
  const scene = all
    .filter(
      (event) => event.customerInfo.shortName === about.customer && event.timestamp >= from && event.timestamp < to,
    )
    .toSorted((one, other) => one.timestamp - other.timestamp);
  const own = scene.filter(({ attackInfo }) => attackInfo.alarmDescription === about.alarm);
  const [first, last] = [own[0] as Served, own.at(-1) as Served];
  const [sources, destinations] = [own.map((event) => addresses(event)[0]), own.map((event) => addresses(event)[1])];
  const busiest = (values: readonly unknown[]): unknown => {
    const tally = (value: unknown): number => values.filter((one) => one === value).length;
    return [...new Set(values)].toSorted((one, other) => tally(other) - tally(one))[0];
  };
  const before = scene.filter(
    (event) =>
      event.timestamp < first.timestamp &&
      event.attackInfo.alarmDescription !== about.alarm &&
      addresses(event).includes(sources[0] ?? ''),
  );
  const answers: Readonly<Record<string, () => unknown>> = {
    count: () => own.length,
    first: () => iso(first.timestamp),
    firstSource: () => sources[0],
    firstDestination: () => destinations[0],
    firstUser: () => ['user.name', 'email.to', 'ftp.user'].map((key) => first.properties[key]).find((user) => user),
    alarmBefore: () => before.at(-1)?.attackInfo.alarmDescription,
    last: () => iso(last.timestamp),
    triggers: () => own.reduce((sum, { count }) => sum + count, 0),
    destinations: () => new Set(destinations).size,
    sources: () => new Set(sources).size,
    timeBefore: () => iso(before.at(-1)?.timestamp ?? 0),
    busiestSource: () => busiest(sources),
    busiestDestination: () => busiest(destinations),
    severity: () =>
      own.map(({ severity }) => severity).toSorted((one, other) => order.indexOf(other) - order.indexOf(one))[0],
    end: () => iso(Math.max(...own.map(({ endTimestamp }) => endTimestamp))),
    signature: () => first.attackInfo.signature,
    port: () => first.destination.port,
    largest: () => Math.max(...own.map(({ count }) => count)),
    othersBefore: () =>
      scene.filter(
        ({ timestamp, attackInfo }) => timestamp < first.timestamp && attackInfo.alarmDescription !== about.alarm,
      ).length,
    firstHour: () => own.filter(({ timestamp }) => timestamp < first.timestamp + 3_600_000).length,
    lastSource: () => sources.at(-1),
    lastDestination: () => destinations.at(-1),
    alarms: () =>
      new Set(
        scene
          .filter(({ timestamp }) => timestamp <= last.timestamp)
          .map(({ attackInfo }) => attackInfo.alarmDescription),
      ).size,
  };
  return answers[about.asks]?.();
}

const storied = shippedScenarios().filter((name) => !['default', 'empty', 'large', 'paging-traps'].includes(name));

test.each(storied)(
  'each of the thirty questions of %s is answered by looking at all that is served',
  async (scenario) => {
    const simulator = await controlled({ scenario, events: 400 });
    const { json } = await simulator.tell('GET', '/_sim/truth/questions');
    const questions = json.questions as readonly TrueQuestion[];
    const all = await served(simulator);
    expect(questions).toHaveLength(30);
    expect(questions.map((question) => [question.question, found(all, question)])).toEqual(
      questions.map(({ question, answer }) => [question, answer]),
    );
    expect(new Set(questions.map(({ question }) => question)).size).toBe(30);
    for (const kind of ['who', 'when', 'host', 'howMany'])
      expect(questions.map((question) => question.kind)).toContain(kind);
  },
);

test('the bundle holds to STIX 2.1, refers to nothing that is not in it, and has the same ids for the same seed alone', async () => {
  const bundleOf = async (seed: string) => {
    const simulator = await controlled({ scenario: 'ransomware', seed });
    return (await simulator.tell('GET', '/_sim/truth/stix')).json;
  };
  const [bundle, again, other] = [await bundleOf('1'), await bundleOf('1'), await bundleOf('2')];
  expect(violations('attack/stix-bundle.schema.json', bundle)).toEqual([]);
  expect(again).toEqual(bundle);
  const ids = (of: { objects: { id: string }[] }): string[] => of.objects.map(({ id }) => id);
  expect(new Set(ids(bundle)).size).toBe(ids(bundle).length);
  const published = 'fb9c968a-745b-4ade-9b25-c324172197f4';
  const techniques = ids(other).filter((id) => ids(bundle).includes(id) && !id.endsWith(published));
  expect(techniques).toEqual([]);
  const refs = JSON.stringify(bundle).match(/"[a-z0-9-]+--[0-9a-f-]{36}"/g) ?? [];
  expect(new Set(refs)).toEqual(new Set([bundle.id, ...ids(bundle)].map((id: string) => `"${id}"`)));
  const kinds = new Set(bundle.objects.map(({ type }: { type: string }) => type));
  for (const kind of [
    'campaign',
    'attack-flow',
    'attack-action',
    'attack-pattern',
    'observed-data',
    'user-account',
    'sighting',
    'relationship',
  ])
    expect(kinds).toContain(kind);
});

test('the layer counts the events of each technique that have become known', async () => {
  const simulator = await controlled({ scenario: 'ransomware' });
  const { json: layer } = await simulator.tell('GET', '/_sim/truth/navigator');
  const { json: truth } = await simulator.tell('GET', '/_sim/truth/events?limit=999&story=intrusion');
  const counts = new Map<string, number>();
  for (const { technique } of truth.events) counts.set(technique, (counts.get(technique) ?? 0) + 1);
  const scores = layer.techniques.map(({ techniqueID, score }: { techniqueID: string; score: number }) => [
    techniqueID,
    score,
  ]);
  expect(new Map(scores)).toEqual(counts);
});

test('what looks like an event of a story has the same alarm at the same customer, and belongs to none', async () => {
  const simulator = await controlled({ scenario: 'credential-attack', events: 3000 });
  const { steps } = (await simulator.tell('GET', '/_sim/truth/look-alikes')).json;
  const { json } = await simulator.tell('GET', '/_sim/truth');
  expect(steps.some(({ count }: { count: number }) => count > 0)).toBe(true);
  for (const { story, nth, alarm, events } of steps) {
    const telling = json.stories.find((one: { story: string; nth: number }) => one.story === story && one.nth === nth);
    for (const { argus } of events) {
      const event = (await simulator.tell('GET', `/_sim/events/${encodeURIComponent(argus.events)}`)).json;
      expect([event.alarm, event.customer, event.story]).toEqual([alarm, telling.customer, null]);
    }
  }
});

test('where nothing has been told yet, there is nothing to ask, and a bundle of its maker alone', async () => {
  const simulator = await controlled({ scenario: 'default' });
  expect((await simulator.tell('GET', '/_sim/truth/questions')).json.questions).toEqual([]);
  expect((await simulator.tell('GET', '/_sim/truth/stix')).json.objects).toHaveLength(1);
  expect((await simulator.tell('GET', '/_sim/truth/navigator')).json.techniques).toEqual([]);
});
