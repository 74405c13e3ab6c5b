/** Events in the browser: searched with the product's own criteria, opened in every side, down to the packet that the rule reports. */
import { expect } from 'vitest';
import { browsed, browserOfFile, neverSkippedInCi, serving, visit } from './browser.ts';
import { settled } from './settled.ts';

neverSkippedInCi();
const browser = browserOfFile();

browsed('a search by severity finds what the product finds, and its request is there to paste', async () => {
  const simulator = await serving({ scenario: 'ransomware' });
  const page = await visit(await browser(), `${simulator.url}/_sim/console/?view=events`);
  await settled(page);
  await page.getByRole('group', { name: 'severity' }).getByLabel('critical').check();
  await page.getByRole('button', { name: 'Search' }).click();
  const answer = await fetch(`${simulator.url}/events/v1/aggregated/search`, {
    method: 'POST',
    headers: { 'Argus-API-Key': '1/2/mysecretapikey', 'Content-Type': 'application/json' },
    body: '{"startTimestamp":0,"limit":200,"severity":["critical"]}',
  });
  const { count } = (await answer.json()) as { count: number };
  await page.getByText(`${Math.min(200, count)} of ${count}`).waitFor();
  expect(JSON.parse(new URL(page.url()).searchParams.get('criteria') ?? '')).toMatchObject({ severity: ['critical'] });
  await page.getByRole('button', { name: 'Show the request' }).click();
  await page.getByText(/curl -s[^]*"severity":\["critical"\]/).waitFor();
  await page.getByRole('button', { name: 'Python' }).click();
  await page.getByText(/json=\{"startTimestamp": 0/).waitFor();
  // What the page asks is no traffic of a client.
  expect(simulator.journal.last()).toBe(1);
});

browsed('on paper a table has all its rows, and on the screen those in sight again', async () => {
  const simulator = await serving({ scenario: 'ransomware' });
  const page = await visit(await browser(), `${simulator.url}/_sim/console/?view=events`);
  await settled(page);
  await page.getByText(/^200 of/).waitFor();
  const pages = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
  // Sixty rows do not fit one sheet.
  expect(pages(await page.pdf({ format: 'A4' }))).toBeGreaterThan(3);
  await expect.poll(() => page.locator('.space > [role=row]').count()).toBeLessThan(60);
});

browsed('a customer and an alarm are offered by name, and taken by what the product calls them', async () => {
  const simulator = await serving({ scenario: 'ransomware' });
  const page = await visit(await browser(), `${simulator.url}/_sim/console/?view=events`);
  await settled(page);
  const field = page.getByLabel('alarmID', { exact: true });
  const list = page.locator(`#${await field.getAttribute('list')} option`);
  await expect.poll(() => list.count()).toBeGreaterThan(50);
  const [value = '', label = ''] = await list
    .first()
    .evaluate((one) => [Reflect.get(one, 'value'), Reflect.get(one, 'label')]);
  expect(label).toContain(`(${value})`);
  await field.fill(value);
  await page.getByRole('button', { name: `Remove ${value} from alarmID` }).waitFor();
});

browsed('an event is shown in each product, with lineage, payload and the packet that the rule reports', async () => {
  const simulator = await serving({ scenario: 'ransomware' });
  const told = await fetch(`${simulator.url}/_sim/truth/events?story=intrusion&limit=1`);
  const [event] = ((await told.json()) as { events: any[] }).events;
  const id: string = event.ids.argus.events;
  const query = new URLSearchParams({ view: 'events', event: id });
  const page = await visit(await browser(), `${simulator.url}/_sim/console/?${query}`);
  const panel = page.getByRole('region', { name: id });
  await panel.getByText('malicious').waitFor();
  await panel.getByText('"attackInfo"').first().waitFor();
  await panel.getByRole('tab', { name: 'v2' }).click();
  await panel.getByText('"attackCategory"').first().waitFor();
  await panel.getByRole('tab', { name: 'USM' }).click();
  await panel.getByText(event.ids.usm.alarms).first().waitFor();
  await page.keyboard.press('ArrowRight');
  await panel.getByText('"eventLastUpdatedTimestamp"').first().waitFor();
  await panel.getByRole('tab', { name: 'Payload' }).click();
  await panel.getByRole('region', { name: 'Payload in hexadecimal' }).waitFor();
  await panel.getByRole('tab', { name: 'Packets' }).click();
  await panel.getByText(/^Packet \d+, which the rule reports$/).waitFor();
  const saved = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Save the capture' }).click();
  expect((await saved).suggestedFilename()).toBe('event.pcap');
  expect(new URL(page.url()).searchParams.get('tab')).toBe('packets');
});

browsed('what the product refuses is told in its own words, and another caller sees less', async () => {
  const simulator = await serving({ scenario: 'ransomware' });
  const criteria = JSON.stringify({ startTimestamp: 0, severity: ['low'], minSeverity: 'low' });
  const query = new URLSearchParams({ view: 'events', criteria });
  const page = await visit(await browser(), `${simulator.url}/_sim/console/?${query}`);
  await page.getByRole('alert').filter({ hasText: 'The product answered 412' }).waitFor();
  const usm = new URLSearchParams({ view: 'events', search: 'getUsmAlarms' });
  await page.goto(`${simulator.url}/_sim/console/?${usm}`);
  const count = async (): Promise<number> =>
    Number(/of (\d+)/.exec((await page.locator('.found > [role=status]').textContent()) ?? '')?.[1] ?? 0);
  await expect.poll(count).toBeGreaterThan(100);
  const all = await count();
  await page.getByLabel('Ask as').selectOption('restricted: reads customer bank only');
  await expect.poll(count).toBeLessThan(all);
});

browsed('hostile values are text in every side of their event', async () => {
  const simulator = await serving({ scenario: 'hard-values' });
  const told = await fetch(`${simulator.url}/_sim/truth/events?limit=40`);
  const { events } = (await told.json()) as { events: any[] };
  const page = await visit(await browser(), `${simulator.url}/_sim/console/`, { meets: [404] });
  for (const { ids } of events.filter((_, at) => at % 16 === 0))
    for (const tab of ['v1', 'usm', 'payload', 'packets']) {
      const query = new URLSearchParams({ view: 'events', event: ids.argus.events, tab });
      await page.goto(`${simulator.url}/_sim/console/?${query}`);
      await settled(page);
      const strangers = await page.evaluate<number>(
        'document.querySelectorAll("main script, main iframe, main img").length',
      );
      expect(strangers).toBe(0);
    }
});
