/** One finding on the page: what was expected and seen, the exchanges that show it, and how to ask again. */
import { escaped } from '../../kernel/markup.ts';
import type { Excerpt, Finding } from '../terms/finding.ts';
import type { Group } from './group.ts';
import { isMarked, namedIn, pretty } from './pretty.ts';

/** Text as HTML has it. */
export const safe = (text: string | number): string => escaped(String(text));
export const anchorOf = (text: string): string => text.replace(/[^\w.-]/g, '-');

/** A finding, and folded behind it the same at other operations. */
export const cardsOf = ({ first, others }: Group): string =>
  others.length === 0
    ? card(first)
    : `${card(first)}\n<details class="others"><summary>the same at ${others.length} more ${others.length === 1 ? 'operation' : 'operations'}</summary>${others.map((finding) => card(finding, false)).join('\n')}</details>`;

function card(finding: Finding, isOpen = true): string {
  const { id, kind, operation, check, times, expected, seen, source, evidence, curl, response, against, again } =
    finding;
  const rank = kind === 'notice' ? 'notice' : finding.rank;
  const names = namedIn(expected, seen);
  return `<article class="finding ${rank}" data-rank="${rank}" id="${anchorOf(id)}">
<h3><span class="rank">${rank}</span> <a class="anchor" href="#${anchorOf(id)}">${safe(operation)}</a> <small>${safe(check)}${times > 1 ? ` · ${times} times` : ''}</small></h3>
<dl>
<dt>Expected</dt><dd>${safe(expected)}</dd>
<dt>Seen</dt><dd class="seen">${safe(seen)}</dd>
<dt>Source</dt><dd>${safe(source)} <span class="evidence ${evidence}">${evidence}</span></dd>
</dl>
${curl === null ? '' : `<h4>Request</h4>${copied(`<pre>${safe(curl)}</pre>`)}`}
${response === null ? '' : responseOf(response, isOpen, names)}
${against === undefined ? '' : `<h4>The request that it does not agree with</h4>${copied(`<pre>${safe(against.curl)}</pre>`)}${responseOf(against.response, isOpen, names)}`}
<div class="again">Again ${copied(`<code>${safe(again)}</code>`)}</div>
</article>`;
}

const copied = (inner: string): string =>
  `<div class="copied"><button class="copy" type="button">copy</button>${inner}</div>`;

function responseOf({ status, headers, body, bytes }: Excerpt, isOpen: boolean, names: ReadonlySet<string>): string {
  const head = Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
  const more = bytes > body.length ? ` <small>of ${bytes} bytes</small>` : '';
  const lines = pretty(body)
    .split('\n')
    .map((line) => (isMarked(line, names) ? `<mark>${safe(line)}</mark>` : safe(line)));
  return `<h4>Response${more}</h4><details${isOpen ? ' open' : ''}><summary>status ${status}</summary>${copied(`<pre>${safe(head)}\n\n${lines.join('\n')}</pre>`)}</details>`;
}
