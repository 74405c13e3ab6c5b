/** Live targets: bans, waits that are kept, what is never sent, budgets and interruptions. */
import { createServer, request as plainRequest, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'vitest';
import { runContract, startSimulator, type Simulator, type Target } from '../../src/index.ts';
import { simulatedTarget } from '../../src/contract/simulated.ts';
import { unitsOf } from '../../src/contract/units.ts';

/** Tests that mostly wait, so they wait together. */
type Finish = Pick<TestContext, 'onTestFinished'>;

async function listening({ onTestFinished }: Finish, server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

const serving = async (finish: Finish, listener: RequestListener): Promise<string> =>
  `http://127.0.0.1:${await listening(finish, createServer(listener))}`;

const long = { timeout: 1_200_000 };
const patient = { rps: 10_000, timeoutMs: 20_000 };

/** A simulator behind a door that may be shut. */
async function behind(
  finish: Finish,
  door: (
    count: number,
    path: string,
    method: string,
  ) => { status: number; headers?: Record<string, string> } | 'silence' | 'gone' | null,
): Promise<{ target: Target; seen: () => number; simulator: Simulator }> {
  const simulator = await startSimulator({ events: 300, journal: 10_000 });
  finish.onTestFinished(simulator.close);
  let count = 0;
  const url = await serving(finish, (request, response) => {
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
    simulator,
  };
}

test.concurrent.for([403, 429])(
  'a ban after 50 requests, by %i, ends the run with a finding',
  async (status, context) => {
    const { expect } = context;
    const { target, seen } = await behind(context, (count) =>
      count > 50 ? { status, headers: { 'Retry-After': '0' } } : null,
    );
    const report = await runContract(target, patient);
    expect(report).toMatchObject({
      isUnreachable: true,
      ended: expect.stringContaining('refuses what it answered before'),
    });
    expect(report.findings.map(({ id }) => id)).toContainEqual(
      expect.stringContaining('argus.getSession/schema/complete'),
    );
    expect(seen()).toBeLessThan(150);
  },
);

// Alone, and asking little: of a busy machine nothing else may be late.
test('an operation that never answers is left alone, and the others are asked', async (context) => {
  const { expect } = context;
  const { target } = await behind(context, (_, path) => (path === '/events/v1/aggregated' ? 'silence' : null));
  const asked =
    /^argus\.(?:listAggregatedEvents|updateEvents|getAggregatedEvent|getSession|listCustomers)\/(?:schema|access)\//;
  const only = (unit: string): boolean => asked.test(unit);
  const report = await runContract(target, { ...patient, timeoutMs: 5000, only });
  expect(report.ended).toBe(null);
  const late = report.findings.filter(({ check }) => check === 'schema/complete');
  // Its path is asked by GET and HEAD, and by what writes there.
  expect(new Set(late.map(({ seen }) => seen))).toEqual(new Set(['no answer within 5 s']));
  for (const { operation } of late) expect(['argus.listAggregatedEvents', 'argus.updateEvents']).toContain(operation);
  for (const { times } of late) expect(times).toBeLessThanOrEqual(3);
  expect(report.summary.passed).toBeGreaterThan(25);
});

test.concurrent('a server that goes away in the middle ends the run', async (context) => {
  const { expect } = context;
  const { target, seen } = await behind(context, (count) => (count > 40 ? 'gone' : null));
  const report = await runContract(target, patient);
  expect(report).toMatchObject({ isUnreachable: true });
  expect(seen()).toBeLessThan(60);
});

// The longest by far: a whole run of the profile.
test.concurrent('nothing that might change a live target is sent unless the event was named', long, async (context) => {
  const { expect } = context;
  const { target, simulator } = await behind(context, () => null);
  const report = await runContract({ ...target, products: ['argus', 'usm'] }, { ...patient, profile: 'quick' });
  const sent = simulator.journal
    .entries()
    .filter(({ method }) => !['GET', 'HEAD', 'OPTIONS', 'PROPFIND'].includes(method))
    .filter(({ path }) => !/search$|stats$|statistics$|oauth.token$|password.test$/.test(path));
  // Sessions of its own are made and ended; all else is refused, for who asks or for saying nothing.
  const writes = sent
    .filter(({ path }) => !/^.authentication.v1.(?:session|password|ldap|totp)/.test(path))
    .filter(({ status }) => status < 400);
  expect(writes.map(({ method, path, body }) => [method, path, body])).toEqual([]);
  expect(report.findings.filter(({ kind }) => kind === 'violation')).toEqual([]);
  expect(report.results.filter(({ reason }) => reason?.includes('--write')).length).toBeGreaterThan(3);
});

test.concurrent('Retry-After is obeyed: what is refused now and then is asked again', async (context) => {
  const { expect } = context;
  const { target } = await behind(context, (count) =>
    count % 50 === 0 ? { status: 429, headers: { 'Retry-After': '0' } } : null,
  );
  const report = await runContract(target, { ...patient, profile: 'schema' });
  expect(report.ended).toBe(null);
  expect(report.findings).toEqual([]);
});

test.concurrent('the budget of requests is kept, and what was found so far is reported', async (context) => {
  const { expect } = context;
  const { target, seen } = await behind(context, () => null);
  const report = await runContract(target, { ...patient, maxRequests: 30 });
  expect(seen()).toBe(30);
  expect(report).toMatchObject({ isUnreachable: false, ended: 'the budget of 30 requests is spent' });
  expect(report.summary.passed).toBeGreaterThan(5);
});

test.concurrent('a run that was broken off goes on where it ended', async (context) => {
  const { expect } = context;
  const { target } = await behind(context, () => null);
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

test.concurrent('an interruption leaves the report so far', async (context) => {
  const { expect } = context;
  const stop = new AbortController();
  const { target } = await behind(context, (count) => {
    if (count === 20) stop.abort();
    return null;
  });
  const report = await runContract(target, { ...patient, signal: stop.signal });
  expect(report.ended).toBe('interrupted');
  expect(report.findings).toEqual([]);
  expect(report.summary.passed).toBeGreaterThan(0);
});

/** What a target does that stopped being itself, and what the run says of it. */
const gone = [
  ['a revoked key', { status: 401 }, /status 401.*was the key revoked/],
  ['a spent quota', { status: 402 }, /status 402.*quota/],
  [
    'a redirect',
    { status: 302, headers: { Location: 'https://login.example/' } },
    /redirects to https:\/\/login\.example/,
  ],
  ['a web page', { status: 200, headers: { 'Content-Type': 'text/html' } }, /web page/],
  ['nothing there', { status: 404 }, /status 404/],
] as const;

test.concurrent.for(gone)(
  '%s in the middle ends the run with one line and no violation',
  async ([, door, line], context) => {
    const { expect } = context;
    const { target, seen } = await behind(context, (count) => (count > 60 ? door : null));
    const report = await runContract(target, patient);
    expect(report).toMatchObject({ isUnreachable: true, ended: expect.stringMatching(line) });
    expect(report.findings.filter(({ kind }) => kind === 'violation')).toEqual([]);
    expect(report.findings).toMatchObject([{ kind: 'notice', check: 'schema/complete' }]);
    expect(seen()).toBeLessThan(160);
  },
);

test.concurrent('a wrong base path is one line, and no violation', async (context) => {
  const { expect } = context;
  const { target, seen } = await behind(context, () => ({ status: 404 }));
  const report = await runContract(target, patient);
  expect(report).toMatchObject({
    isUnreachable: true,
    ended: expect.stringMatching(/404; is it the base URL/),
    findings: [],
  });
  expect(seen()).toBeLessThan(20);
});

test.concurrent('Retry-After may be a date, by the clock of the server', async (context) => {
  const { expect } = context;
  // By anybody else's clock it would be a wait of decades.
  const date = 'Sat, 06 Nov 2094 08:49:37 GMT';
  const { target } = await behind(context, (count) =>
    count % 50 === 0 ? { status: 429, headers: { Date: date, 'Retry-After': date } } : null,
  );
  const report = await runContract(target, { ...patient, profile: 'schema' });
  expect([report.ended, report.findings]).toEqual([null, []]);
});

test('with credentials of every role few units are left out from the start, each for a reason', async ({ expect }) => {
  const simulator = await startSimulator({ events: 50 });
  const units = unitsOf({ ...simulatedTarget(simulator), isLive: true });
  await simulator.close();
  const left = units.filter(({ reason }) => reason !== null);
  expect(left.length).toBeLessThanOrEqual(40);
  expect(units.length).toBeGreaterThan(5000);
});

test.concurrent('HEAD that says another length than GET is told of a live target too', async (finish) => {
  const door = (length: string | null) => (_: number, path: string, method: string) =>
    method === 'HEAD' && length !== null && /\/events\/v2\/event\/\d/.test(path)
      ? { status: 200, headers: { 'content-type': 'application/json', 'content-length': length } }
      : null;
  const only = (unit: string): boolean => unit === 'argus.getEvent/requests/head';
  const found = async (length: string | null): Promise<readonly string[]> => {
    const { target } = await behind(finish, door(length));
    const { findings, results } = await runContract(target, { ...patient, only });
    finish.expect(results).toMatchObject([{ verdict: length === null ? 'passed' : 'violated' }]);
    return findings.map(({ seen }) => seen);
  };
  finish.expect(await found('0')).toEqual(['0']);
  finish.expect(await found(null)).toEqual([]);
});
