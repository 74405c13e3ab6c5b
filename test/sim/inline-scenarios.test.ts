import { expect, onTestFinished, test } from 'vitest';
import { createApp, startSimulator } from '../../src/index.ts';
import { controlled } from '../support/control.ts';
import { replicas } from '../support/replicas.ts';
import { fullKey } from '../support/service.ts';

const shell = {
  name: 'WEB - Web shell lists files',
  category: 'webAttack',
  severity: 'critical',
  attack: 'T1505.003',
  http: { path: '[[/human2.aspx]]', host: 'transfer.example.com' },
};
const own = {
  title: 'Mine',
  extends: 'default',
  volume: { events: 20 },
  alarms: { shell },
  stories: {
    theft: {
      title: 'Theft',
      at: ['-3h'],
      customer: 'bank',
      actors: { thief: { role: 'outside' }, transfer: { role: 'exposed' } },
      steps: { list: { alarm: 'shell', from: 'thief', to: 'transfer', repeat: 4, every: '20s' } },
    },
  },
};
const yaml = `title: Mine
extends: default
volume: { events: 20 }
alarms:
  shell:
    name: WEB - Web shell lists files
    category: webAttack
    severity: critical
    attack: T1505.003
    http: { path: '[[/human2.aspx]]', host: transfer.example.com }
`;

test.each([
  ['YAML', yaml, 20],
  ['an object', own, 24],
])('a world plays a scenario that is handed over as %s, with alarms of its own', async (_, scenario, events) => {
  const { tell } = await controlled({ events: 5 });
  const made = await tell('PUT', '/_sim/worlds/mine', { scenario });
  expect([made.status, made.json.events, made.json.title]).toEqual([201, events, 'Mine']);
  expect(made.json.scenario).toMatch(/^inline-[0-9a-f]{12}$/);
  const rules = await tell('GET', '/w/mine/_sim/rules/suricata.rules');
  expect(rules.text.includes('human2.aspx')).toBe(true);
  expect((await tell('GET', '/_sim')).json).toMatchObject({ scenario: 'default', events: 5 });
});

test('the events of its own alarms are listed', async () => {
  const simulator = await startSimulator();
  onTestFinished(simulator.close);
  const world = simulator.world('mine', { scenario: own });
  const search = `${world.url}/events/v1/aggregated?customer=bank&startTimestamp=0&limit=100`;
  const { data } = (await (await fetch(search, { headers: { 'Argus-API-Key': fullKey } })).json()) as any;
  const named = data.filter((event: any) => event.attackInfo.alarmDescription === shell.name);
  expect(named).toHaveLength(4);
});

test('its mistakes are told with line and column, or with pointers into the object', async () => {
  const { tell } = await controlled({ events: 1 });
  const detailOf = async (scenario: unknown): Promise<unknown> => {
    const { status, json } = await tell('PUT', '/_sim/worlds/mine', { scenario });
    expect([status, json.type]).toEqual([422, 'urn:problem-type:siem-sim:bad-scenario']);
    return json.detail;
  };
  const wrong = { ...shell, http: { ...shell.http, host: 'evil.com' } };
  expect(await detailOf(yaml.replace('transfer.example.com', 'evil.com'))).toContain('scenario:10:');
  expect(await detailOf({ ...own, alarms: { shell: wrong } })).toContain('#/alarms/shell/http/host: ');
  expect(await detailOf('title: a\nextends: [\n')).toContain('scenario:');
  expect(await detailOf({ ...own, volume: { events: 1_000_001 } })).toContain('#/volume/events: ');
  expect(await detailOf({ ...own, remarks: 'x'.repeat(140_000) })).toContain('131072 bytes');
  expect(await detailOf(`extends: default\nstories: ${'['.repeat(50_000)}\n`)).toMatch(/^scenario:2:\d+: is nested/);
});

test.each(['../package', '/etc/hosts', './default', 'scenarios/default'])(
  'what is handed over reads no file of the machine: %s',
  async (base) => {
    const { tell } = await controlled({ events: 1 });
    const { status, json } = await tell('PUT', '/_sim/scenario', { scenario: { extends: base } });
    expect([status, json.detail.startsWith('#/extends: ')]).toEqual([422, true]);
  },
);

test('it is played on with another seed, reset, exported, imported and asked for by its name', async () => {
  const { tell } = await controlled({ events: 1 });
  const first = await tell('PUT', '/_sim/scenario', { scenario: yaml, seed: '7' });
  const { scenario, stateHash } = first.json;
  const state = await tell('GET', '/_sim/state');
  expect(state.json.scenario).toBe(scenario);
  expect((await tell('PUT', '/_sim/seed', { seed: '8' })).json).toMatchObject({ scenario, events: 20 });
  expect((await tell('PUT', '/_sim/state', state.json)).json.type).toContain('foreign-state');
  expect((await tell('PUT', '/_sim/scenario', { scenario, seed: '7' })).json.stateHash).toBe(stateHash);
  await tell('PUT', '/_sim/snapshots/one');
  await tell('POST', '/_sim/clock/advance', { by: '1h' });
  expect((await tell('POST', '/_sim/snapshots/one/restore')).json.stateHash).toBe(stateHash);
  expect((await tell('PUT', '/_sim/state', state.json)).json.stateHash).toBe(stateHash);
  expect((await tell('POST', '/_sim/reset', {})).json.stateHash).toBe(stateHash);
  expect((await tell('PUT', '/_sim/scenario', { scenario: 'default' })).json.scenario).toBe('default');
  expect((await tell('PUT', '/_sim/scenario', { scenario })).json.type).toContain('unknown-scenario');
});

test('replicas play it alike, also one that comes later', async () => {
  const { all, start } = await replicas(2, { scenario: own, events: undefined });
  const [one, other] = all;
  expect((await other?.control('GET /_sim'))?.body).toMatchObject({ title: 'Mine', events: 24 });
  await one?.control('PUT /_sim/worlds/mine', { scenario: yaml, seed: '7' });
  const late = await start();
  const told = await Promise.all([...all, late].map(({ control }) => control('GET /w/mine/_sim')));
  expect(new Set(told.map(({ body }) => body.stateHash)).size).toBe(1);
  expect(told[0]?.body).toMatchObject({ title: 'Mine', seed: '7', events: 20 });
  await expect(start({ scenario: { ...own, title: 'Another' } })).rejects.toThrow(
    'the store is of a server with scenario',
  );
});

test('the library takes it wherever it takes a name', async () => {
  const simulator = createApp({ scenario: own });
  expect([simulator.model.title, simulator.model.aggregated.length]).toEqual(['Mine', 24]);
  simulator.play({ scenario: { extends: 'empty', title: 'Nothing' } });
  expect([simulator.model.title, simulator.model.aggregated.length]).toEqual(['Nothing', 0]);
  expect(() => simulator.play({ scenario: { extends: 'empty', volum: {} } })).toThrow(
    '#/volum: volum is an unknown key; did you mean volume?',
  );
  const circle: Record<string, unknown> = {};
  circle['remarks'] = circle;
  expect(() => simulator.world('round', { scenario: circle })).toThrow('no object that JSON could hold');
});
