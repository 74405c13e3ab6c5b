/** What stands in the console's page before any script is there. */
import { expect, test } from 'vitest';
import { controlled } from '../../support/control.ts';

const path = '/_sim/console/';

test('the page says what is played, as text and for its scripts', async () => {
  const { url } = await controlled({ scenario: 'empty', seed: '<b>&"7"' });
  const page = await (await fetch(url + path)).text();
  expect(page).toContain('<dd>empty</dd>');
  expect(page).toContain('seed &lt;b&gt;&amp;&quot;7&quot;');
  expect(page).toContain('<dt>events</dt><dd>60</dd>');
  expect(page).toContain('&quot;scenario&quot;:&quot;empty&quot;');
  expect(page).not.toMatch(/\{\w+\}|<b>/);
});

test('who shows no token is told nothing by the page, nor is a page of another site', async () => {
  const { url } = await controlled({ scenario: 'empty', control: { token: 'open-sesame' } });
  for (const headers of [{}, { Authorization: 'Bearer guess' }]) {
    const page = await (await fetch(url + path, { headers })).text();
    expect(page).toContain('data-played=""');
    expect(page).not.toContain('<dd>');
  }
  const open = await controlled({ scenario: 'empty' });
  const strange = await fetch(open.url + path, { headers: { 'Sec-Fetch-Site': 'cross-site' } });
  expect(await strange.text()).toContain('data-played=""');
});

test('another view has the frame alone, and its script with the first', async () => {
  const { url } = await controlled({ scenario: 'empty' });
  const view = await (await fetch(`${url}${path}?view=traffic`)).text();
  expect(view).toContain('class="head"');
  expect(view).not.toContain('<dt>events</dt>');
  const first = await (await fetch(url + path)).text();
  expect(view.match(/modulepreload/g)).toHaveLength((first.match(/modulepreload/g)?.length ?? 0) + 1);
  expect(await (await fetch(`${url}${path}?demo`)).text()).not.toContain('class="head"');
});
