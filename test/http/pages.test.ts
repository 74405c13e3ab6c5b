/** What a person sees in a browser, and that nobody else sees it. */
import { expect, onTestFinished, test } from 'vitest';
import { startSimulator, type ServerOptions } from '../../src/index.ts';

const html = { Accept: 'text/html,application/xhtml+xml' };

async function serving(options: ServerOptions = {}) {
  const simulator = await startSimulator({ events: 300, ...options });
  onTestFinished(() => simulator.close());
  const ask = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(simulator.url + path, { headers, redirect: 'manual' });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  return { simulator, ask };
}

test('a browser is led to the console, below any prefix; a client finds what it found before', async () => {
  const { simulator, ask } = await serving();
  simulator.world('mine');
  for (const [path, location] of [
    ['/', '_sim/console/'],
    ['/?demo', '_sim/console/?demo'],
    ['/w/mine', 'mine/_sim/console/'],
    ['/w/mine/', '_sim/console/'],
    ['/_sim/console', 'console/'],
    ['/w/mine/_sim/console?view=world', 'console/?view=world'],
  ] as const) {
    const { status, headers } = await ask(path, html);
    expect([path, status, headers.get('location')]).toEqual([path, 302, location]);
  }
  expect((await ask('/')).status).toBe(404);
});

test('without a control plane a browser finds a page with keys, clients, lines to paste and links', async () => {
  const { simulator, ask } = await serving({ control: false });
  const page = await ask('/', html);
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  for (const told of [
    '1/2/mysecretapikey',
    'siem-sim:',
    'curl -s',
    simulator.url,
    'href="docs/"',
    'Seven made-up customers',
  ])
    expect(page.text).toContain(told);
  for (const headers of [{}, { Accept: '*/*' }, { Accept: 'application/json' }]) {
    const answer = await ask('/', headers as Record<string, string>);
    expect([answer.status, JSON.parse(answer.text).responseCode]).toEqual([404, 404]);
  }
});

test('the page tells the stories of its scenario, and of a world its own credentials', async () => {
  const { simulator, ask } = await serving({ scenario: 'ransomware', control: false });
  expect((await ask('/', html)).text).toMatch(/<h3>[^<]+<\/h3>/);
  const { name, keys } = simulator.world('mine', { scenario: 'default' });
  expect((await ask(`/w/${name}`, html)).headers.get('location')).toBe('mine/');
  const page = await ask('/w/mine/', html);
  expect(page.text).toContain(keys[0]?.value);
  expect(page.text).toContain(`${simulator.url}/w/mine/events/v1`);
});

test('nothing of a page runs what others put there', async () => {
  const { ask } = await serving();
  for (const path of ['/_sim/console/', '/docs/']) {
    const policy = (await ask(path, html)).headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src 'none'/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect((await ask(path, html)).text).not.toMatch(/<script(?! src)/);
  }
});

test('documents have examples of the running World, of each world its own', async () => {
  const { simulator, ask } = await serving();
  simulator.world('mine', { seed: 7 });
  const exampleOf = async (path: string) => {
    const { paths } = JSON.parse((await ask(`${path}/docs/products.json`)).text);
    const { example } = paths['/events/v1/{type}/{timestamp}/{customerID}/{eventID}'].get.parameters.find(
      ({ name }: { name: string }) => name === 'eventID',
    );
    return example as string;
  };
  const [one, other] = [await exampleOf(''), await exampleOf('/w/mine')];
  expect(one).toMatch(/^[0-9a-f-]{36}$/);
  expect(one).not.toBe(other);
  expect(simulator.journal.entries().length).toBe(0);
});

test('without a control plane there is no document of it, and its token is in no page', async () => {
  const { ask } = await serving({ control: false });
  expect((await ask('/docs/initializer.js')).text).not.toContain('control.json');
  expect((await ask('/docs/control.json')).status).toBe(404);
  const { ask: guarded } = await serving({ control: { token: 'open-sesame' } });
  for (const path of ['/', '/docs/', '/docs/initializer.js', '/docs/credentials.json', '/docs/control.json'])
    expect((await guarded(path, html)).text).not.toContain('open-sesame');
});
