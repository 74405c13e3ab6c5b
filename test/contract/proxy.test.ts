/** A client's traffic passes unchanged, and is judged. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, expect, onTestFinished } from 'vitest';
import { startProxy } from '../../src/contract/proxy.ts';
import { simulatedTarget } from '../../src/contract/simulated.ts';
import { startSimulator } from '../../src/index.ts';

async function proxied() {
  const simulator = await startSimulator({ events: 400 });
  onTestFinished(() => simulator.close());
  const proxy = await startProxy({ ...simulatedTarget(simulator), credentials: [] });
  onTestFinished(() => proxy.close());
  return { simulator, proxy };
}

const key = { 'Argus-API-Key': '1/2/mysecretapikey' };

test('what the client gets is what the target sent, refusals and writes included', async () => {
  const { simulator, proxy } = await proxied();
  for (const [path, init] of [
    ['/events/v1/aggregated?limit=3', { headers: key }],
    [
      '/events/v1/aggregated/search',
      {
        method: 'POST',
        headers: { ...key, 'Content-Type': 'application/json' },
        body: '{"startTimestamp":0,"limit":2}',
      },
    ],
    ['/events/v1/aggregated?limit=2', { headers: { ...key, Accept: 'text/csv' } }],
    ['/events/v1/no-such-thing', { headers: key }],
    ['/health', {}],
  ] as const) {
    const through = await fetch(proxy.url + path, init);
    const direct = await fetch(simulator.url + path, init);
    const timeless = (text: string): string => text.replace(/"timestamp":\d{13}/g, '');
    expect([path, through.status, timeless(await through.text())]).toEqual([
      path,
      direct.status,
      timeless(await direct.text()),
    ]);
    expect(through.headers.get('content-type')).toBe(direct.headers.get('content-type'));
  }
});

test('exchanges that are in order make a clean report, secrets unseen', async () => {
  const { proxy } = await proxied();
  await (await fetch(`${proxy.url}/events/v1/aggregated?limit=3`, { headers: key })).text();
  await (
    await fetch(`${proxy.url}/authentication/v1/session`, { headers: { 'Argus-API-Key': 'no/such/key-at-all' } })
  ).text();
  const report = proxy.report();
  expect(report.findings).toEqual([]);
  expect(report.summary.requests).toBe(2);
  expect(
    report.results.filter(
      ({ unit, verdict }) => unit === 'argus.listAggregatedEvents/schema/body' && verdict === 'passed',
    ),
  ).toHaveLength(1);
  expect(report.results.find(({ unit }) => unit === 'argus.getEvent/schema/body')).toMatchObject({
    verdict: 'skipped',
  });
});

test('a departure is found, with a line that shows it and holds no key', async () => {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(
      '{"responseCode":200,"limit":25,"offset":0,"count":"many","metaData":{},"messages":[],"data":[],"size":0}',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { simulator } = await proxied();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const proxy = await startProxy({ ...simulatedTarget(simulator), url, credentials: [] });
  onTestFinished(() => proxy.close());
  await (await fetch(`${proxy.url}/events/v1/aggregated`, { headers: key })).text();
  const report = proxy.report();
  expect(report.findings).toContainEqual(
    expect.objectContaining({ check: 'schema/envelope', operation: 'argus.listAggregatedEvents' }),
  );
  expect(report.findings[0]?.curl).toContain('$ARGUS_API_KEY');
  expect(JSON.stringify(report)).not.toContain('mysecretapikey');
});

test('a target that is gone is 502, and the proxy goes on', async () => {
  const { simulator, proxy } = await proxied();
  await simulator.close();
  for (let time = 0; time < 2; time++) {
    const answer = await fetch(`${proxy.url}/events/v1/aggregated`, { headers: key });
    expect([answer.status, await answer.text()]).toEqual([502, expect.stringContaining('does not answer')]);
  }
});

/** A target that answers a client as it is told to. */
async function saying(answers: (path: string) => object) {
  const server = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(answers(request.url ?? '')));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { simulator } = await proxied();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const proxy = await startProxy({ ...simulatedTarget(simulator), url, credentials: [] });
  onTestFinished(() => proxy.close());
  const lawsBroken = () =>
    proxy
      .report()
      .findings.filter(({ family }) => family === 'law')
      .map(({ check, operation, seen, against }) => [check, operation, seen, against !== undefined]);
  return { url, proxy, lawsBroken };
}

const listed = (ids: readonly number[], offset: number, count = 9) => ({
  responseCode: 200,
  limit: 3,
  offset,
  count,
  size: ids.length,
  metaData: {},
  messages: [],
  data: ids.map((id) => ({ id: `AGGR/${id}/1/x`, severity: 'low' })),
});

test('pages that overlap are found in what the client asks; a list that grew meanwhile may overlap', async () => {
  const { proxy, lawsBroken } = await saying((path) => {
    const { searchParams } = new URL(path, 'http://x');
    const offset = Number(searchParams.get('offset') ?? 0);
    const first = offset === 0 ? 1 : offset;
    return listed([first, first + 1, first + 2], offset, searchParams.has('grows') ? 9 + offset : 9);
  });
  for (const more of ['&grows=1', ''])
    for (const offset of [0, 3])
      await (await fetch(`${proxy.url}/events/v1/aggregated?limit=3&offset=${offset}${more}`, { headers: key })).text();
  expect(lawsBroken()).toEqual([['law/pages-join', 'argus.listAggregatedEvents', 'AGGR/3/1/x on both', true]]);
});

test('what is fetched by its id and is unlike what the list showed is found, unless it says that it was updated', async () => {
  const at: { updated: number } = { updated: 5 };
  const { proxy, lawsBroken } = await saying((path) => {
    const isList = path.includes('limit');
    const item = { id: 'AGGR/1/1/x', severity: isList ? 'low' : 'high', lastUpdatedTimestamp: isList ? 5 : at.updated };
    return { ...listed([], 0), data: isList ? [item] : item };
  });
  const ask = async (path: string): Promise<void> =>
    void (await (await fetch(proxy.url + path, { headers: key })).text());
  await ask('/events/v1/aggregated?limit=3');
  at.updated = 6;
  await ask('/events/v1/AGGR/1/1/x');
  expect(lawsBroken()).toEqual([]);
  at.updated = 5;
  await ask('/events/v1/AGGR/1/1/x');
  expect(lawsBroken()).toMatchObject([
    ['law/one-is-as-listed', 'argus.getEventByPath', expect.stringContaining('severity'), true],
  ]);
});

test('links to the target lead to the proxy, and nothing else is changed', async () => {
  const { url, proxy } = await saying(() => ({ _links: { next: { href: 'PLACE/api/2.0/alarms?page=1' } }, text: 'é' }));
  const answer = await fetch(`${proxy.url}/api/2.0/alarms`);
  expect(await answer.text()).toBe('{"_links":{"next":{"href":"PLACE/api/2.0/alarms?page=1"}},"text":"é"}');
  const linked = await saying((path) => ({
    next: `${path.startsWith('/api') ? linked.url : ''}/api/2.0/alarms?page=1`,
  }));
  const { next } = (await (await fetch(`${linked.proxy.url}/api/2.0/alarms`)).json()) as { next: string };
  expect(next).toBe(`${linked.proxy.url}/api/2.0/alarms?page=1`);
  expect(url).not.toBe(linked.url);
});
