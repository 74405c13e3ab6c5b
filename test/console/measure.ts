/**
 * What the console takes, on a built server: first useful paint against an empty page; long tasks at a thousand times the speed of life
 * with a full journal; nodes and heap after 20,000 requests against after 2,000. `npx tsx test/console/measure.ts [SECONDS]`
 */
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type Page } from 'playwright-core';
import { settled } from './settled.ts';

const seconds = Number(process.argv[2] ?? 60);
const key = { 'Argus-API-Key': '1/2/mysecretapikey' };

async function built(...options: readonly string[]) {
  const child = spawn('node', ['dist/main.js', 'serve', '--port', '0', '--json', ...options]);
  const line = await new Promise<string>((resolve) =>
    child.stdout.once('data', (text: Buffer) => resolve(text.toString())),
  );
  return { url: (JSON.parse(line) as { url: string }).url, end: () => child.kill() };
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((one, other) => one - other)[numbers.length >> 1] ?? 0;

/** Milliseconds until an element is there and drawn, in a fresh context. */
async function paint(browser: Browser, url: string, selector: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  await page.addInitScript(`(() => {
    const look = () => document.querySelector(${JSON.stringify(selector)}) === null
      ? requestAnimationFrame(look) : requestAnimationFrame(() => (window.painted = performance.now()));
    requestAnimationFrame(look);
  })()`);
  await page.goto(url);
  while ((await page.evaluate<number>('window.painted ?? 0')) === 0) await page.waitForTimeout(20);
  const time = await page.evaluate<number>('window.painted');
  await context.close();
  return time;
}

/** Medians of what is looked at in turn, so that a busy moment of the machine is one of all. */
async function paints(browser: Browser, wanted: readonly (readonly [what: string, url: string, selector: string])[]) {
  const times = wanted.map((): number[] => []);
  for (let run = 0; run < 15; run++)
    for (const [place, [, url, selector]] of wanted.entries()) times[place]?.push(await paint(browser, url, selector));
  const [empty = 1, ...others] = times.map(median);
  console.log(`paint: empty page ${empty.toFixed(0)} ms`);
  for (const [place, time] of others.entries())
    console.log(`paint: ${wanted[place + 1]?.[0]} ${time.toFixed(0)} ms, ${(time / empty).toFixed(1)} × it`);
}

const watch = `window.long = []; window.shifts = 0;
  new PerformanceObserver((list) => window.long.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  new PerformanceObserver((list) => list.getEntries().forEach((one) => { if (!one.hadRecentInput) window.shifts += one.value; }))
    .observe({ type: 'layout-shift', buffered: true })`;

async function ask(url: string, count: number): Promise<void> {
  for (let done = 0; done < count; done += 50)
    await Promise.all(
      Array.from({ length: 50 }, async () =>
        (await fetch(`${url}/events/v1/aggregated?limit=1`, { headers: key })).arrayBuffer(),
      ),
    );
}

async function size(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return { nodes: await page.evaluate<number>(`document.querySelectorAll('*').length`), heap: usedSize };
}

const executablePath = spawnSync('which', ['chromium']).stdout.toString().trim();
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
const empty = createServer((_, response) =>
  response.setHeader('Content-Type', 'text/html').end('<!doctype html><p>empty'),
);
await new Promise<void>((resolve) => empty.listen(0, '127.0.0.1', resolve));
const still = await built();
const live = await built('--scenario', 'ransomware', '--clock', 'live:1000', '--journal', '10000');
try {
  const emptyAddress = `http://127.0.0.1:${(empty.address() as AddressInfo).port}/`;
  const world = `${still.url}/_sim/console/`;
  // Useful is first what tells of the World: scenario, clock, counts; the controls follow with the scripts.
  await paints(browser, [
    ['empty page', emptyAddress, 'p'],
    ['facts of the World', world, '.counts dd'],
    ['controls of the World', world, 'nav:not([inert] *)'],
  ]);
  await ask(live.url, 10_000);
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  const views = ['?view=world', '?view=timeline&span=3600000', '?view=traffic', '?demo'];
  for (const view of views) {
    await page.goto(`${live.url}/_sim/console/${view}`);
    await settled(page);
    await page.waitForTimeout(1500);
    await page.evaluate(watch);
    const until = Date.now() + (seconds * 1000) / views.length;
    while (Date.now() < until) {
      await ask(live.url, 50);
      await page.waitForTimeout(500);
    }
    const long = await page.evaluate<readonly number[]>('window.long');
    console.log(
      `${view}: ${long.length} long tasks, ${Math.max(0, ...long)} ms; layout shift ${(await page.evaluate<number>('window.shifts')).toFixed(4)}`,
    );
  }
  await page.goto(`${live.url}/_sim/console/?view=traffic`);
  await settled(page);
  await ask(live.url, 2000);
  await page.waitForTimeout(2000);
  const first = await size(page);
  await ask(live.url, 18_000);
  await page.waitForTimeout(3000);
  const last = await size(page);
  console.log(
    `nodes ${first.nodes} → ${last.nodes}, heap ${first.heap} → ${last.heap} (${(last.heap / first.heap).toFixed(2)})`,
  );
} finally {
  await browser.close();
  empty.close();
  still.end();
  live.end();
}
