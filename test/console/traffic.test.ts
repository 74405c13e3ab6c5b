/** Traffic and faults in the browser: what clients ask is seen as they ask, what they got wrong stands out, and a rule meets them. */
import { expect } from 'vitest';
import type { Simulator } from '../../src/index.ts';
import { browsed, browserOfFile, neverSkippedInCi, serving, visit } from './browser.ts';
import { settled } from './settled.ts';

neverSkippedInCi();
const browser = browserOfFile();
const headers = { 'Argus-API-Key': '1/2/mysecretapikey', 'Content-Type': 'application/json' };

const search = ({ url }: Simulator, body: object): Promise<Response> =>
  fetch(`${url}/events/v1/aggregated/search`, { method: 'POST', headers, body: JSON.stringify(body) });

browsed('requests are seen as they come, and refusals are grouped by what was wrong', async () => {
  const simulator = await serving({ events: 60 });
  await search(simulator, { startTimestamp: 0, limit: 3 });
  const page = await visit(await browser(), `${simulator.url}/_sim/console/?view=traffic`);
  await page.getByText('1 of 1 requests').waitFor();
  await page.getByText('live', { exact: true }).waitFor();
  for (let time = 0; time < 3; time++) await search(simulator, { limit: -1 });
  await fetch(`${simulator.url}/api/2.0/alarms`);
  await page.getByText('5 of 5 requests').waitFor();
  await page.getByText('4 refused').click();
  const row = page.getByRole('region', { name: 'Refusals by rule' }).locator('tbody tr').first();
  await expect.poll(() => row.textContent()).toMatch(/^3.*findAggregatedEvents.*limit/);
  await page.getByLabel('status', { exact: true }).selectOption('2xx');
  await page.getByText('1 of 5 requests').waitFor();
  expect(new URL(page.url()).searchParams.get('status')).toBe('2xx');
});

browsed('a request is opened, and expected again: the journal has it as it was', async () => {
  const simulator = await serving({ events: 60 });
  await search(simulator, { startTimestamp: 0, severity: ['high'] });
  const page = await visit(await browser(), `${simulator.url}/_sim/console/?view=traffic`);
  await page.getByRole('row').filter({ hasText: 'findAggregatedEvents' }).click();
  const panel = page.getByRole('region', { name: 'Request 1' });
  await panel.getByRole('tab', { name: 'Expect this' }).click();
  await panel.getByRole('button', { name: 'Verify' }).click();
  await panel.getByText('As expected.').waitFor();
  const text = panel.locator('textarea');
  await text.fill((await text.inputValue()).replace('"high"', '"low"'));
  await panel.getByRole('button', { name: 'Verify' }).click();
  await panel.getByText(/body\.severity\[0\]: "low", was "high"/).waitFor();
  await panel.getByRole('tab', { name: 'Ask again' }).click();
  await panel.getByText('Argus-API-Key: 1/2/mysecretapikey').waitFor();
  await page.getByRole('columnheader', { name: 'Status' }).getByRole('button').click();
  const other = await visit(await browser(), page.url());
  await other.getByText('Argus-API-Key: 1/2/mysecretapikey').waitFor();
  expect(await other.getByRole('columnheader', { name: 'Status' }).getAttribute('aria-sort')).toBe('ascending');
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
});

browsed('an answer that was kept is shown, and of one that was not, what is answered now', async () => {
  const keeping = await serving({ events: 60, journalAnswers: 100_000 });
  await search(keeping, { startTimestamp: 0, limit: 1 });
  const kept = await visit(await browser(), `${keeping.url}/_sim/console/?view=traffic&request=1`);
  const panel = (page: typeof kept) => page.getByRole('region', { name: 'Request 1' });
  await panel(kept).getByText('"responseCode": 200').waitFor();
  expect(await panel(kept).getByRole('button', { name: 'Ask it again' }).count()).toBe(0);
  const simulator = await serving({ events: 60 });
  await search(simulator, { startTimestamp: 0, limit: 1 });
  const page = await visit(await browser(), `${simulator.url}/_sim/console/?view=traffic&request=1`);
  await panel(page).getByText('The journal keeps its size alone').waitFor();
  await panel(page).getByRole('button', { name: 'Ask it again' }).click();
  await panel(page).getByText('Now it is answered 200.').waitFor();
  await panel(page).getByText('"responseCode": 200').waitFor();
  // What asks from inside is no traffic.
  await page.getByText('1 of 1 requests').waitFor();
});

