/** The frame of the console: where it is found, who may look, how one moves in it. */
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished } from 'vitest';
import { browsed, browserOfFile, neverSkippedInCi, serving, visit, viewsOf } from './browser.ts';
import { settled } from './settled.ts';

neverSkippedInCi();
const browser = browserOfFile();

browsed('the address of the server is all that one needs to know', async () => {
  const { url } = await serving({ scenario: 'ransomware' });
  const page = await visit(await browser(), url);
  await page.getByRole('heading', { level: 1, name: /Ransomware/ }).waitFor();
  expect(page.url()).toBe(`${url}/_sim/console/`);
});

browsed('the control token is asked for, and known to the page alone', async () => {
  const { url } = await serving({ events: 60, control: { token: 'open-sesame' } });
  const page = await visit(await browser(), url, { meets: [401] });
  const field = page.getByLabel('Token', { exact: true });
  await field.fill('guess');
  await page.getByRole('button', { name: 'Open the console' }).click();
  await page.getByRole('alert').filter({ hasText: 'missing or wrong' }).waitFor();
  await field.fill('open-sesame');
  await page.getByRole('button', { name: 'Open the console' }).click();
  await page.getByRole('heading', { level: 1 }).filter({ hasNotText: 'Control token' }).waitFor();
  await page.getByRole('link', { name: /Timeline/ }).click();
  await page.getByRole('img', { name: /\d+ events/ }).waitFor();
  expect(page.url()).not.toContain('sesame');
  const kept = await page.evaluate<string>('JSON.stringify([document.cookie, {...localStorage}, {...sessionStorage}])');
  expect(kept).not.toContain('sesame');
  await page.reload();
  await page.getByLabel('Token', { exact: true }).waitFor();
});

browsed('a world has its own console, and links of one stay in it', async () => {
  const simulator = await serving({ scenario: 'ransomware' });
  simulator.world('mine', { scenario: 'empty' });
  const own = await visit(await browser(), `${simulator.url}/w/mine`);
  await own.locator('.head').getByText('mine', { exact: true }).waitFor();
  await own.getByRole('link', { name: /Timeline/ }).click();
  await own.getByText('This scenario has background alone').waitFor();
  expect(own.url()).toContain('/w/mine/_sim/console/?view=timeline');
  await own.getByRole('link', { name: 'World', exact: true }).click();
  await own.getByRole('button', { name: '+1 h' }).click();
  await own.getByText('One hour on: all').first().waitFor();
  expect(simulator.clock.now()).toBe(simulator.model.end);
});

