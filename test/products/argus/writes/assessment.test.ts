import fc from 'fast-check';
import { expect, test } from 'vitest';
import { service, type Service } from '../../../support/service.ts';

interface Event {
  readonly id: string;
  readonly flags: readonly string[];
  readonly severity: string;
  readonly timestamps: { readonly lastUpdated: number; readonly firstAssessed: number | null };
  readonly associatedCases?: readonly { readonly id: number }[];
  readonly comments?: readonly { readonly comment: string }[];
}

const find = async ({ ask }: Service, criteria: object): Promise<Event> => {
  const { data } = await ask<Event[]>('/events/v2/event/search', {
    body: { limit: 1, type: ['aggregated'], ...criteria },
  });
  if (data[0] === undefined) throw new Error('no such event');
  return data[0];
};
const untouched = {
  excludeFlag: ['acknowledged', 'handledByAnalyst', 'commented', 'severityAdjusted'],
  associatedCase: [0],
};
const put = ({ ask }: Service, id: string, body: object) =>
  ask<Event>(`/events/v2/event/${id}/assess`, { method: 'PUT', body });

test('an assessment comes back in the event, and in every later read of both versions', async () => {
  const simulator = await service();
  const { id, severity } = await find(simulator, { ...untouched, customer: ['demo'], severity: ['low'] });
  const answer = await put(simulator, id, {
    enableFlag: ['acknowledged', 'notAThreat'],
    newSeverity: 'high',
    comment: 'looked at it',
    handledByAnalyst: true,
    associateCase: [12342345],
  });
  expect(severity).toBe('low');
  expect(answer.status).toBe(200);
  expect(answer.data.severity).toBe('high');
  expect(answer.data.flags).toEqual(
    expect.arrayContaining([
      'acknowledged',
      'notAThreat',
      'severityAdjusted',
      'commented',
      'handledByAnalyst',
      'notified',
    ]),
  );
  const v1 = await simulator.ask(`/events/v1/${id}`);
  expect(v1.data).toMatchObject({
    severity: 'high',
    associatedCase: { id: 12342345 },
    comments: [{ comment: 'looked at it' }],
  });
  expect(v1.data.flags).toEqual(
    expect.arrayContaining(['ACKNOWLEDGED', 'NOT_A_THREAT', 'SEVERITY_ADJUSTED', 'COMMENTED']),
  );
  const found = await simulator.search({
    eventIdentifier: [id],
    severity: ['high'],
    includeFlags: ['NOT_A_THREAT'],
    associatedCaseID: [12342345],
  });
  expect(found.data.map((event) => event.id)).toEqual([id]);
  const gone = await simulator.search({ eventIdentifier: [id], severity: ['low'] });
  expect(gone.count).toBe(0);
  const ofCase = await simulator.ask('/events/v1/case/12342345?limit=0');
  expect(ofCase.data.map((event: Event) => event.id)).toContain(id);
});

test('the last change moves, so a client that pulls continuously gets the event again', async () => {
  const simulator = await service();
  const newest = await simulator.search({ sortBy: ['-lastUpdated'], limit: 1 });
  const bound = newest.data[0].lastUpdatedTimestamp + 1;
  expect((await simulator.search({ lastUpdatedTimestamp: bound })).count).toBe(0);
  const { id } = await find(simulator, untouched);
  await put(simulator, id, { enableFlag: ['followup'] });
  const again = await simulator.search({ lastUpdatedTimestamp: bound });
  expect(again.data.map((event) => event.id)).toEqual([id]);
});

test('assessing what an analyst has handled already marks it reassessed', async () => {
  const simulator = await service();
  const { id } = await find(simulator, untouched);
  const first = await put(simulator, id, { handledByAnalyst: true });
  expect(first.data.flags).not.toContain('reassessed');
  const second = await put(simulator, id, { comment: 'once more' });
  expect(second.data.flags).toContain('reassessed');
});

test('keeping the severity does not count as adjusting it', async () => {
  const simulator = await service();
  const { id, severity } = await find(simulator, untouched);
  const { data } = await put(simulator, id, { newSeverity: severity });
  expect(data.flags).not.toContain('severityAdjusted');
});

test('an SLA violation is marked only when the trigger asks and the event is late', async () => {
  const simulator = await service();
  const late = await find(simulator, { ...untouched, sortBy: ['createdTimestamp'], severity: ['critical', 'high'] });
  expect((await put(simulator, late.id, {})).data.flags).not.toContain('slaViolation');
  expect((await put(simulator, late.id, { trigger: ['slaViolation'] })).data.flags).toContain('slaViolation');
});

test('taking an event out of its last case takes the notification back', async () => {
  const simulator = await service();
  const { id } = await find(simulator, { ...untouched, customer: ['demo'] });
  await put(simulator, id, { associateCase: [12342345] });
  const { data } = await put(simulator, id, { disassociateCase: [12342345] });
  expect(data.associatedCases).toEqual([]);
  expect(data.flags).not.toContain('notified');
});

