/** Writes the pages, and the parts of pages, that are made from commands, schemas and tables; `--check` tells whether they are fresh. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { alarmsPage } from './docs/alarms.ts';
import { commandLineText } from './docs/command-line.ts';
import { faultEffectsText } from './docs/fault-effects.ts';
import { fidelityText } from './docs/fidelity.ts';
import { llmsFullText, llmsText, type PageText } from './docs/llms.ts';
import { withPart } from './docs/parts.ts';
import { scenarioLanguagePage } from './docs/scenario-language.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const textOf = (path: string): string => (existsSync(root + path) ? readFileSync(root + path, 'utf8') : '');

/** Every file that is generated, whole or in part, with the text that it should have. */
export async function generatedDocuments(): Promise<ReadonlyMap<string, string>> {
  const made = new Map([
    ['docs/alarms.md', alarmsPage()],
    ['docs/scenario-language.md', scenarioLanguagePage()],
    ['docs/command-line.md', withPart(textOf('docs/command-line.md'), 'commands', await commandLineText())],
    ['docs/faults.md', withPart(textOf('docs/faults.md'), 'effects', faultEffectsText())],
    ['docs/fidelity.md', withPart(textOf('docs/fidelity.md'), 'operations', fidelityText())],
  ]);
  const page = (path: string): PageText => ({ path, text: made.get(path) ?? textOf(path) });
  const names = new Set([...readdirSync(`${root}docs`).map((name) => `docs/${name}`), ...made.keys()]);
  // In a newcomer's order, which is that of the list at the end of the README.
  const readme = textOf('README.md');
  const place = (name: string): number => readme.lastIndexOf(`(${name})`);
  const pages = [...names]
    .filter((name) => name.endsWith('.md'))
    .toSorted((one, other) => place(one) - place(other))
    .map(page);
  made.set('llms.txt', llmsText(page('README.md'), pages));
  made.set(whole, llmsFullText(page('README.md'), pages));
  return made;
}

/** All pages in one: it is made for the package, and not kept in the repository, where each change of a page would be one of it. */
const whole = 'llms-full.txt';

if (process.argv[1]?.endsWith('docs.ts')) {
  const stale = [...(await generatedDocuments())].filter(([path, text]) => textOf(path) !== text);
  const kept = stale.map(([path]) => path).filter((path) => path !== whole);
  if (!process.argv.includes('--check')) for (const [path, text] of stale) writeFileSync(root + path, text);
  else if (kept.length > 0) {
    console.error(`stale: ${kept.join(', ')}; run npm run docs`);
    process.exitCode = 1;
  }
}
