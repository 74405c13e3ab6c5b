import { expect, test } from 'vitest';
import { service, type Service } from '../../../support/service.ts';

interface Event {
  readonly id: string;
  readonly flags: readonly string[];
  readonly timestamps: { readonly created: number; readonly published: number | null };
}

const found = async ({ ask }: Service, criteria: object): Promise<readonly Event[]> =>
  (await ask<Event[]>('/events/v2/event/search', { body: { limit: 0, type: ['aggregated'], ...criteria } })).data;
const fresh = async (simulator: Service): Promise<Event> => {
  const [event] = await found(simulator, {
    excludeFlag: ['acknowledged', 'partiallyAcknowledged', 'handledByAnalyst'],
    customer: ['demo'],
    associatedCase: [0],
  });
  if (event === undefined) throw new Error('no such event');
  return event;
};
const assess = ({ ask }: Service, id: string, body: object) =>
  ask<Event>(`/events/v2/event/${id}/assess`, { method: 'PUT', body });
/** What client 5.0.0 sends with every assessment. */
const declared = { handledByAnalyst: false, autoAcknowledge: true, publishIfUnpublished: false };
const everyDay = { indexStartTimestamp: '-8d', indexEndTimestamp: 'now' };

test.each([
  ['nothing said', {}, { acknowledged: true, partiallyAcknowledged: false }],
  ['as client 5.0.0 sends it', declared, { acknowledged: true, partiallyAcknowledged: false }],
  ['as text', { autoAcknowledge: 'True' }, { acknowledged: true, partiallyAcknowledged: false }],
  ['told not to', { autoAcknowledge: false, comment: 'x' }, { acknowledged: false, partiallyAcknowledged: false }],
  ['told not to as text', { autoAcknowledge: 'False' }, { acknowledged: false, partiallyAcknowledged: false }],
  [
    'told not to, and to acknowledge',
    { autoAcknowledge: false, enableFlag: ['acknowledged'] },
    { acknowledged: true, partiallyAcknowledged: false },
  ],
  ['the flag is disabled', { disableFlag: ['acknowledged'] }, { acknowledged: false, partiallyAcknowledged: false }],
  [
    'acknowledged in part',
    { enableFlag: ['partiallyAcknowledged'] },
    { acknowledged: false, partiallyAcknowledged: true },
  ],
])('assessing acknowledges by itself unless the request says otherwise: %s', async (_, body, expected) => {
  const simulator = await service();
  const { id } = await fresh(simulator);
  const { status, data } = await assess(simulator, id, body);
  const flags = Object.keys(expected).map((flag) => [flag, data.flags.includes(flag)]);
  expect([status, Object.fromEntries(flags)]).toEqual([200, expected]);
});

test('the form with the type, the bulk form and a raw event acknowledge as well, an update of v1 does not', async () => {
  const simulator = await service();
  const { ask, search } = simulator;
  const { id } = await fresh(simulator);
  const updated = await ask('/events/v1/aggregated', {
    method: 'PUT',
    body: { eventIdentifiers: [id], update: { comment: 'seen' } },
  });
  expect(updated.data[0].flags).not.toContain('ACKNOWLEDGED');
  const [, timestamp, customer, uuid] = id.split('/');
  const plain = await assess(simulator, `${timestamp}/${customer}/${uuid}`, {});
  expect(plain.data.flags).toContain('acknowledged');
  const bulk = { assessment: declared, search: { ...everyDay, severity: ['medium'], type: ['aggregated'], limit: 0 } };
  await ask('/events/v2/event/assess', { method: 'PUT', body: bulk });
  expect((await search({ severity: ['medium'], excludeFlags: ['ACKNOWLEDGED'] })).count).toBe(0);
  const { data } = await search({ excludeFlags: ['ACKNOWLEDGED'], minCount: 2, limit: 1 });
  const raw = await assess(simulator, data[0].detailedEventIDS[0], {});
  expect(raw.data.flags).toContain('acknowledged');
  expect((await ask(`/events/v1/${data[0].id}`)).data.flags).toContain('PARTIALLY_ACKNOWLEDGED');
});

