/** The views of the World and of what happened, and a demo given from start to end. */
import { expect } from 'vitest';
import { browsed, browserOfFile, neverSkippedInCi, serving, visit } from './browser.ts';
import { settled } from './settled.ts';

neverSkippedInCi();
const browser = browserOfFile();
const hour = 3_600_000;

browsed('the clock is turned by buttons and by a field, and a mistake is told with what would do', async () => {
  const simulator = await serving({ scenario: 'ransomware' });
  const page = await visit(await browser(), `${simulator.url}/_sim/console/`, { meets: [422] });
  const before = simulator.clock.now();
  await page.getByRole('button', { name: '+1 day' }).click();
  await page.getByText('One day on: all').first().waitFor();
  expect(simulator.clock.now()).toBe(before + 24 * hour);
  await page.getByRole('button', { name: '×60', exact: true }).click();
  await page.locator('.head').getByText('×60').waitFor();
  expect(simulator.clock.speed()).toBe(60);
  await page.locator('h1').click();
  await page.keyboard.press('Space');
  await page.locator('.head').getByText('frozen').waitFor();
  expect(simulator.clock.speed()).toBe(0);
  await page.getByLabel(/Set to an instant/).fill('tomorrow');
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await page.getByText('"tomorrow" is no instant').first().waitFor();
});

