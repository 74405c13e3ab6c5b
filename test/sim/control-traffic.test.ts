/** The control plane and the traffic: faults, journal, metrics, and who may call it. */
import { expect, test } from 'vitest';
import { controlled, countOf, teller } from '../support/control.ts';

const argus = { 'Argus-API-Key': '1/2/mysecretapikey' };

test('a fault is added, seen to work, shown in the journal and taken away', async () => {
  const simulator = await controlled();
  const { tell } = simulator;
  const added = await tell('POST', '/_sim/faults', { match: { product: 'argus' }, effect: { error: 503 }, times: 1 });
  expect([added.status, added.json]).toMatchObject([201, { id: 'fault-1', seen: 0, hits: 0 }]);
  const path = `${simulator.url}/events/v1/aggregated?limit=1`;
  expect((await fetch(path, { headers: argus })).status).toBe(503);
  expect((await fetch(path, { headers: argus })).status).toBe(200);
  expect((await tell('GET', '/_sim/faults/fault-1')).json.hits).toBe(1);
  const { entries } = (await tell('GET', '/_sim/journal')).json;
  expect(entries.map(({ faults, status }: any) => [faults, status])).toEqual([
    [['fault-1'], 503],
    [[], 200],
  ]);
  expect(
    (await tell('PUT', '/_sim/faults', { faults: [{ id: 'a', effect: { latency: 1 } }] })).json.faults,
  ).toHaveLength(1);
  expect((await tell('DELETE', '/_sim/faults/a')).status).toBe(204);
  expect((await tell('DELETE', '/_sim/faults')).status).toBe(204);
});

test('requests are found in the journal, verified and forgotten', async () => {
  const simulator = await controlled();
  const { tell } = simulator;
  const search = (severity: string): Promise<Response> =>
    fetch(`${simulator.url}/events/v1/aggregated/search`, {
      method: 'POST',
      headers: { ...argus, 'Content-Type': 'application/json' },
      body: JSON.stringify({ startTimestamp: 0, severity: [severity] }),
    });
  for (const severity of ['high', 'high', 'low', 'high']) await (await search(severity)).text();
  await (await fetch(`${simulator.url}/nowhere`)).text();
  const { entries } = (await tell('GET', '/_sim/journal?operation=findAggregatedEvents&limit=1')).json;
  expect(entries[0]).toMatchObject({ seq: 4, product: 'argus', principal: '1/2', body: { severity: ['high'] } });
  expect((await tell('GET', '/_sim/journal?status=404')).json.entries).toMatchObject([
    { product: null, path: '/nowhere' },
  ]);
  const high = { operation: 'findAggregatedEvents', body: { severity: ['high'] }, times: 3 };
  expect((await tell('POST', '/_sim/journal/verify', { expect: [high] })).json.matched).toBe(true);
  expect((await tell('POST', '/_sim/journal/verify', { expect: [high], nothingElse: true })).json).toMatchObject({
    matched: false,
    unexpected: [3, 5],
  });
  expect((await tell('DELETE', '/_sim/journal')).status).toBe(204);
  expect((await tell('GET', '/_sim/journal')).json).toEqual({ entries: [], last: 0, forgotten: 0 });
});