test('properties of an assessment are read and found in both versions, and are gone after a reset', async () => {
  const simulator = await service();
  const { ask, search, state } = simulator;
  const { id } = await fresh(simulator);
  const property = [
    { key: 'ticket', values: ['INC-4711'] },
    { key: 'verdict.byTool', values: ['benign scanner', 'known'] },
  ];
  expect((await assess(simulator, id, { assessmentProperty: property })).status).toBe(200);
  await assess(simulator, id, { assessmentProperty: [{ key: 'ticket', values: ['INC-4712'] }] });
  const one = await ask(`/events/v2/event/${id}?includeAllProperties=True`);
  expect(one.data.properties).toEqual(
    expect.arrayContaining([
      { type: 'string', key: 'meta.argus.assessment.ticket', values: ['INC-4712'] },
      { type: 'string', key: 'meta.argus.assessment.verdict.byTool', values: ['benign scanner', 'known'] },
    ]),
  );
  expect((await ask(`/events/v1/${id}`)).data.properties).toMatchObject({
    'meta.argus.assessment.ticket': 'INC-4712',
    'meta.argus.assessment.verdict.byTool': 'benign scanner,known',
  });
  const ids = async (properties: object) => (await search({ properties })).data.map((event) => event.id);
  expect(await ids({ 'meta.argus.assessment.ticket': 'INC-4712' })).toEqual([id]);
  expect(await ids({ 'meta.argus.assessment.ticket': 'INC-4711' })).toEqual([]);
  const strategies = { valueMatchStrategy: 'any', valueSearchStrategy: 'exact' };
  for (const criterion of [
    { key: 'meta.argus.assessment.verdict.byTool' },
    { key: 'meta.argus.assessment.verdict.byTool', value: ['KNOWN'], valueSearchStrategy: 'tokenized' },
    { value: ['INC-4712'] },
  ]) {
    const hits = await found(simulator, { property: [{ ...strategies, ...criterion }] });
    expect(hits.map((event) => event.id)).toEqual([id]);
  }
  state.reset();
  expect(await ids({ 'meta.argus.assessment.ticket': 'INC-4712' })).toEqual([]);
  expect((await ask(`/events/v1/${id}`)).text).not.toContain('meta.argus');
});

test.each([
  ['a capital first', [{ key: 'Ticket', values: ['1'] }], 'assessmentProperty[0].key'],
  ['a blank', [{ key: 'my ticket', values: ['1'] }], 'assessmentProperty[0].key'],
  ['an empty word', [{ key: 'my..ticket', values: ['1'] }], 'assessmentProperty[0].key'],
  ['a hyphen', [{ key: 'my-ticket', values: ['1'] }], 'assessmentProperty[0].key'],
  ['no key', [{ values: ['1'] }], 'assessmentProperty[0].key'],
  ['no values', [{ key: 'ticket' }], 'assessmentProperty[0].values'],
  ['an empty list of values', [{ key: 'ticket', values: [] }], 'assessmentProperty[0].values'],
])('a property with %s is refused with 412', async (_, assessmentProperty, field) => {
  const simulator = await service();
  const { id } = await fresh(simulator);
  const answer = await assess(simulator, id, { assessmentProperty });
  expect([answer.status, answer.messages[0]?.field]).toEqual([412, field]);
});

test.each(['includeAllProperties', 'includeComments', 'includeSubEvents'])(
  'the search of a bulk assessment has no %s',
  async (member) => {
    const { ask } = await service();
    const body = { assessment: {}, search: { [member]: true } };
    const answer = await ask('/events/v2/event/assess', { method: 'PUT', body });
    expect([answer.status, answer.messages[0]?.field]).toEqual([412, `search.${member}`]);
  },
);

test('a held event is published when an assessment asks for it, and hidden by request until then', async () => {
  const simulator = await service();
  const { world, search } = simulator;
  const held = (await found(simulator, {})).filter(({ timestamps }) => (timestamps.published ?? 0) > world.end);
  const [event, other] = held;
  if (event === undefined || other === undefined) throw new Error('nothing is held');
  const all = (await found(simulator, {})).length;
  const hidden = await found(simulator, { includeUnpublished: false });
  expect(hidden.length).toBe(all - held.length);
  expect((await search({ includeUnpublished: false })).count).toBe(hidden.length);
  const kept = await assess(simulator, event.id, declared);
  expect(kept.data.timestamps.published).toBe(event.timestamps.published);
  const { data } = await assess(simulator, event.id, { publishIfUnpublished: true });
  expect(data.timestamps.published).toBeGreaterThanOrEqual(world.end);
  expect(data.timestamps.published).toBeLessThan(world.end + 60_000);
  simulator.clock.advance(60_000);
  expect((await found(simulator, { includeUnpublished: false })).map(({ id }) => id)).toContain(event.id);
  const criteria = { timeFieldStrategy: ['published'], startTimestamp: data.timestamps.published };
  expect((await found(simulator, criteria)).map(({ id }) => id)).toContain(event.id);
});

test('an event that is put into a case before it is public says so, one that is published first does not', async () => {
  const simulator = await service({ events: 6000 });
  const { world, ask } = simulator;
  const held = (await found(simulator, { customer: ['demo'], associatedCase: [0] })).filter(
    ({ timestamps }) => (timestamps.published ?? 0) > world.end,
  );
  const [one, other] = held;
  if (one === undefined || other === undefined) throw new Error('too few events are held');
  const notified = await assess(simulator, one.id, { associateCase: [12342345] });
  expect(notified.data.flags).toContain('notifiedUnpublished');
  expect((await ask(`/events/v1/${one.id}`)).data.flags).toContain('NOTIFIED_UNPUBLISHED');
  const published = await assess(simulator, other.id, { associateCase: [12342345], publishIfUnpublished: true });
  expect(published.data.flags).toContain('notified');
  expect(published.data.flags).not.toContain('notifiedUnpublished');
});
