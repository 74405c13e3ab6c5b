/** Makes the pictures of the console in `docs/images/`, one of each view: `npm run pictures`. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { startSimulator, type Simulator } from '../../src/index.ts';
import { settled } from './settled.ts';

const folder = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const key = { 'Argus-API-Key': '1/2/mysecretapikey' };

/** What stands in the address of a view, that its picture shows more than an empty form. */
const shows: Readonly<Record<string, string>> = {
  timeline: '&span=21600000&step=intrusion/1/spread',
  traffic: '&request=2',
};

/** Requests of a client, good ones and others, and what else is to be seen. */
async function prepare(simulator: Simulator): Promise<void> {
  const { url } = simulator;
  simulator.clock.advance('2h');
  simulator.faults.add({ id: 'slow-first', match: { product: 'argus' }, effect: { latency: 40 }, times: 3 });
  simulator.faults.add({ id: 'busy', match: { product: 'usm' }, effect: { error: 503 }, times: 1 });
  simulator.world('nightly', { scenario: 'web-attack', seed: '7' });
  for (const path of [
    '/events/v1/aggregated?limit=5',
    '/events/v1/aggregated?limit=5&offset=5',
    '/events/v1/aggregated?limit=minus',
    '/events/v2/event?limit=3&sortBy=nothing',
    '/cases/v2/case?limit=2',
  ])
    await fetch(url + path, { headers: key });
  await fetch(`${url}/events/v1/aggregated`);
  const client = `Basic ${Buffer.from('siem-sim:correct-horse-battery-staple-1517933139670').toString('base64')}`;
  for (let times = 0; times < 2; times++)
    await fetch(`${url}/api/2.0/oauth/token?grant_type=client_credentials`, {
      method: 'POST',
      headers: { Authorization: client },
    });
  const first = await fetch(`${url}/events/v1/aggregated?limit=3`, { headers: key });
  for (const event of ((await first.json()) as { readonly data: readonly object[] }).data)
    await fetch(`${url}/_sink/tickets`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(event),
    });
  await fetch(`${url}/_sim/snapshots/before-the-attack`, { method: 'PUT' });
}

async function picture(page: Page, address: string, name: string): Promise<void> {
  await page.goto(address);
  await settled(page);
  await page.waitForTimeout(600);
  await page.screenshot({ path: `${folder}console-${name}.png` });
  console.log(`console-${name}.png`);
}

mkdirSync(folder, { recursive: true });
const simulator = await startSimulator({ scenario: 'ransomware', journalAnswers: 65_536 });
const executablePath = spawnSync('which', ['chromium']).stdout.toString().trim();
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
try {
  await prepare(simulator);
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, colorScheme: 'light' });
  const base = `${simulator.url}/_sim/console/`;
  await page.goto(base);
  await settled(page);
  const views = await page
    .locator('nav.nav a')
    .evaluateAll((links) => links.map((link) => String(Reflect.get(link, 'search'))));
  for (const search of views) {
    const query = new URLSearchParams(search);
    const name = query.get('view') ?? 'demo';
    if (name === 'demo') continue;
    await picture(page, `${base}?view=${name}${shows[name] ?? ''}`, name);
  }
  // As large as on a screen for an audience, and as small a file as the others.
  const audience = { viewport: { width: 1920, height: 1080 }, deviceScaleFactor: 2 / 3, colorScheme: 'dark' } as const;
  await picture(await browser.newPage(audience), `${base}?demo`, 'demo');
} finally {
  await browser.close();
  await simulator.close();
}
