/** Every view for everybody: axe finds nothing, in both themes; nothing runs over the edge, on a desk and on a phone. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Simulator } from '../../src/index.ts';
import { browsed, browserOfFile, neverSkippedInCi, serving, viewsOf, visit } from './browser.ts';
import { settled } from './settled.ts';

neverSkippedInCi();
const browser = browserOfFile();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const [desk, phone] = [
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
];
/** What size decides is where things stand: a theme is looked at once. */
const looks = [
  { colorScheme: 'light', viewport: desk },
  { colorScheme: 'light', viewport: phone },
  { colorScheme: 'dark', viewport: desk },
] as const;

/** What stands in the address of a view that shows more than it does by itself. */
const opened = [
  '?view=timeline&step=intrusion%2F0%2Fspread',
  '?view=traffic&request=2',
  '?view=sinks&sink=mine',
  '?view=control&operation=addFault',
];

/** Gives the views something to show: requests, refusals, a rule, a world, a snapshot, a sink. */
async function makeBusy(simulator: Simulator): Promise<void> {
  const { url } = simulator;
  const headers = { 'Argus-API-Key': '1/2/mysecretapikey', 'Content-Type': 'application/json' };
  const search = `${url}/events/v1/aggregated/search`;
  for (const body of ['{"startTimestamp":0}', '{"limit":-1,"severity":["huge"]}'])
    await fetch(search, { method: 'POST', headers, body });
  await fetch(`${url}/api/2.0/alarms`);
  await fetch(`${url}/_sink/mine`, { method: 'POST', headers, body: '{"id":"x"}' });
  await fetch(`${url}/_sim/snapshots/before`, { method: 'PUT' });
  simulator.faults.add({ id: 'busy', match: { operation: 'listEvents' }, effect: { error: 503 } });
  simulator.world('mine', { scenario: 'empty' });
}

/** What axe finds, in words. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(`${axe};0`);
  const { violations } = await page.evaluate<{ violations: any[] }>(
    `axe.run(document, { resultTypes: ['violations'] })`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ html, any, all, none }: any) => `${id}: ${html} ${[...any, ...all, ...none][0]?.message}`),
  );
}

/** The widest thing that is wider than the page. */
const overflow = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth ? scrollWidth - clientWidth + 'px too wide' : '';
})()`;

/** How much of the page was moved by what came later, as the browser judges it. */
const watchShifts = `window.shifts = 0; new PerformanceObserver((list) => list.getEntries().forEach(({ value, hadRecentInput }) => {
  if (!hadRecentInput) window.shifts += value;
})).observe({ type: 'layout-shift', buffered: true })`;
/** A view waits 1.5 s for all of its answers before it is seen; a busy machine takes longer, and is given it. */
const waitForAnswers = `{ const wait = setTimeout; window.setTimeout = (work, time, ...rest) => wait(work, time === 1500 ? 60000 : time, ...rest); }`;
const lateFrames = `{ const frame = requestAnimationFrame; window.requestAnimationFrame = (work) => setTimeout(() => frame(work), 300); }`;
/** A line of text that was written anew counts as one that moved. */
const mostShifts = 0.01;

browsed(
  'axe finds nothing, nothing is wider than the page and nothing moves, in every view, in both themes and sizes',
  async () => {
    const simulator = await serving({ scenario: 'ransomware' });
    simulator.clock.freeze();
    await makeBusy(simulator);
    const known: any = await (await fetch(`${simulator.url}/_sim/truth/events?story=intrusion&limit=1`)).json();
    const event = encodeURIComponent(known.events[0].ids.argus.events);
    const ofEvent = ['v1', 'usm', 'payload', 'packets'].map((tab) => `?view=events&event=${event}&tab=${tab}`);
    const first = await visit(await browser(), `${simulator.url}/_sim/console/`);
    await first.locator('nav.nav a').first().waitFor();
    const views = [...(await viewsOf(first)), ...opened, ...ofEvent];
    expect(views.length).toBeGreaterThan(3);
    const found: string[] = [];
    for (const look of looks) {
      const page = await visit(await browser(), `${simulator.url}/_sim/console/`, look);
      await page.addInitScript(watchShifts);
      await page.addInitScript(waitForAnswers);
      for (const view of views) {
        const where = `${view} ${look.colorScheme} ${look.viewport.width}`;
        await page.goto(`${simulator.url}/_sim/console/${view}`);
        await settled(page);
        const wide = await page.evaluate<string>(overflow);
        if (wide !== '') found.push(`${where}: ${wide}`);
        const shifts = await page.evaluate<number>('window.shifts');
        if (shifts > mostShifts) found.push(`${where}: moved by ${shifts}`);
        found.push(...(await findings(page)).map((one) => `${where}: ${one}`));
      }
    }
    expect(found.join('\n')).toBe('');
  },
);

browsed('nothing moves where frames and answers come late, as on a busy machine', async () => {
  const simulator = await serving({ scenario: 'ransomware' });
  simulator.clock.freeze();
  await makeBusy(simulator);
  const page = await visit(await browser(), `${simulator.url}/_sim/console/`);
  await page.locator('nav.nav a').first().waitFor();
  const views = await viewsOf(page);
  expect(views.length).toBeGreaterThan(3);
  let asked = 0;
  await page.route('**/_sim/**', async (route) => {
    // Neither together nor in the order that they were asked in.
    await new Promise((done) => setTimeout(done, (++asked * 137) % 400));
    await route.continue().catch(() => undefined);
  });
  await page.addInitScript(watchShifts);
  await page.addInitScript(waitForAnswers);
  await page.addInitScript(lateFrames);
  const found: string[] = [];
  for (const view of views) {
    await page.goto(`${simulator.url}/_sim/console/${view}`);
    await settled(page);
    const shifts = await page.evaluate<number>('window.shifts');
    if (shifts > mostShifts) found.push(`${view}: moved by ${shifts}`);
  }
  expect(found.join('\n')).toBe('');
});