test('answers are kept as far as the server was asked to, without secrets, and their bytes are those of the journal', async () => {
  const simulator = await controlled({ journalAnswers: 600, quotas: { 'journal-bytes': 3000 } });
  const { tell, url } = simulator;
  const get = async (path: string): Promise<string> => (await fetch(url + path, { headers: argus })).text();
  const [short, long] = [
    await get('/events/v1/aggregated?limit=0&maximumSeverity=low&startTimestamp=1'),
    await get('/events/v1/aggregated?limit=5'),
  ];
  await get('/events/v1/aggregated?limit=minus');
  const { entries } = (await tell('GET', '/_sim/journal')).json;
  expect(entries.map(({ reads }: { reads?: true }) => reads)).toEqual([true, true, true]);
  expect(long.startsWith(entries[1].answer.body.slice(0, 200))).toBe(true);
  expect(entries[1].answer).toMatchObject({ truncated: true, body: expect.stringMatching(/^[^]{1,600}$/) });
  expect(short.length > 600 || entries[0].answer.truncated === false).toBe(true);
  expect(entries[2]).not.toHaveProperty('answer');
  for (let time = 0; time < 20; time++) await get('/events/v1/aggregated?limit=5');
  const told = (await tell('GET', '/_sim/journal')).json;
  expect(told.forgotten).toBeGreaterThan(15);
  const metrics = await (await fetch(`${url}/_sim/metrics`)).text();
  expect(Number(/^siem_sim_quota_used\{name="journal-bytes"\} (\d+)$/m.exec(metrics)?.[1])).toBeLessThanOrEqual(3000);
  const archive = (await tell('GET', '/_sim/journal?format=har')).json;
  expect(archive.log.entries[0].response.content).toMatchObject({ comment: 'cut', text: expect.stringMatching(/^\{/) });
});

test('of an answer nothing is kept unless that is asked for', async () => {
  const { tell, url } = await controlled();
  await (await fetch(`${url}/events/v1/aggregated?limit=5`, { headers: argus })).text();
  expect((await tell('GET', '/_sim/journal')).json.entries[0]).not.toHaveProperty('answer');
});

test('neither journal nor stream nor metrics ever show a secret', async () => {
  const simulator = await controlled();
  const { tell } = simulator;
  await fetch(`${simulator.url}/authentication/v1/password/authentication`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Cookie: 'argus_session=s3cret-cookie' },
    body: JSON.stringify({ userName: 'x', password: 's3cret-password' }),
  });
  await fetch(`${simulator.url}/events/v1/aggregated?token=s3cret-query`, { headers: argus });
  await simulator.usm.token();
  const shown = [await tell('GET', '/_sim/journal'), await tell('GET', '/_sim/metrics'), await tell('GET', '/_sim')];
  for (const { text } of shown) expect(text).not.toMatch(/s3cret|mysecretapikey/);
});

test('the journal is followed as it is written, and from where a listener was', async () => {
  const simulator = await controlled();
  await countOf(simulator);
  const response = await fetch(`${simulator.url}/_sim/journal/stream`, { headers: { 'Last-Event-ID': '0' } });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let said = '';
  const until = async (text: string): Promise<void> => {
    while (!said.includes(text)) said += (await reader.read()).value ?? '';
  };
  await until('id: 1\n');
  await countOf(simulator);
  await until('id: 2\n');
  const [, data = ''] = /data: (.*)/.exec(said) ?? [];
  expect(JSON.parse(data)).toMatchObject({ operation: 'listAggregatedEvents', status: 200 });
  // Closing the simulator at the end of the test ends the stream too, or the test would hang.
});

test('listeners of the journal are bounded', async () => {
  const simulator = await controlled({ events: 1 });
  const gone = new AbortController();
  const streams = await Promise.all(
    Array.from({ length: 33 }, () => fetch(`${simulator.url}/_sim/journal/stream`, { signal: gone.signal })),
  );
  expect(streams.map(({ status }) => status).filter((status) => status === 503)).toHaveLength(1);
  gone.abort();
});

test('metrics count requests by product, operation and status', async () => {
  const simulator = await controlled();
  const { tell } = simulator;
  await countOf(simulator);
  await countOf(simulator, '1/2/wrong');
  const { text, headers } = await tell('GET', '/_sim/metrics');
  expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(text).toContain('siem_sim_requests_total{product="argus",operation="listAggregatedEvents",status="200"} 1\n');
  expect(text).toContain('siem_sim_requests_total{product="argus",operation="listAggregatedEvents",status="401"} 1\n');
  expect(text).toContain('siem_sim_clock_seconds 1793577600\n');
  expect(text).toMatch(
    /siem_sim_request_duration_seconds_count\{product="argus",operation="listAggregatedEvents",status="200"\} 1\n/,
  );
});

