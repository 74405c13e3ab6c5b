/** The status of alarms follows what people do in Argus. */
import { expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../../src/index.ts';
import { dialects, followed, idOf, itemsOf, tenant, type Dialect, type Tenant } from './support.ts';

const submitted = {
  id: { customer: 'demo', type: 'aggregated' },
  signature: 'SNORT-1:41336',
  severity: 'high',
  count: 4,
  location: 'demo-stavanger',
  protocol: 'tcp',
  source: { ip: '10.5.1.77', port: 50_000 },
  destination: { ip: '203.0.113.200', port: 80 },
  properties: { 'http.method': ['POST'] },
  uri: '/submitted',
  fqdn: 'submitted.example',
};

/** A tenant with the Argus of the same World beside it. */
async function both(dialect: Dialect) {
  const usm = await tenant(dialect);
  const argus = async (method: string, path: string, body?: object): Promise<any> => {
    const response = await fetch(usm.url + path, {
      method,
      headers: { 'Argus-API-Key': '1/2/mysecretapikey', 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const json = (await response.json()) as any;
    expect([200, 201]).toContain(json.responseCode);
    return json.data;
  };
  const submit = async (event: object = {}): Promise<string> =>
    (await argus('POST', '/events/v2/event', { ...submitted, ...event })).id;
  return { ...usm, argus, submit };
}

const total = async ({ ask }: Pick<Tenant, 'ask'>, path: string): Promise<number> =>
  (await ask(path)).json.page.totalElements;

const verdicts: readonly (readonly [string, object, string])[] = [
  ['acknowledged', { enableFlag: ['acknowledged'] }, 'closed'],
  ['not a threat', { enableFlag: ['notAThreat'] }, 'closed'],
  ['a false positive', { enableFlag: ['falsePositive'] }, 'closed'],
  ['a threat', { enableFlag: ['identifiedThreat'] }, 'in_review'],
  ['to be followed up', { enableFlag: ['followup', 'acknowledged'] }, 'in_review'],
  ['in an open case', { associateCase: [12342345] }, 'in_review'],
  ['in an open case and dismissed', { associateCase: [12342345], enableFlag: ['notAThreat'] }, 'closed'],
  ['commented', { comment: 'hm', autoAcknowledge: false }, 'open'],
];

test.each(dialects)('the status follows what analysts make of the event, in the %s dialect', async (dialect) => {
  const world = await both(dialect);
  expect(world.world.cases.find(({ id }) => id === 12342345)?.status).not.toBe('closed');
  const closed = world.world.cases.find(
    ({ customer, status, mergedInto }) => customer.shortName === 'demo' && status === 'closed' && mergedInto === null,
  );
  const told = [
    ...verdicts,
    ...(closed === undefined ? [] : [['in a closed case', { associateCase: [closed.id] }, 'closed'] as const]),
  ];
  for (const [what, verdict, status] of told) {
    const id = await world.submit();
    const [{ status: begun }] = itemsOf(await world.ask('/alarms?size=1'));
    const uuid = idOf(itemsOf(await world.ask('/alarms?size=1'))[0]);
    const others = await total(world, `/alarms?status=${status}`);
    await world.argus('PUT', `/events/v2/event/${id}/assess`, verdict);
    const { json } = await world.ask(`/alarms/${uuid}`);
    expect([what, begun, json.status]).toEqual([what, 'open', status]);
    const isListed = (await followed(world, `/alarms?status=${status}&size=2000`)).some((one) => idOf(one) === uuid);
    expect([what, isListed, await total(world, `/alarms?status=${status}`)]).toEqual([
      what,
      true,
      others + Number(status !== 'open'),
    ]);
  }
});

test('an alarm is reopened when what was said of it is taken back', async () => {
  const world = await both('live');
  const id = await world.submit();
  const statusNow = async (): Promise<string> => itemsOf(await world.ask('/alarms?size=1'))[0].status;
  await world.argus('PUT', `/events/v2/event/${id}/assess`, { enableFlag: ['acknowledged'] });
  expect(await statusNow()).toBe('closed');
  await world.argus('PUT', `/events/v2/event/${id}/assess`, { disableFlag: ['acknowledged'] });
  expect(await statusNow()).toBe('open');
});

test('a rule that needs tuning suppresses the alarm and its events; severity in Argus leaves the priority alone', async () => {
  const world = await both('live');
  const id = await world.submit();
  const [before] = itemsOf(await world.ask('/alarms?size=1'));
  await world.argus('PUT', `/events/v2/event/${id}/assess`, { enableFlag: ['tuningCandidate'], newSeverity: 'low' });
  const [alarm] = itemsOf(await world.ask('/alarms?size=1'));
  expect(alarm).toMatchObject({
    uuid: before.uuid,
    suppressed: true,
    priority_label: 'high',
    priority: before.priority,
  });
  for (const { message } of alarm.events) {
    expect(message.suppressed).toBe('true');
    expect((await world.ask(`/events/${message.uuid}`)).json.suppressed).toBe(true);
  }
  const hidden = itemsOf(await world.ask('/events?suppressed=true&size=4'));
  expect(hidden.map(({ uuid }) => uuid).sort()).toEqual([...alarm.packet_data].sort());
});

test('a world beside others that begins before the end knows its own clients, and shows what was there by then', async () => {
  const server = await startSimulator({ events: 1500, usmDialect: 'live' });
  onTestFinished(() => server.close());
  const then = server.model.end - 3 * 86_400_000;
  const back = server.world('back', { clock: new Date(then).toISOString(), usmDialect: 'live' });
  const alarmsOf = async ({ usm }: typeof back | typeof server): Promise<any> => {
    const headers = { Authorization: `Bearer ${await usm.token()}` };
    return (await fetch(`${usm.url}/alarms?size=2000`, { headers })).json();
  };
  const [whole, early] = [await alarmsOf(server), await alarmsOf(back)];
  expect(early.page.totalElements).toBeLessThan(whole.page.totalElements);
  expect(early.page.totalElements).toBeGreaterThan(0);
  for (const { timestamp_to_storage: stored, _links: links } of early._embedded.alarms) {
    expect(Number(stored)).toBeLessThanOrEqual(then);
    expect(links.self.href.startsWith(back.usm.url)).toBe(true);
  }
});