browsed('the traffic of a world beside the server’s own is followed too', async () => {
  const simulator = await serving({ events: 60 });
  const world = simulator.world('mine', { scenario: 'empty' });
  await search(simulator, { startTimestamp: 0 });
  const page = await visit(await browser(), `${simulator.url}/_sim/console/?view=traffic`);
  await page.getByText('1 of 1 requests').waitFor();
  await page.getByLabel('World', { exact: true }).selectOption('mine');
  await page.getByText('Nobody has asked anything yet').waitFor();
  await fetch(`${world.url}/events/v1/aggregated?limit=1`, { headers });
  await page.getByText('1 of 1 requests').waitFor();
  await page.getByRole('row').filter({ hasText: 'listAggregatedEvents' }).waitFor();
  expect(new URL(page.url()).searchParams.get('world')).toBe('mine');
});

browsed('a rule from a preset meets the next requests, is counted, and is taken away', async () => {
  const simulator = await serving({ events: 60 });
  const page = await visit(await browser(), `${simulator.url}/_sim/console/?view=faults`);
  await settled(page);
  await page.getByRole('button', { name: 'Busy, three times (503)' }).click();
  await page.getByText('X-Siem-Sim-Fault: {"error":503}').waitFor();
  await page.getByRole('button', { name: 'Add the rule' }).click();
  await page.getByRole('row').filter({ hasText: '0 of 3' }).waitFor();
  expect((await search(simulator, { startTimestamp: 0 })).status).toBe(503);
  await page.getByRole('row').filter({ hasText: '1 of 3' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Seen by 1 requests, hit 1 of 3').waitFor();
  await dialog.getByRole('button', { name: 'Take away…' }).click();
  await page
    .getByRole('dialog', { name: /^Take .+ away\?$/ })
    .getByRole('button', { name: 'Take away' })
    .click();
  await page.getByText('No faults').waitFor();
  expect(simulator.faults.list()).toEqual([]);
});

browsed('a rule that cannot be is refused, and says where', async () => {
  const simulator = await serving({ events: 60 });
  const page = await visit(await browser(), `${simulator.url}/_sim/console/?view=faults`, { meets: [422, 409, 400] });
  await settled(page);
  await page.getByRole('button', { name: 'Half a second late' }).click();
  await page.getByLabel('id', { exact: true }).fill('no name: this');
  await page.getByRole('button', { name: 'Add the rule' }).click();
  await page.locator('.toast').filter({ hasText: /id/ }).waitFor();
  expect(simulator.faults.list()).toEqual([]);
});

browsed('a storm of requests leaves the page small and quick', async () => {
  const simulator = await serving({
    events: 60,
    journal: 10_000,
    quotas: { 'journal-bytes': 64_000_000 },
  });
  const page = await visit(await browser(), `${simulator.url}/_sim/console/?view=traffic`);
  await page.getByText('live', { exact: true }).waitFor();
  const storm = async (count: number): Promise<void> => {
    for (let done = 0; done < count; done += 50)
      await Promise.all(
        Array.from({ length: 50 }, () =>
          fetch(`${simulator.url}/events/v1/aggregated?limit=1&keywords=storm`, { headers }).then((one) => one.text()),
        ),
      );
  };
  const nodes = (): Promise<number> => page.evaluate<number>('document.querySelectorAll("*").length');
  await storm(1000);
  await page.getByText('1000 of 1000 requests').waitFor();
  const before = await nodes();
  await storm(10_500);
  await expect.poll(() => page.locator('.view > header .grow').textContent()).toContain('of 2000 requests');
  expect((await nodes()) / before).toBeLessThan(1.1);
  await page.getByRole('row').filter({ hasText: '11500' }).first().waitFor();
});
