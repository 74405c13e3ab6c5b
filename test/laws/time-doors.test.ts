/** Every form of an instant at every door of Argus, over HTTP: each means the same everywhere, and what is no form is refused everywhere alike. */
import { expect, test } from 'vitest';
import {
  itemsOf,
  rootOf,
  requiredOf,
  schemaMembers,
  targetOf,
  type Json,
  type Node,
} from '../../src/kernel/schema-walk.ts';
import type { Endpoint } from '../../src/http/endpoint.ts';
import { service, type Answer } from '../support/service.ts';
import { endpointsOf } from '../support/tables.ts';
import { basic, good } from '../products/usm/support.ts';

const now = Date.UTC(2026, 10, 2);
const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

/** What a text means; equal instants are written in all ways that clients were seen to use, and their relatives. */
const forms: readonly (readonly [string, number])[] = [
  ...['now', 'Now', 'NOW'].map((text) => [text, now] as const),
  ...['-1day', '-1 day', '- 1 day', '-  1  days', '-1d', '-1 D', '-1 Day', '-24hours', '-24 h', '-1440 min'].map(
    (text) => [text, now - day] as const,
  ),
  ...['- 3 hours', '-3 hour', '-3h', '-3H', '-180m', '-180 mins', '-180 Minutes'].map(
    (text) => [text, now - 3 * hour] as const,
  ),
  ['-90s', now - 90 * second],
  ['-90 secs', now - 90 * second],
  ['-1 second', now - second],
  ['-5m', now - 5 * minute],
  ['-1 w', now - 7 * day],
  ['-2 weeks', now - 14 * day],
  ['-1 month', Date.UTC(2026, 9, 2)],
  ['-2months', Date.UTC(2026, 8, 2)],
  ['-1y', Date.UTC(2025, 10, 2)],
  ['- 2 Years', Date.UTC(2024, 10, 2)],
  ['+1 hour', now + hour],
  [String(now - day), now - day],
  ['-604800000', -604_800_000],
  ['2026-11-01', now - day],
  ['2026-11-01T00:00Z', now - day],
  ['2026-11-01T00:00:00Z', now - day],
  ['2026-11-01T01:30:00.250Z', now - day + 90 * minute + 250],
];

const noTexts = [
  ['', 'soon', 'yesterday', 'now ', 'now-1day', 'now+1d', '1 day', '24hours', '1 week ago', '-1 day ago', ' -1 day'],
  ['-1 day ', '-1.5 days', '--1d', ' 5', '1e3', '-1 fortnight', '-1 mo', '-1 hrs', '-1 dayss', '-d', '- day'],
  ['-1d1h', '-٣h', '2026-02-30', '2026-11-01T00:00:00', '2026-11-01T00:00:00+01:00', '2026-11-01 00:00:00Z'],
  ['-999999years', '99999999999999999'],
].flat();
const noForms: readonly Json[] = [...noTexts, 1.5, true, {}];

interface Door {
  readonly endpoint: Endpoint;
  readonly where: 'query' | 'body';
  readonly path: readonly (string | 0)[];
}

const isTime = (file: string, schema: Json | undefined): boolean => {
  const reference = (schema as { $ref?: string } | undefined)?.$ref;
  if (reference === undefined) return false;
  const { file: named, pointer } = targetOf(reference, file);
  return named === 'argus/common.schema.json' && pointer === '/$defs/time';
};

/** Where times stand in a schema; a schema that holds itself is entered once. */
function timesIn(node: Node, seen: readonly Json[] = []): readonly (readonly (string | 0)[])[] {
  if (seen.includes(node.schema)) return [];
  const properties = (node.schema['properties'] ?? {}) as Readonly<Record<string, Json>>;
  return schemaMembers(node).flatMap(([name, member]) => {
    if (isTime(node.file, properties[name])) return [[name]];
    const inner = member.schema['type'] === 'array' ? itemsOf(member) : member;
    const step = inner === member ? [name] : [name, 0 as const];
    return timesIn(inner, [...seen, node.schema]).map((path) => [...step, ...path]);
  });
}

const doors: readonly Door[] = endpointsOf('argus').flatMap((endpoint) =>
  (['query', 'body'] as const).flatMap((where) => {
    const file = endpoint[where];
    return file === null ? [] : timesIn(rootOf(file)).map((path) => ({ endpoint, where, path }));
  }),
);

/** Members that stand beside a time because the door asks for them. */
const beside: Readonly<Record<string, object>> = {
  findAggregatedEvents: { startTimestamp: 0 },
};
/** Empty objects where the body needs others beside the one that the time stands in. */
const needed = ({ endpoint, path }: Door): object =>
  Object.fromEntries(
    requiredOf(rootOf(endpoint.body ?? ''))
      .filter((name) => name !== path[0])
      .map((name) => [name, {}]),
  );
const besideIn: Readonly<Record<string, object>> = {
  timeline: { name: 'line', field: 'created', resolution: 'years' },
};

