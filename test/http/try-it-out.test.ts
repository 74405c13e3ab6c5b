/**
 * Each operation of the documents' page in a real browser: opened, "Try it out", "Execute", as it stands. Debian's chromium,
 * without a window; skipped where it is not installed, which CI does not accept. An operation takes the page half a second, so CI
 * presses some that the commit draws; `examples.test.ts` asks all of them over HTTP.
 */
import { spawnSync } from 'node:child_process';
import { chromium } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../src/index.ts';
import { drawn } from '../support/drawn.ts';
import { documented } from '../support/documented.ts';

const executablePath = spawnSync('which', ['chromium'], { encoding: 'utf8' }).stdout.trim();
const hasBrowser = executablePath !== '';
if (!hasBrowser) console.warn('skipped: chromium is not installed, so nobody presses "Try it out"');

test.runIf(process.env['CI'] !== undefined)('a CI run has the browser that presses "Try it out"', () => {
  expect(hasBrowser).toBe(true);
});

/** What a reader sees of an operation: the statuses it may come to, or what it needs. */
interface Tried {
  readonly name: string;
  readonly status: string;
  readonly saysNeed: boolean;
}

/** Runs in the page, as text because what transpiles the tests would call its own helpers in there. */
const pressing = `async ({ operations }) => {
  const until = async (find, what) => {
    for (const end = performance.now() + 60000; performance.now() < end; await new Promise((next) => setTimeout(next, 4))) {
      const found = find();
      if (found) return found;
    }
    throw new Error('no ' + what);
  };
  const sectionOf = (tag) => document.querySelector('.opblock-tag[data-tag="' + tag + '"]');
  const isOpen = (tag) => sectionOf(tag)?.getAttribute('data-is-open') === 'true';
  /** Presses again when nothing came of it: the page draws itself anew while it is pressed. */
  const turn = async (tag, wanted) => {
    for (let times = 0; times < 60 && isOpen(tag) !== wanted; times++) {
      sectionOf(tag)?.click();
      await new Promise((next) => setTimeout(next, 200 * (times + 1)));
    }
  };
  const tried = [];
  let last;
  for (const { name, tag } of operations) {
    // What is open is drawn at each change, so that only one area is.
    if (last !== undefined && last !== tag) await turn(last, false);
    last = tag;
    await turn(tag, true);
    const within = (what) => () => document.querySelector('.opblock[id$="-' + name + '"] ' + what);
    const get = (what) => until(within(what), what + ' of ' + name);
    (await get('.opblock-summary-control')).click();
    const bold = (await get('.opblock-description')).querySelectorAll('strong');
    const saysNeed = Array.from(bold).some(({ textContent }) => textContent.trim() === 'Needs');
    (await get('.try-out__btn')).click();
    (await get('.execute')).click();
    const answered = within('.live-responses-table tbody .response-col_status');
    const refused = within('.validation-errors');
    // Without what it needs, such as a file, the page may send nothing.
    const shown = saysNeed ? null : await until(() => answered() ?? refused(), 'answer of ' + name);
    tried.push({ name, saysNeed, status: shown?.innerText.trim() ?? '' });
    (await get('.opblock-summary-control')).click();
    await until(() => !within('.opblock-body')(), 'end of ' + name);
  }
  return tried;
}`;

const documents = [
  { name: 'Products', file: 'products.json', count: 12 },
  { name: 'Control plane', file: 'control.json', count: 4 },
];

test.skipIf(!hasBrowser).each(documents)(
  '"Try it out" and "Execute" succeed for every operation of $name as it stands, or it says what it needs',
  async ({ name, file, count }) => {
    const { url, close } = await startSimulator({ events: 1500 });
    onTestFinished(close);
    const { paths } = (await (await fetch(`${url}/docs/${file}`)).json()) as { readonly paths: any };
    const all = documented(paths);
    const names = all.map(({ operationId }) => String(operationId));
    const chosen = new Set(drawn(`operations of ${name} that a browser tries`, names, count));
    const operations = all.filter(({ operationId }) => chosen.has(operationId));
    const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-proxy-server'];
    const browser = await chromium.launch({ executablePath, args });
    onTestFinished(() => browser.close());
    const page = await browser.newPage();
    const broken: string[] = [];
    page.on('pageerror', ({ message }) => broken.push(message));
    await page.goto(`${url}/docs/?urls.primaryName=${encodeURIComponent(name)}`);
    const named = operations.map(({ operationId, tags }) => ({ name: operationId, tag: tags[0] }));
    const tried = (await page.evaluate(`(${pressing})(${JSON.stringify({ operations: named })})`)) as readonly Tried[];
    const wrong = tried.filter(({ status, saysNeed }, at) =>
      operations[at].isNeedy ? !saysNeed : saysNeed || !/^2\d\d\b/.test(status),
    );
    expect({ wrong, broken }).toEqual({ wrong: [], broken: [] });
    expect(tried.length).toBe(operations.length);
  },
  1_800_000,
);
