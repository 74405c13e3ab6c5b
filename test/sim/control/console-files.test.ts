/** The files of the console over HTTP, without a browser. */
import { expect, test } from 'vitest';
import { controlled } from '../../support/control.ts';

const path = '/_sim/console/';

test('its files are there for whoever asks, also where the control plane wants a token', async () => {
  const simulator = await controlled({ control: { token: 'open-sesame' } });
  for (const [name, type] of [
    ['', 'text/html'],
    ['index.html', 'text/html'],
    ['console.js', 'text/javascript'],
    ['console.css', 'text/css'],
    ['icon.svg', 'image/svg+xml'],
  ] as const) {
    const answer = await fetch(simulator.url + path + name);
    expect([name, answer.status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([name, 200, type]);
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(100);
  }
  expect((await fetch(`${simulator.url}/_sim`)).status).toBe(401);
});

test('its policy lets in nothing from elsewhere, nothing that stands in the page, and no text as markup', async () => {
  const { url } = await controlled();
  const { headers } = await fetch(url + path);
  const policy = headers.get('content-security-policy') ?? '';
  for (const part of [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "require-trusted-types-for 'script'",
  ])
    expect(policy).toContain(part);
  expect(policy).not.toMatch(/unsafe|\*|data:|https?:/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

test('what is known already is not sent again, HEAD sends nothing, and other methods are refused', async () => {
  const { url } = await controlled();
  const first = await fetch(`${url}${path}console.js`);
  const tag = first.headers.get('etag') ?? '';
  await first.arrayBuffer();
  const again = await fetch(`${url}${path}console.js`, { headers: { 'If-None-Match': tag } });
  expect([again.status, await again.text()]).toEqual([304, '']);
  const head = await fetch(url + path, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
  const posted = await fetch(url + path, { method: 'POST' });
  expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});

test.each(['nothing.js', '../status', '%2e%2e/serve.cjs', 'index.html/', '__proto__', 'constructor'])(
  '%s is no file of it',
  async (name) => {
    const simulator = await controlled();
    expect((await simulator.tell('GET', path + name)).status).toBe(404);
  },
);

test('without a control plane there is none', async () => {
  const { url } = await controlled({ control: false });
  expect((await fetch(url + path)).status).toBe(404);
});