test('with a control token nobody else gets in, and no credential of a vendor is one', async () => {
  const simulator = await controlled({ control: { token: 'open-sesame' } });
  const { tell } = simulator;
  const stream = await tell('GET', '/_sim/journal/stream');
  expect([stream.status, stream.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="siem-sim control"']);
  const bearer = await simulator.usm.token();
  for (const headers of [{}, argus, simulator.usm.headers, { Authorization: `Bearer ${bearer}` }] as any[])
    for (const path of ['/_sim', '/_sim/nothing', '/_sim/openapi.json', '/_sim/metrics'])
      expect([path, (await tell('GET', path, undefined, headers)).status]).toEqual([path, 401]);
  expect((await tell('GET', '/_sim', undefined, { Authorization: 'Bearer open-sesame' })).status).toBe(200);
});

test('with a control token a request asks for its own fault only where it shows the token, which nobody then reads', async () => {
  const simulator = await controlled({ control: { token: 'open-sesame' }, events: 1 });
  const asked = async (token?: string): Promise<number> => {
    const headers = { ...argus, 'X-Siem-Sim-Fault': '503', ...(token !== undefined && { 'X-Siem-Sim-Token': token }) };
    return (await fetch(`${simulator.url}/events/v1/aggregated?limit=1`, { headers })).status;
  };
  expect([await asked(), await asked('open'), await asked('open-sesame')]).toEqual([200, 200, 503]);
  expect(JSON.stringify(simulator.journal.entries())).not.toContain('open-sesame');
});

test('a page of another site is refused', async () => {
  const { tell } = await controlled({ events: 1 });
  const { status, json } = await tell('POST', '/_sim/reset', undefined, { 'Sec-Fetch-Site': 'cross-site' });
  expect([status, json.type]).toEqual([403, 'urn:problem-type:siem-sim:cross-site']);
});

test('without a control plane its paths are nobody’s, and the header for faults does nothing', async () => {
  const simulator = await controlled({ control: false, events: 1 });
  const response = await fetch(`${simulator.url}/_sim`);
  expect([response.status, (await response.json()) as any]).toMatchObject([404, { responseCode: 404 }]);
  expect(simulator.controlUrl).toBeNull();
  const asked = await fetch(`${simulator.url}/events/v1/aggregated?limit=1`, {
    headers: { ...argus, 'X-Siem-Sim-Fault': '503' },
  });
  expect(asked.status).toBe(200);
});

test('at a port of its own it answers there alone', async () => {
  const simulator = await controlled({ control: { port: 0 } });
  expect((await fetch(`${simulator.url}/_sim`)).status).toBe(404);
  const apart = teller(() => simulator.controlUrl?.replace('/_sim', '') ?? '');
  expect((await apart('GET', '/_sim')).status).toBe(200);
  const made = await apart('PUT', '/_sim/worlds/a');
  expect([made.status, made.json.url]).toEqual([201, `${simulator.url}/w/a`]);
  expect((await fetch(`${made.json.url}/events/v1/aggregated`, { headers: argus })).status).toBe(200);
  expect((await apart('GET', '/w/a/_sim')).json.world).toBe('a');
  expect((await apart('GET', '/events/v1/aggregated')).status).toBe(404);
});

test('the journal tells of each product what a client got wrong, and how the answer began', async () => {
  const simulator = await controlled();
  const search = { 'Content-Type': 'application/json', ...argus };
  const wrong = await fetch(`${simulator.url}/events/v1/aggregated/search`, {
    method: 'POST',
    headers: search,
    body: '{"limit":-1}',
  });
  const answers = [
    await wrong.text(),
    await (await fetch(`${simulator.url}/events/v1/aggregated`)).text(),
    await (await fetch(`${simulator.url}/api/2.0/alarms`)).text(),
  ];
  await simulator.tell('POST', '/_sim/faults', { effect: { gateway: 502 }, times: 1 });
  answers.push(await (await fetch(`${simulator.url}/events/v1/aggregated`, { headers: argus })).text());
  await (await fetch(`${simulator.url}/events/v1/aggregated?limit=1`, { headers: argus })).text();
  const { entries } = (await simulator.tell('GET', '/_sim/journal')).json;
  const [limit, nobody, token, gateway, fine] = entries.map((entry: any) => entry.refusal);
  expect(limit.complaints).toMatchObject([{ field: 'limit', rule: expect.stringMatching(/./) }]);
  expect([nobody, token].map(({ complaints }) => complaints.length)).toEqual([1, 1]);
  expect(gateway.complaints).toEqual([]);
  expect(fine).toBeNull();
  for (const [at, answer] of answers.entries()) expect(answer.startsWith(entries[at].refusal.body)).toBe(true);
});
