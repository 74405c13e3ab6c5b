/** The page at a server's address: what it plays, with which credentials, and lines to paste. */
import { plugins } from '../../products/index.ts';
import { isoUtc } from '../../kernel/clock.ts';
import { escaped } from '../../kernel/markup.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';

const style = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
pre{overflow-x:auto;padding:.7rem;background:color-mix(in srgb,currentColor 8%,transparent);border-radius:.3rem}
table{border-collapse:collapse}td{padding:.1rem 1.2rem .1rem 0;vertical-align:top}h1{margin-bottom:0}`;

/** The page of a world where no control plane, and so no console, is beside it; `address` is the server as the reader sees it. Links are relative, so that any prefix holds. */
export function welcomePage(slot: WorldSlot, address: string): string {
  const { simulation, base, products } = slot.runtime();
  const { world, clock } = simulation;
  const { title, remarks, stories = {} } = base.scenario;
  const greetings = plugins
    .filter(({ name }) => products.some((product) => product.name === name))
    .map((plugin) => plugin.greeting(world, address));
  const lines = greetings.flatMap(({ examples }) => examples.map((example) => `curl -s ${example}`));
  const links: readonly (readonly [href: string, text: string])[] = [
    ['docs/', 'API documents: read them and try each operation'],
    ['openapi.json', 'OpenAPI 3.1'],
    ['health', 'health'],
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>siem-sim: ${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>siem-sim</h1>
<p>A simulator serves ${escaped(products.map((product) => product.title).join(' and '))} at <code>${escaped(address)}</code>. Nothing here is real.</p>
<ul>${links.map(([href, text]) => `<li><a href="${href}">${escaped(text)}</a></li>`).join('')}</ul>
<h2>${escaped(title)}</h2>
<p>Scenario ${escaped(world.scenario)}, seed ${escaped(world.seed)}${slot.name === null ? '' : `, world ${escaped(slot.name)}`}: ${world.aggregated.length} aggregated events up to ${isoUtc(world.end)}; it is now ${isoUtc(clock.now())}.</p>
${remarks === undefined ? '' : `<p>${escaped(remarks.trim())}</p>`}
${Object.values(stories)
  .map(
    (story) =>
      `<h3>${escaped(story.title)}</h3>${story.remarks === undefined ? '' : `<p>${escaped(story.remarks.trim())}</p>`}`,
  )
  .join('\n')}
${greetings
  .flatMap(({ heading, credentials }) =>
    heading === null ? [] : [`<h2>${escaped(heading.replace(/:$/, ''))}</h2>${tableOf(credentials)}`],
  )
  .join('\n')}
<h2>Try</h2>
<pre>${lines.map(escaped).join('\n')}</pre>
</body>
</html>
`;
}

const tableOf = (rows: readonly (readonly [string, string])[]): string =>
  `<table>${rows.map(([text, label]) => `<tr><td><code>${escaped(text)}</code></td><td>${escaped(label)}</td></tr>`).join('')}</table>`;
