/** A server that is told to stop while clients keep their connections. */
import { Agent, get, request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { startSimulator, type Simulator } from '../../src/index.ts';

const argus = { 'Argus-API-Key': '1/2/mysecretapikey' };

interface Heard {
  readonly status: number;
  readonly connection: string | undefined;
}

const ask = (agent: Agent, url: string, headers: Record<string, string> = argus): Promise<Heard> =>
  new Promise((resolve, reject) => {
    const sent = get(url, { agent, headers }, (response: IncomingMessage) => {
      response
        .resume()
        .on('end', () => resolve({ status: response.statusCode ?? 0, connection: response.headers.connection }));
    });
    sent.on('error', reject);
  });

const keeping = (): Agent => {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  onTestFinished(() => agent.destroy());
  return agent;
};

const serving = (): Promise<Simulator> => startSimulator({ events: 50 });

test('32 lanes of requests end without one being reset', async () => {
  const simulator = await serving();
  const list = `${simulator.url}/events/v1/aggregated?limit=1`;
  const failures: string[] = [];
  const lane = async (): Promise<void> => {
    const agent = keeping();
    for (;;) {
      try {
        expect((await ask(agent, list)).status).toBe(200);
      } catch (error) {
        failures.push(String((error as NodeJS.ErrnoException).code));
        return;
      }
    }
  };
  const lanes = Array.from({ length: 32 }, lane);
  await ask(keeping(), list);
  await simulator.leave(60_000);
  await Promise.all(lanes);
  expect(new Set(failures)).toEqual(new Set(['ECONNREFUSED']));
});

test('what is in flight is answered, says that its connection ends, and health says that nobody else should come', async () => {
  const simulator = await serving();
  const agent = keeping();
  const fault = { ...argus, 'X-Siem-Sim-Fault': 'latency=5000' };
  const slow = ask(agent, `${simulator.url}/events/v1/aggregated?limit=1`, fault);
  const kept = keeping();
  expect(await ask(kept, `${simulator.url}/health`)).toMatchObject({ status: 200, connection: 'keep-alive' });
  while ((await inFlight(simulator)) === 0);
  const left = simulator.leave(60_000);
  expect(await ask(kept, `${simulator.url}/health`)).toMatchObject({ status: 503, connection: 'close' });
  expect(await ask(keeping(), `${simulator.url}/health/live`)).toMatchObject({ status: 200 });
  expect(await slow).toMatchObject({ status: 200, connection: 'close' });
  await left;
});

const inFlight = async ({ url }: Simulator): Promise<number> => {
  const text = await (await fetch(`${url}/_sim/metrics`)).text();
  return Number(/siem_sim_requests_in_flight (\d+)/.exec(text)?.[1] ?? 0);
};

test('who holds a connection open without a word does not hold the server up', async () => {
  const simulator = await serving();
  await ask(keeping(), `${simulator.url}/health`);
  await simulator.leave(60_000);
});

test('an answer that never comes is cut when the grace is over', async () => {
  const simulator = await serving();
  const never = ask(keeping(), `${simulator.url}/events/v1/aggregated`, {
    ...argus,
    'X-Siem-Sim-Fault': 'latency=300000',
  });
  const cut = expect(never).rejects.toMatchObject({ code: 'ECONNRESET' });
  while ((await inFlight(simulator)) === 0);
  await simulator.leave(300);
  await cut;
});

test('two hosts, none, one that can be none, or another than that of the address are refused in the vendor’s words', async () => {
  const simulator = await serving();
  onTestFinished(simulator.close);
  const { hostname, port } = new URL(simulator.url);
  const asked = (
    setHost: boolean,
    headers: readonly string[],
    path = '/events/v1/aggregated',
  ): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const sent = request({ hostname, port, path, setHost }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      });
      if (headers.length > 0) sent.setHeader('Host', headers);
      sent.setHeader('Argus-API-Key', argus['Argus-API-Key']);
      sent.on('error', reject).end();
    });
  const whole = 'http://a.example/events/v1/aggregated';
  for (const [headers, path] of [
    [[]],
    [['a.example', 'b.example']],
    [['a b']],
    [['a.example/x']],
    [['user@a.example']],
    [['[::1']],
    [['b.example'], whole],
  ] as const) {
    const { status, text } = await asked(false, headers, path);
    expect([headers, status, JSON.parse(text).responseCode]).toEqual([headers, 400, 400]);
  }
  expect((await asked(true, [])).status).toBe(200);
  for (const host of ['', 'a_b', 'a.example:8080', '[::1]:80', '127.0.0.1', 'xn--bcher-kva.example'])
    expect([host, (await asked(false, [host])).status]).toEqual([host, 200]);
  expect((await asked(false, ['A.example'], whole)).status).toBe(200);
});

/** A connection with what was written to it, and when it was closed. */
async function connected({ url }: Simulator, text: string) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  const gone = new Promise<void>((resolve) => socket.on('error', () => {}).on('close', () => resolve()));
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write(text);
  return { gone };
}

const half = `POST /events/v1/aggregated/search HTTP/1.1\r\nHost: x\r\nArgus-API-Key: 1/2/mysecretapikey\r\nContent-Type: application/json\r\n`;

test('who has sent nothing, half a head or half a body holds nobody up, while what is in flight is answered', async () => {
  for (const end of ['leave', 'close'] as const) {
    const simulator = await serving();
    const texts = ['', half, `${half}Content-Length: 100\r\n\r\n{"limit"`];
    const connections = await Promise.all(texts.map((text) => connected(simulator, text)));
    const fault = { ...argus, 'X-Siem-Sim-Fault': 'latency=4000' };
    const slow = ask(keeping(), `${simulator.url}/events/v1/aggregated?limit=1`, fault);
    while ((await inFlight(simulator)) < 2);
    let isAnswered = false;
    void slow.then(() => (isAnswered = true));
    const left = simulator[end](60_000);
    await Promise.all(connections.map(({ gone }) => gone));
    expect([end, isAnswered]).toEqual([end, false]);
    expect(await slow).toMatchObject({ status: 200 });
    await left;
  }
});
