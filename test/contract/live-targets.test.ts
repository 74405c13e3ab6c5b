/** Live targets: bans, waits that are kept, what is never sent, budgets and interruptions. */
import { createServer, request as plainRequest, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, expect, onTestFinished } from 'vitest';
import { runContract, startSimulator, type Target } from '../../src/index.ts';
import { simulatedTarget } from '../../src/contract/simulated.ts';

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

const serving = async (listener: RequestListener): Promise<string> =>
  `http://127.0.0.1:${await listening(createServer(listener))}`;

const patient = { rps: 10_000, timeoutMs: 20_000 };

/** A simulator behind a door that may be shut. */
async function behind(
  door: (
    count: number,
    path: string,
    method: string,
  ) => { status: number; headers?: Record<string, string> } | 'silence' | 'gone' | null,
): Promise<{ target: Target; seen: () => number }> {
  const simulator = await startSimulator({ events: 300 });
  onTestFinished(simulator.close);
  let count = 0;
  const url = await serving((request, response) => {
    const refusal = door(++count, (request.url ?? '').split('?')[0]!, request.method!);
    if (refusal === 'silence') return;
    if (refusal === 'gone') return void request.socket.destroy();
    if (refusal !== null) return void response.writeHead(refusal.status, refusal.headers).end();
    const onward = plainRequest(
      simulator.url + (request.url ?? ''),
      { method: request.method!, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  return {
    target: { ...simulatedTarget(simulator), url, isLive: true, writes: [], products: ['argus'] },
    seen: () => count,
  };
}

test.each([403, 429])('a ban after 50 requests, by %i, ends the run with a finding', async (status) => {
  const { target, seen } = await behind((count) => (count > 50 ? { status, headers: { 'Retry-After': '0' } } : null));
  const report = await runContract(target, patient);
  expect(report).toMatchObject({
    isUnreachable: true,
    ended: expect.stringContaining('refuses what it answered before'),
  });
  expect(report.findings.map(({ id }) => id)).toContainEqual(
    expect.stringContaining('argus.getSession/schema/complete'),
  );
  expect(seen()).toBeLessThan(150);
});

test('an operation that never answers is left alone, and the others are asked', async () => {
  const { target } = await behind((_, path) => (path === '/events/v1/aggregated' ? 'silence' : null));
  const report = await runContract(target, { ...patient, timeoutMs: 2000, only: (unit) => !unit.includes('/law/') });
  expect(report.ended).toBe(null);
  const late = report.findings.filter(({ check }) => check === 'schema/complete');
  expect(late).toMatchObject([{ operation: 'argus.listAggregatedEvents', seen: 'no answer within 2 s' }]);
  expect(late[0]!.times).toBeLessThanOrEqual(3);
  expect(report.summary.passed).toBeGreaterThan(100);
});

test('a server that goes away in the middle ends the run', async () => {
  const { target, seen } = await behind((count) => (count > 40 ? 'gone' : null));
  const report = await runContract(target, patient);
  expect(report).toMatchObject({ isUnreachable: true });
  expect(seen()).toBeLessThan(60);
});

test('nothing that might change a live target is sent unless the event was named', async () => {
  const methods: string[] = [];
  const { target } = await behind((_, path, method) => {
    if (!['GET', 'HEAD', 'OPTIONS'].includes(method) && !/search$|stats$|statistics$|oauth.token$/.test(path))
      methods.push(`${method} ${path}`);
    return null;
  });
  const report = await runContract({ ...target, products: ['argus', 'usm'] }, { ...patient, profile: 'quick' });
  expect(methods).toEqual([]);
  expect(report.findings.filter(({ kind }) => kind === 'violation')).toEqual([]);
  expect(report.results.filter(({ reason }) => reason?.includes('--write')).length).toBeGreaterThan(3);
});

test('Retry-After is obeyed: what is refused now and then is asked again', async () => {
  const { target } = await behind((count) =>
    count % 7 === 0 ? { status: 429, headers: { 'Retry-After': '0' } } : null,
  );
  const report = await runContract(target, { ...patient, profile: 'schema' });
  expect(report.ended).toBe(null);
  expect(report.findings).toEqual([]);
});

test('the budget of requests is kept, and what was found so far is reported', async () => {
  const { target, seen } = await behind(() => null);
  const report = await runContract(target, { ...patient, maxRequests: 30 });
  expect(seen()).toBe(30);
  expect(report).toMatchObject({ isUnreachable: false, ended: 'the budget of 30 requests is spent' });
  expect(report.summary.passed).toBeGreaterThan(5);
});

test('a run that was broken off goes on where it ended', async () => {
  const { target } = await behind(() => null);
  const options = { ...patient, profile: 'schema' } as const;
  const whole = await runContract(target, options);
  const first = await runContract(target, { ...options, maxRequests: 30 });
  const done = first.results.filter(({ verdict, reason }) => verdict !== 'skipped' || reason !== first.ended);
  const second = await runContract(target, { ...options, resume: { results: done, findings: first.findings } });
  expect(second.results.map(({ unit, verdict }) => [unit, verdict])).toEqual(
    whole.results.map(({ unit, verdict }) => [unit, verdict]),
  );
  expect(second.summary.requests).toBeLessThan(whole.summary.requests);
});

test('an interruption leaves the report so far', async () => {
  const stop = new AbortController();
  const { target } = await behind((count) => {
    if (count === 20) stop.abort();
    return null;
  });
  const report = await runContract(target, { ...patient, signal: stop.signal });
  expect(report.ended).toBe('interrupted');
  expect(report.findings).toEqual([]);
  expect(report.summary.passed).toBeGreaterThan(0);
});
