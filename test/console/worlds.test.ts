/** Worlds, states, sinks and truth in the browser; and every operation of the control plane has its place. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { controlRows } from '../../src/sim/control/rows.ts';
import { browsed, browserOfFile, neverSkippedInCi, serving, visit } from './browser.ts';
import { settled } from './settled.ts';

neverSkippedInCi();
const browser = browserOfFile();

browsed('a world is made, has a console of its own, and is removed when that is meant', async () => {
  const simulator = await serving({ events: 60 });
  const page = await visit(await browser(), `${simulator.url}/_sim/console/?view=worlds`, { meets: [404] });
  await settled(page);
  await page.getByLabel(/^Name; the server/).fill('mine');
  await page.getByLabel('seed', { exact: true }).fill('7');
  await page.getByRole('button', { name: 'Make it' }).click();
  const card = page.getByRole('region', { name: 'World mine' });
  await card.getByText('seed 7').waitFor();
  const opens = page.waitForEvent('popup');
  await card.getByRole('link', { name: 'Open its console' }).click();
  expect((await opens).url()).toContain('/w/mine/_sim/console/');
  await card.getByRole('button', { name: 'Remove mine…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('No worlds beside').waitFor();
});

browsed('a state is kept, compared with now, gone back to, exported and imported', async () => {
  const simulator = await serving({ events: 60 });
  const folder = mkdtempSync(join(tmpdir(), 'console-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const page = await visit(await browser(), `${simulator.url}/_sim/console/?view=worlds`);
  await settled(page);
  await page.getByLabel(/^Take a snapshot/).fill('before');
  await page.getByRole('button', { name: 'Take it' }).click();
  await page.getByRole('button', { name: 'Go to before…' }).waitFor();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export the state' }).click();
  const file = join(folder, 'state.json');
  await (await saved).saveAs(file);
  const begun = simulator.state.hash();
  simulator.clock.advance('3h');
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect.poll(() => page.locator('tr.differs th').allTextContents()).toContain('now');
  await page.getByRole('button', { name: 'Go to before…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Go there' }).click();
  await page.getByText('It is as in before').first().waitFor();
  expect(simulator.state.hash()).toBe(begun);
  simulator.clock.advance('3h');
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click();
  await page.getByText('state.json is in place').first().waitFor();
  expect(simulator.state.hash()).toBe(begun);
});

browsed('a sink shows what came, and what was lost on the way', async () => {
  const { url } = await serving({ events: 60 });
  const headers = { 'Argus-API-Key': '1/2/mysecretapikey' };
  const answer = await fetch(`${url}/events/v1/aggregated?startTimestamp=0&limit=5`, { headers });
  const { data } = (await answer.json()) as { data: object[] };
  for (const event of data)
    await fetch(`${url}/_sink/mine`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(event),
    });
  const page = await visit(await browser(), `${url}/_sim/console/?view=sinks`);
  await page.getByRole('row').filter({ hasText: 'mine' }).click();
  await page.getByText('5 of 5').waitFor();
  await page.getByRole('tab', { name: 'Verify' }).click();
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.getByText('Not all is well.').waitFor();
  await page.getByText(/^Lost: \d+/).waitFor();
});

browsed('the truth is told and verdicts are scored', async () => {
  const { url } = await serving({ scenario: 'ransomware' });
  const page = await visit(await browser(), `${url}/_sim/console/?view=truth&story=intrusion`);
  await page.getByRole('row').filter({ hasText: 'intrusion: mail' }).first().waitFor();
  await page.getByRole('button', { name: 'Score', exact: true }).click();
  await page.getByText('precision').waitFor();
  await page.getByRole('row', { name: /intrusion 1 \d+ of \d+/ }).waitFor();
});

browsed('every operation of the control plane has its place in the page, with a form of what it takes', async () => {
  const simulator = await serving({ events: 60 });
  const page = await visit(await browser(), `${simulator.url}/_sim/console/?view=control`);
  await settled(page);
  const grid = page.getByRole('grid', { name: 'Operations' });
  expect(Number(await grid.getAttribute('aria-rowcount')) - 1).toBe(controlRows.server.length);
  const without: string[] = [];
  for (const { id, path } of controlRows.server) {
    await page.goto(`${simulator.url}/_sim/console/?view=control&operation=${id}`);
    const panel = page.getByRole('region', { name: id, exact: true });
    await panel.getByRole('button', { name: /^Ask/ }).waitFor();
    for (const [, name = ''] of path.matchAll(/\{(\w+)\}/g))
      if ((await panel.getByLabel(`${name} *`, { exact: true }).count()) !== 1) without.push(`${id}: ${name}`);
  }
  expect(without).toEqual([]);
  await page.goto(`${simulator.url}/_sim/console/?view=control&operation=advanceClock`);
  await page.getByLabel('by *', { exact: true }).fill('90m');
  const before = simulator.clock.now();
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.getByRole('region', { name: 'Answer' }).getByText('"instant"').waitFor();
  expect(simulator.clock.now()).toBe(before + 5_400_000);
});
