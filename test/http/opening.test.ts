import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makeOpening } from '../../src/http/opening.ts';
import { startSimulator } from '../../src/index.ts';
import { UserError } from '../../src/kernel/fault.ts';

async function listening() {
  const opening = makeOpening();
  const server = createServer((request, response) => void opening.dispatch(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { opening, ask: (path: string) => fetch(`http://127.0.0.1:${port}${path}`), port };
}

const open = ({ open: to }: ReturnType<typeof makeOpening>): void =>
  to(
    (request, response) => request.url !== '/other' && Boolean(response.end(`here is ${request.url}`)),
    (_, response) => void response.end('somebody else'),
  );

describe('before a server is open', () => {
  test('it says that it lives, and that it is not ready', async () => {
    const { ask } = await listening();
    const [live, ready] = [await ask('/health/live'), await ask('/health?x=1')];
    expect([live.status, await live.json()]).toEqual([200, { status: 'ok' }]);
    expect([ready.status, await ready.json(), ready.headers.get('retry-after')]).toEqual([
      503,
      { status: 'starting' },
      '1',
    ]);
  });

  test('all else waits, and is answered in its order when it opens', async () => {
    const { ask, opening } = await listening();
    const asked = ['/one', '/other', '/two'].map((path) => ask(path));
    await ask('/health/live');
    open(opening);
    expect(await Promise.all((await Promise.all(asked)).map((answer) => answer.text()))).toEqual([
      'here is /one',
      'somebody else',
      'here is /two',
    ]);
    expect(await (await ask('/health')).text()).toBe('here is /health');
  });

  test('who has gone meanwhile is not answered', async () => {
    const { opening, port } = await listening();
    const asked = get({ port, host: '127.0.0.1', path: '/gone', agent: false });
    const failed = new Promise((resolve) => void asked.on('error', resolve));
    await new Promise<void>((resolve) => void asked.on('socket', (socket) => socket.on('connect', () => resolve())));
    asked.destroy();
    await failed;
    expect(() => open(opening)).not.toThrow();
  });

  test('who waits is cut off when there is nothing to come', async () => {
    const { ask, opening } = await listening();
    const asked = ask('/one').then(
      () => 'answered',
      () => 'cut off',
    );
    await ask('/health/live');
    opening.giveUp();
    expect(await asked).toBe('cut off');
  });
});

test('a simulator is ready when it says so, at every door', async () => {
  const simulator = await startSimulator({ events: 20, control: { port: 0 } });
  onTestFinished(simulator.close);
  const health = await fetch(`${simulator.url}/health`);
  expect([health.status, await health.json()]).toMatchObject([200, { status: 'ok' }]);
  expect((await fetch(`${simulator.controlUrl}/clock`)).status).toBe(200);
});

test('a scenario that cannot be played is refused, and nothing goes on listening', async () => {
  await expect(startSimulator({ scenario: 'nowhere' })).rejects.toThrow(UserError);
});
