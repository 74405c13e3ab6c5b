/** The application without a server of its own, asked by supertest. */
import request from 'supertest';
import { beforeEach, expect, test } from 'vitest';
import { createApp } from '../../src/index.ts';

const siem = createApp({ events: 200 });
beforeEach(() => siem.reset());

test('events are searched with a key of the scenario', async () => {
  const answer = await request(siem.app)
    .post('/events/v1/aggregated/search')
    .set(siem.argus.headers)
    .send({ startTimestamp: 0, severity: ['high'], limit: 5 });
  expect(answer.status).toBe(200);
  expect(answer.body.data.map((event: { severity: string }) => event.severity)).toEqual(
    answer.body.data.map(() => 'high'),
  );
  expect(siem.journal.verify([{ operation: 'findAggregatedEvents', body: { severity: ['high'] } }]).matched).toBe(true);
});

test('alarms are listed with a bearer token', async () => {
  const token = await siem.usm.token();
  const answer = await request(siem.app).get('/api/2.0/alarms?size=3').set('Authorization', `Bearer ${token}`);
  expect([answer.status, answer.body.page.size]).toEqual([200, 3]);
});

test('the control plane is there too', async () => {
  const answer = await request(siem.app).get('/_sim');
  expect(answer.body).toMatchObject({ scenario: 'default', journal: { last: 0 } });
  expect((await request(siem.app).put('/_sim/worlds/mine')).status).toBe(201);
  expect((await request(siem.app).get('/w/mine/health')).body).toMatchObject({ status: 'ok', world: 'mine' });
});