browsed('what is lost is asked about first, and a reset goes back to the beginning', async () => {
  const simulator = await serving({ scenario: 'ransomware' });
  simulator.clock.advance('2d');
  const page = await visit(await browser(), `${simulator.url}/_sim/console/`);
  await page.getByRole('button', { name: 'Reset…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(simulator.clock.now()).toBeGreaterThan(simulator.model.end);
  await page.getByRole('button', { name: 'Reset…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reset' }).click();
  await page.getByText('Back at the beginning').first().waitFor();
  expect(simulator.clock.now()).toBe(simulator.model.end);
});

browsed('another scenario is played, with a seed', async () => {
  const simulator = await serving({ scenario: 'empty' });
  const page = await visit(await browser(), `${simulator.url}/_sim/console/`);
  await page.getByLabel('Scenario').selectOption('insider-dns-tunnel');
  await page.getByLabel('Seed').fill('47');
  await page.getByRole('button', { name: 'Play…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Play' }).click();
  await page.getByText('insider-dns-tunnel is played').first().waitFor();
  expect([simulator.model.scenario, simulator.model.seed]).toEqual(['insider-dns-tunnel', '47']);
});

browsed('keys and lines to paste are copied', async () => {
  const { url } = await serving({ events: 60 });
  const page = await visit(await browser(), `${url}/_sim/console/`, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const clipboard = (): Promise<string> => page.evaluate<string>('navigator.clipboard.readText()');
  await page.getByRole('button', { name: 'Copy the credential for everything' }).first().click();
  await expect.poll(clipboard).toBe('1/2/mysecretapikey');
  await page.getByRole('button', { name: 'Copy a request to mnemonic Argus' }).click();
  await expect
    .poll(clipboard)
    .toBe(`curl -s -H 'Argus-API-Key: 1/2/mysecretapikey' '${url}/events/v1/aggregated?limit=1'`);
});

browsed('rules and documents are saved, with the token', async () => {
  const { url } = await serving({ events: 60, control: { token: 'open-sesame' } });
  const page = await visit(await browser(), `${url}/_sim/console/`, { meets: [401] });
  await page.getByLabel('Token', { exact: true }).fill('open-sesame');
  await page.keyboard.press('Enter');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save suricata.rules' }).click();
  expect((await saved).suggestedFilename()).toBe('suricata.rules');
});

browsed('a stretch that is dragged over is looked at, and stands in the address', async () => {
  const simulator = await serving({ scenario: 'ransomware' });
  const page = await visit(await browser(), `${simulator.url}/_sim/console/?view=timeline`);
  await settled(page);
  const box = await page.locator('.u-over').boundingBox();
  if (box === null) throw new Error('there is no chart');
  // Steps stand below the bars of their time.
  const marks = await page.locator('.marks').first().boundingBox();
  expect([marks?.x, marks?.width].map((one) => Math.round((one ?? 0) / 3))).toEqual(
    [box.x, box.width].map((one) => Math.round(one / 3)),
  );
  await page.mouse.move(box.x + box.width * 0.25, box.y + 50);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + 60, { steps: 4 });
  await page.mouse.up();
  await page.waitForURL(/from=\d+&to=\d+/);
  const { searchParams } = new URL(page.url());
  const [from, to] = [Number(searchParams.get('from')), Number(searchParams.get('to'))];
  const whole = simulator.model.end - simulator.model.start;
  expect(Math.round(((to - from) / whole) * 20) / 20).toBe(0.25);
  expect(await page.getByRole('button', { name: 'All' }).getAttribute('aria-pressed')).toBe('false');
  const other = await visit(await browser(), page.url());
  await settled(other);
  const counted = await page.getByRole('img', { name: /events/ }).getAttribute('aria-label');
  expect(await other.getByRole('img', { name: /events/ }).getAttribute('aria-label')).toBe(counted);
  await page.getByRole('button', { name: 'All' }).click();
  await page.getByText(`${simulator.model.aggregated.length} events`).waitFor();
});

browsed('a step opens what it made: its events in both products, its rule, its technique', async () => {
  const { url } = await serving({ scenario: 'ransomware' });
  const page = await visit(await browser(), `${url}/_sim/console/?view=timeline`);
  await page
    .locator('.steps')
    .getByRole('button', { name: /spread/ })
    .first()
    .click();
  await page.waitForURL(/step=intrusion/);
  const panel = page.getByRole('region', { name: /^spread/ });
  await panel.getByText('T1210', { exact: true }).waitFor();
  await panel.getByText(/alert tcp-pkt .*sid:\d+/).waitFor();
  const table = panel.getByRole('grid');
  expect(await table.getAttribute('aria-rowcount')).toBe('25');
  await table.getByRole('link', { name: 'argus' }).first().waitFor();
  await table.getByRole('link', { name: 'usm' }).first().waitFor();
  await page.locator('.steps').getByRole('button', { name: /open/ }).first().click();
  await page
    .getByRole('region', { name: /^open/ })
    .getByText(/openCase/)
    .waitFor();
});

browsed('what is to come is told, and says what to do', async () => {
  const { url } = await serving({ scenario: 'ransomware', clock: 'live:1' });
  const page = await visit(await browser(), `${url}/_sim/console/?view=timeline&step=intrusion/1/encryption`);
  await page.getByText('It has made no events yet').waitFor();
  await page.getByText(/of simulated time: let the clock run/).waitFor();
});

browsed('keys that are pressed faster than the server answers count each', async () => {
  const simulator = await serving({ scenario: 'ransomware', clock: 'live:1' });
  const page = await visit(await browser(), `${simulator.url}/?demo`);
  await page.waitForURL(/_sim\/console\/\?demo/);
  await page.getByText('×1', { exact: true }).waitFor();
  await settled(page);
  await page.route(/\/_sim\/clock\//, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    await route.continue();
  });
  for (const key of ['Space', 'Space', 'ArrowUp', 'ArrowUp']) await page.keyboard.press(key);
  await page.getByText('×600', { exact: true }).waitFor();
  expect(simulator.clock.speed()).toBe(600);
});

browsed('a demo is given from start to end, by keys', async () => {
  const simulator = await serving({ scenario: 'ransomware', clock: 'live:1' });
  const page = await visit(await browser(), `${simulator.url}/?demo`, { viewport: { width: 1920, height: 1080 } });
  await page.waitForURL(/_sim\/console\/\?demo/);
  await page.getByText('×1', { exact: true }).waitFor();
  await settled(page);
  await page.keyboard.press('Space');
  await page.getByText('frozen').waitFor();
  const act = page.locator('.act');
  const seen: string[] = [];
  for (const step of [
    'mail',
    'macro',
    'download',
    'persistence',
    'credentials',
    'spread',
    'exfiltration',
    'encryption',
  ]) {
    // Each press leaps to the step that is next; some steps go by between.
    for (let presses = 0; presses < 12; presses++) {
      if ((await act.textContent())?.startsWith(`${step}:`) === true) break;
      const before = simulator.clock.now();
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => simulator.clock.now()).toBeGreaterThan(before);
      await expect
        .poll(() => page.locator('.demo-clock time').getAttribute('datetime'))
        .toBe(`${new Date(simulator.clock.now()).toISOString().slice(0, 19)}Z`);
    }
    seen.push((await act.textContent())?.split(':')[0] ?? '');
  }
  expect(seen).toEqual([
    'mail',
    'macro',
    'download',
    'persistence',
    'credentials',
    'spread',
    'exfiltration',
    'encryption',
  ]);
  await page.keyboard.press('Space');
  await page.locator('.demo-alarms .of-story').first().waitFor();
  expect(await page.locator('.demo-alarms li').count()).toBeLessThanOrEqual(7);
  for (const speed of [60, 600, 1000]) {
    await page.keyboard.press('ArrowUp');
    await page.getByText(`×${speed}`, { exact: true }).waitFor();
    expect(simulator.clock.speed()).toBe(speed);
  }
  await page.keyboard.press('r');
  await page.getByRole('dialog').getByRole('button', { name: 'Begin again' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(() => act.textContent()).not.toContain('encryption:');
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 1, name: 'Timeline' }).waitFor();
});