function bodyAt([name, next, ...rest]: Door['path'], value: Json): object {
  if (next === undefined) return { [String(name)]: value };
  const deeper = next === 0 ? rest : [next, ...rest];
  const inner = { ...besideIn[String(name)], ...bodyAt(deeper, value) };
  return { [String(name)]: next === 0 ? [inner] : inner };
}

type Ask = Awaited<ReturnType<typeof service>>['ask'];

function knock(ask: Ask, door: Door, value: Json): Promise<Answer> {
  const { endpoint, where } = door;
  const path = endpoint.path.replace(/\{(?:id|caseID)\}/, '12342345');
  if (where === 'query')
    return ask(`${path}?${door.path[0]}=${encodeURIComponent(typeof value === 'object' ? '{}' : String(value))}`);
  const body = { ...needed(door), ...beside[endpoint.id], ...bodyAt(door.path, value) };
  return ask(path, { method: endpoint.method, body });
}

test('there are doors of every kind', () => {
  const named = new Set(doors.map(({ endpoint, path }) => `${endpoint.id} ${path.join('.')}`));
  expect(named.size).toBe(doors.length);
  for (const name of [
    'getTimestampMs timestring',
    'listAggregatedEvents startTimestamp',
    'findNIDSEvents endTimestamp',
    'findAggregatedEvents subCriteria.0.lastUpdatedTimestamp',
    'findAggregatedEventStats startTimestamp',
    'searchEvents subCriteria.0.endTimestamp',
    'searchEvents indexStartTimestamp',
    'getEventStatistics timeline.0.startTimestamp',
    'advancedCaseSearch subCriteria.0.startTimestamp',
  ])
    expect(named).toContain(name);
});

/** `subCriteria[0].startTimestamp`, as refusals name a member. */
const fieldOf = ({ path }: Door): string => path.join('.').replaceAll('.0', '[0]');

/** What an answer tells of the time that was asked with. */
const tellOf = ({ count, data }: Answer, { endpoint }: Door): Json =>
  endpoint.id === 'getTimestampMs' ? data.timestamp : endpoint.effect === 'reads' ? [count, data] : null;

/** Doors that read side by side, since servers that share a store answer many in the time of one; then those that write. */
async function eachDoor(knocks: (door: Door) => Promise<void>): Promise<void> {
  const reads = doors.filter(({ endpoint }) => endpoint.effect === 'reads');
  await Promise.all(reads.map(knocks));
  for (const door of doors) if (!reads.includes(door)) await knocks(door);
}

test('each form means the same at every door as the number that it stands for', async () => {
  const { ask } = await service({ events: 60 });
  await eachDoor(async (door) => {
    const plain = new Map<number, Json>();
    for (const instant of new Set(forms.map(([, at]) => at)))
      plain.set(instant, tellOf(await knock(ask, door, instant), door));
    for (const [text, instant] of forms) {
      const at = `${door.endpoint.id} ${fieldOf(door)} ${text}`;
      const answer = await knock(ask, door, text);
      expect([at, answer.status < 300, tellOf(answer, door)]).toEqual([at, true, plain.get(instant)]);
    }
  });
});

test('what is no form is refused at every door with 412, naming the member', async () => {
  const { ask } = await service({ events: 1 });
  await eachDoor(async (door) => {
    for (const form of noForms) {
      const at = `${door.endpoint.id} ${JSON.stringify(form)}`;
      const { status, messages = [] } = await knock(ask, door, form);
      const said = messages.map(({ type, field }) => [type, field]);
      expect([at, status, said]).toEqual([at, 412, [['FIELD_ERROR', fieldOf(door)]]]);
    }
  });
});

test("a query's blank is written either way", async () => {
  const { ask } = await service({ events: 1 });
  for (const blank of ['+', '%20'])
    expect((await ask(`/world/v1/time?timestring=-1${blank}day`)).data.timestamp).toBe(now - day);
});

test('USM Anywhere takes whole milliseconds alone, and refuses every other form with 400', async () => {
  const { url } = await service({ events: 60 });
  const fetched = await fetch(`${url}/api/2.0/oauth/token?grant_type=client_credentials`, {
    method: 'POST',
    headers: { Authorization: basic(good) },
  });
  const { access_token: token } = (await fetched.json()) as { access_token: string };
  const texts = [...forms.map(([text]) => text), ...noTexts.filter((text) => text !== '')];
  for (const path of ['alarms', 'events'])
    for (const name of ['timestamp_occured_gte', 'timestamp_occured_lte'])
      for (const text of texts) {
        const asked = `${url}/api/2.0/${path}?${new URLSearchParams({ [name]: text })}`;
        const { status } = await fetch(asked, { headers: { Authorization: `Bearer ${token}` } });
        expect([path, name, text, status]).toEqual([path, name, text, /^-?\d+$/.test(text) ? 200 : 400]);
      }
});