test.each([
  ['enableFlag', { enableFlag: ['acknowledged'], disableFlag: ['acknowledged'] }, ['enableFlag', 'disableFlag']],
  ['associateCase', { associateCase: [12342345], disassociateCase: [12342345] }, ['associateCase', 'disassociateCase']],
  ['an unknown case', { associateCase: [4] }, ['associateCase']],
  ['a flag that is no verdict', { enableFlag: ['established'] }, ['enableFlag']],
  ['an unknown member', { enableFlags: [] }, ['enableFlags']],
  ['an unknown trigger', { trigger: ['never'] }, ['trigger']],
])('%s is refused with 412 that names the fields', async (_, body, fields) => {
  const simulator = await service();
  const { id } = await find(simulator, { ...untouched, customer: ['demo'] });
  const answer = await put(simulator, id, body);
  expect([answer.status, answer.messages.map((message) => message.field)]).toEqual([412, fields]);
});

test('a case of another customer is refused with 412, one that the caller cannot read with 403', async () => {
  const simulator = await service();
  const { id } = await find(simulator, { ...untouched, customer: ['demo'] });
  const foreign = await put(simulator, id, { associateCase: [12342402] });
  expect([foreign.status, foreign.messages[0]?.field]).toEqual([412, 'associateCase']);
  const own = await find(simulator, { ...untouched, customer: ['bank'] });
  const unreadable = await simulator.ask(`/events/v2/event/${own.id}/assess`, {
    method: 'PUT',
    key: '1/4/bankonlykey',
    body: { associateCase: [12342345] },
  });
  expect(unreadable.status).toBe(403);
});

test('a refused assessment changes nothing', async () => {
  const simulator = await service();
  const { id } = await find(simulator, { ...untouched, customer: ['demo'] });
  const before = (await simulator.ask(`/events/v1/${id}`)).text;
  await put(simulator, id, { comment: 'x', associateCase: [4] });
  expect((await simulator.ask(`/events/v1/${id}`)).text).toBe(before);
});

test('200 concurrent assessments of one event lose nothing and leave their lineage in order', async () => {
  const simulator = await service();
  const { id } = await find(simulator, untouched);
  const texts = Array.from({ length: 200 }, (_, index) => `comment ${index}`);
  const answers = await Promise.all(texts.map((comment) => put(simulator, id, { comment })));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  const { data } = await simulator.ask<Event>(`/events/v2/event/${id}?includeComments=true`);
  expect((data.comments ?? []).map(({ comment }) => comment).toSorted()).toEqual(texts.toSorted());
  const lineage = await simulator.ask(`/events/v2/event/${id}/lineage?limit=0&sortBy=createdTimestamp`);
  const times: number[] = lineage.data
    .filter((item: { type: string }) => item.type === 'assessed')
    .map((item: { createdTimestamp: number }) => item.createdTimestamp);
  expect(times).toHaveLength(200);
  expect(new Set(times).size).toBe(200);
  expect(times).toEqual([...times].sort((one, other) => one - other));
});

test('a raw event that is acknowledged leaves its aggregate acknowledged in part, all of them as a whole', async () => {
  const simulator = await service();
  const { data } = await simulator.search({
    excludeFlags: ['ACKNOWLEDGED', 'INCOMPLETE_DETAILS'],
    minCount: 2,
    limit: 50,
  });
  const aggregate = data.find((event) => event.count <= 5);
  const [first, ...others]: string[] = aggregate.detailedEventIDS;
  await put(simulator, first ?? '', { enableFlag: ['acknowledged'] });
  expect((await simulator.ask(`/events/v1/${aggregate.id}`)).data.flags).toContain('PARTIALLY_ACKNOWLEDGED');
  for (const id of others) await put(simulator, id, { enableFlag: ['acknowledged'] });
  const { flags } = (await simulator.ask(`/events/v1/${aggregate.id}`)).data;
  expect(flags).toContain('ACKNOWLEDGED');
  expect(flags).not.toContain('PARTIALLY_ACKNOWLEDGED');
});

test('a raw event has no cases, so associating one is refused', async () => {
  const simulator = await service();
  const { data } = await simulator.search({ customer: ['demo'], limit: 1 });
  const answer = await put(simulator, data[0].detailedEventIDS[0], { associateCase: [12342345] });
  expect(answer.status).toBe(412);
});

test('export and import of the state serve the same bytes, whatever was written', async () => {
  const simulator = await service({ events: 300 });
  const all = await simulator.search({ limit: 0 });
  const ids: string[] = all.data.map((event) => event.id);
  const assessment = fc.record(
    {
      enableFlag: fc.uniqueArray(fc.constantFrom('acknowledged', 'followup', 'falsePositive'), { maxLength: 2 }),
      newSeverity: fc.constantFrom('low', 'medium', 'high', 'critical'),
      comment: fc.string({ maxLength: 20 }),
      handledByAnalyst: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  const steps = fc.array(fc.tuple(fc.nat(ids.length - 1), assessment), { minLength: 1, maxLength: 6 });
  const bytes = async (): Promise<string> => (await simulator.search({ limit: 0, sortBy: ['lastUpdated'] })).text;
  const unwritten = await bytes();
  await fc.assert(
    fc.asyncProperty(steps, async (writes) => {
      simulator.state.reset();
      for (const [index, body] of writes) await put(simulator, ids[index] ?? '', body);
      const written = await bytes();
      const snapshot = JSON.parse(JSON.stringify(simulator.state.snapshot()));
      simulator.state.reset();
      expect(await bytes()).toBe(unwritten);
      simulator.state.restore(snapshot);
      expect(await bytes()).toBe(written);
    }),
    { seed: 20261121, numRuns: 12 },
  );
});
