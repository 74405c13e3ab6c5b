/**
 * A real browser at the console of real servers: Debian's chromium, without a window, one for each file of tests. Skipped where it is
 * not installed, which CI does not accept. Whatever the page complains of, and whatever it asks of others, fails the test.
 */
import { spawnSync } from 'node:child_process';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { startSimulator, type ServerOptions, type Simulator } from '../../src/index.ts';

const executablePath = process.env['CHROMIUM'] ?? 'chromium';
const hasBrowser = spawnSync(executablePath, ['--version']).status === 0;
if (!hasBrowser) console.warn('skipped: chromium is not installed, so nobody looks at the console');

/** A test that needs the browser. */
export const browsed = test.skipIf(!hasBrowser);

/** Said once in each file: a CI run has the browser, so that nothing is skipped there. */
export function neverSkippedInCi(): void {
  test.runIf(process.env['CI'] !== undefined)('a CI run has the browser', () => {
    expect(hasBrowser).toBe(true);
  });
}

let launched: Promise<Browser> | undefined;

/** The browser of the file, which ends with it. */
export function browserOfFile(): () => Promise<Browser> {
  afterAll(async () => {
    await (await launched)?.close();
    launched = undefined;
  });
  const path = executablePath.includes('/')
    ? executablePath
    : spawnSync('which', [executablePath]).stdout.toString().trim();
  return () =>
    (launched ??= chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-dev-shm-usage'] }));
}

/** A simulator for one test; whatever of ours is a bug fails it. */
export async function serving(options: ServerOptions = {}): Promise<Simulator> {
  const bugs: unknown[] = [];
  const simulator = await startSimulator({ onBug: (error) => bugs.push(error), ...options });
  onTestFinished(async () => {
    await simulator.close();
    expect(bugs).toEqual([]);
  });
  return simulator;
}

export interface Visit extends BrowserContextOptions {
  /** Statuses of refusals that the page is meant to meet. */
  readonly meets?: readonly number[];
}

/** A page at an address, 1280 × 720 unless told otherwise. */
export async function visit(browser: Browser, url: string, { meets = [], ...options }: Visit = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, ...options });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  const { host } = new URL(url);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const isExpected = meets.some((status) => message.text().includes(`status of ${status}`));
    if (message.type() === 'error' && !isExpected) complaints.push(message.text());
  });
  page.on('request', (request) => {
    const asked = new URL(request.url());
    if (asked.protocol !== 'blob:' && asked.host !== host) complaints.push(`asks ${request.url()}`);
  });
  onTestFinished(async () => {
    await context.close();
    expect(complaints).toEqual([]);
  });
  await page.goto(url);
  return page;
}

/** The names of the views, as the navigation has them. */
export const viewsOf = (page: Page): Promise<readonly string[]> =>
  page
    .locator('nav.nav a')
    .evaluateAll((links) => links.map((link) => new URL(String(Reflect.get(link, 'href'))).search));