browsed('behind a prefix all is found below it', async () => {
  const simulator = await serving({ events: 60, trustProxy: true });
  const { hostname, port } = new URL(simulator.url);
  const strangers: string[] = [];
  const proxy = createServer((asked, answer) => {
    const { method, url: path = '', headers } = asked;
    if (!path.startsWith('/siem/')) {
      if (path !== '/favicon.ico') strangers.push(path);
      return void answer.writeHead(404).end();
    }
    const passed = { ...headers, host: headers.host ?? '', 'x-forwarded-prefix': '/siem' };
    const sent = request({ hostname, port, method, path: path.slice(5), headers: passed }, (got) => {
      answer.writeHead(got.statusCode ?? 500, got.headers);
      got.pipe(answer);
    });
    asked.pipe(sent);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  const page = await visit(await browser(), `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/siem/`);
  await page.getByRole('heading', { name: 'Clock' }).waitFor();
  await page.getByText('/siem/events/v1').waitFor();
  await page.getByRole('button', { name: '+1 h' }).click();
  await page.getByText('One hour on: all').first().waitFor();
  expect(strangers).toEqual([]);
});

browsed('at a port of its own the control plane has the console, and clients of the products see none', async () => {
  const simulator = await serving({ events: 60, control: { port: 0 } });
  const origin = new URL(simulator.controlUrl ?? '').origin;
  const page = await visit(await browser(), origin);
  await page.getByRole('heading', { name: 'Clock' }).waitFor();
  await page.getByText(`${simulator.url}/events/v1`).waitFor();
  expect((await fetch(`${simulator.url}/_sim/console/`)).status).toBe(404);
});

browsed('keys lead everywhere, what is pressed shows where the focus is, and the browser goes back', async () => {
  const { url } = await serving({ scenario: 'ransomware' });
  const page = await visit(await browser(), url);
  await settled(page);
  await page.keyboard.press('2');
  await page.getByRole('heading', { level: 1, name: 'Timeline' }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await page.keyboard.press('1');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.goBack();
  await page.getByRole('heading', { name: 'Clock' }).waitFor();
  const outlines = new Set<string>();
  for (let presses = 0; presses < 12; presses++) {
    await page.keyboard.press('Tab');
    outlines.add(await page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle'));
  }
  expect([...outlines]).toEqual(['solid']);
});

browsed('who goes on to a view by keys is in it: the next press of Tab is at its first control', async () => {
  const { url } = await serving({ scenario: 'ransomware' });
  const page = await visit(await browser(), url);
  await settled(page);
  await page.keyboard.press('4');
  await page.getByRole('heading', { level: 1, name: 'Traffic' }).waitFor();
  await settled(page);
  await page.keyboard.press('Tab');
  expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('Pause');
});

browsed('a server that is gone is told of, and found again', async () => {
  const first = await serving({ events: 60 });
  const port = Number(new URL(first.url).port);
  const context = await (await browser()).newContext();
  context.setDefaultTimeout(120_000);
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(first.url);
  await page.getByText('frozen').first().waitFor();
  await first.close();
  await page.getByText('no answer').waitFor();
  await serving({ events: 60, port });
  await page.getByText('no answer').waitFor({ state: 'detached' });
});

browsed('hostile texts are shown as texts, in every view', async () => {
  const { url } = await serving({ scenario: 'hard-values' });
  const page = await visit(await browser(), `${url}/_sim/console/`);
  await page.getByRole('heading', { name: 'Clock' }).waitFor();
  for (const view of await viewsOf(page)) {
    await page.goto(`${url}/_sim/console/${view}`);
    await settled(page);
    const foreign = await page.evaluate<number>(
      `document.querySelectorAll('script:not([src="console.js"]), iframe, object, embed, img:not([src="icon.svg"]), svg, base, style').length`,
    );
    expect([view, foreign]).toEqual([view, 0]);
  }
});

browsed('what the server wrote into the page stays where it is when the scripts take over', async () => {
  const { url } = await serving({ scenario: 'ransomware' });
  const where = `JSON.stringify([...document.querySelectorAll('.head time, nav a, h1, .clock, .facts dt, .counts dd, .group button')]
    .map((one) => [one.textContent, ...['x', 'y', 'width', 'height'].map((side) => Math.round(one.getBoundingClientRect()[side]))]))`;
  for (const viewport of [
    { width: 1280, height: 720 },
    { width: 390, height: 844 },
  ]) {
    const page = await visit(await browser(), `${url}/_sim/console/icon.svg`, { viewport, meets: [404] });
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/console.js', async (route) => {
      await held;
      await route.continue();
    });
    const asked: string[] = [];
    page.on('request', (one) => asked.push(one.url().split('/').at(-1) ?? ''));
    await page.goto(`${url}/_sim/console/`, { waitUntil: 'commit' });
    await page.locator('.counts dd').last().waitFor();
    // Nothing takes the time of the first paint but the style sheet and the few bytes that begin the rest after it.
    expect(asked.filter((name) => name !== 'icon.svg').sort()).toEqual(['', 'console.css', 'console.js']);
    const before = await page.evaluate<string>(where);
    release();
    await settled(page);
    await page.locator('nav:not([inert] *)').waitFor();
    expect(JSON.parse(await page.evaluate<string>(where))).toEqual(JSON.parse(before));
  }
});
