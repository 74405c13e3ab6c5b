import { expect, test } from 'vitest';
import { alarmsPage } from '../../src/dev/docs/alarms.ts';
import { commandLineText } from '../../src/dev/docs/command-line.ts';
import { faultEffectsText } from '../../src/dev/docs/fault-effects.ts';
import { fidelityText } from '../../src/dev/docs/fidelity.ts';
import { llmsText } from '../../src/dev/docs/llms.ts';
import { tableText, withPart } from '../../src/dev/docs/parts.ts';
import { scenarioLanguagePage } from '../../src/dev/docs/scenario-language.ts';

test('a part of a page is made anew, and all else stays', () => {
  const page = 'Before.\n<!-- generated: it (npm run docs) -->\nold\n<!-- end of generated -->\nAfter.';
  const made = withPart(page, 'it', 'new\n');
  expect(made).toContain('-->\n\nnew\n\n<!-- end');
  expect([made.startsWith('Before.\n'), made.endsWith('\nAfter.'), made.includes('old')]).toEqual([true, true, false]);
  expect(withPart(made, 'it', 'new')).toBe(made);
  expect(() => withPart(page, 'other', 'new')).toThrow('the page has no place for other');
});

test('a bar in a cell does not end it', () => {
  expect(tableText(['a'], [['b|c']])).toBe('| a |\n| --- |\n| b\\|c |');
});

test('the reference of commands has every command, subcommand, option and usual value', async () => {
  const text = await commandLineText();
  for (const told of ['### siem-sim serve', '#### siem-sim scenario show', '`--port <n>`', '`8080`', '`SIEM_SIM_PORT`'])
    expect(text).toContain(told);
  expect(text).toContain('Usage: `siem-sim scenario validate [options] <file…>`');
});

test('the reference of scenarios says what a key takes, what it means and which must be there', () => {
  const text = scenarioLanguagePage();
  expect(text).toContain('| **`title`** | text | One line that lists show. |');
  expect(text).toContain('| `volume.events` | whole number from 0 to 20000000 |');
  expect(text).toMatch(/\| `customers` \| list of \[customer\]\(#customer\) \|/);
});

test('the page of alarms has each by the name that scenarios use', () => {
  expect(alarmsPage()).toContain('| `password-spray` | IDENTITY - Password spray | high | SNORT-1:1000482 |');
});

test('the table of faults has each effect with its class, and the statuses of each product', () => {
  const text = faultEffectsText();
  expect(text).toContain('| `error: 429` | promised | 5 requests in a row |');
  expect(text).toContain('| USM Anywhere | 400, 401, 403, 404, 429, 500, 503 |');
});

test('an operation has its evidence, links to its sources, its checks and the mutants that are found there', () => {
  const line = fidelityText()
    .split('\n')
    .find((one) => one.startsWith('| findAggregatedEvents |'));
  expect(line).toMatch(
    /\| documented \| \[Argus documentation[^\]]*\]\(https:[^)]*\); \[argus\.md §6\.5\]\(contract\/argus\.md#65-[^)]*\) \| \d\d \| \d\d \| [^|]*\|$/,
  );
});

test('a page is listed by its title and its first sentence', () => {
  const readme = { path: 'README.md', text: '# tool\n\nDoes **this**.\n\nMore.' };
  const page = { path: 'docs/a.md', text: '# A page\n\nSays [that](b.md) first. Then more.\n' };
  expect(llmsText(readme, [page])).toBe(
    '# tool\n\n> Does this.\n\n## Docs\n\n- [README](README.md): what it is, and the first five minutes\n- [A page](docs/a.md): Says that first.\n',
  );
});
