/** A report as one web page: no outside resource, whole without its script, legible on a telephone, on paper and in the dark. */
import { adapters } from '../products/index.ts';
import { dialectsOf } from '../terms/target.ts';
import type { Finding, UnitResult } from '../terms/finding.ts';
import { anchorOf, cardsOf, safe } from './card.ts';
import { grouped } from './group.ts';
import { families, matrixOf, type Cell, type Row } from './matrix.ts';
import type { CheckNote, Report } from './report.ts';
import { script } from './script.ts';
import { style } from './style.ts';

export function htmlReport(report: Report): string {
  const { findings } = report;
  const violations = findings.filter(({ kind, evidence }) => kind === 'violation' && evidence !== 'assumed');
  const learnt = findings.filter(({ kind, evidence }) => kind === 'violation' && evidence === 'assumed');
  const notices = findings.filter(({ kind }) => kind === 'notice');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Contract report: ${safe(report.target)}</title>
<style>${style}</style>
</head>
<body>
<main>
${heading(report)}
${tiles(report)}
${findings.length === 0 ? '' : filter}
${report.ended === null ? '' : `<p class="ended">The run ended early: ${safe(report.ended)}.</p>`}
${section('Violations', 'Departures from what the vendor documents, or from what was observed.', violations)}
${section('Things learnt', 'Departures from facts that are only assumed. The server is probably right: correct the row or the schema named as the source.', learnt)}
${section('Notices', 'Worth knowing, and no departure.', notices)}
${matrix(report)}
${wanted(report)}
${reasons(report.results, 'undecided', 'Not decided by the data of this target')}
${reasons(report.results, 'skipped', 'Not asked')}
${glossary(report.checks)}
</main>
${findings.length === 0 ? '' : `<script>${script}</script>`}
</body>
</html>
`;
}

/** `USM Anywhere as live`, for each product that has dialects. */
const spoken = (report: Report): string =>
  Object.entries(dialectsOf(report))
    .map(([flag, dialect]) => `${safe(titleOf(flag.slice(0, -'Dialect'.length)))} as ${safe(dialect)}`)
    .join(' · ');

const titleOf = (product: string): string => adapters.find(({ name }) => name === product)?.title ?? product;

const heading = (report: Report): string => `<header>
<p class="eyebrow">${safe(report.tool)} ${safe(report.version)}</p>
<h1>${safe(report.target)}</h1>
<p class="meta">${report.isLive ? 'live target' : 'simulator'} · profile ${safe(report.profile)} · seed ${safe(report.seed)} · ${spoken(report)} · ${(report.summary.milliseconds / 1000).toFixed(1)} s${report.date === undefined ? '' : ` · <time datetime="${safe(report.date)}">${safe(report.date.replace('T', ' ').slice(0, 16))} UTC</time>`}</p>
${report.command === undefined ? '' : `<div class="copied"><button class="copy" type="button">copy</button><code class="command">${safe(report.command)}</code></div>`}
</header>`;

/** Only a script can do anything with these, and shows them. */
const filter = `<form class="filter" onsubmit="return false"><input id="find" type="search" placeholder="Search findings and operations" aria-label="Search">
<span class="ranks">${['critical', 'major', 'minor', 'notice'].map((rank) => `<label><input type="checkbox" value="${rank}" checked> ${rank}</label>`).join(' ')}</span> <span id="left" aria-live="polite"></span></form>`;

function tiles({ summary }: Report): string {
  const tile = (value: number, label: string, tone: string): string =>
    `<div class="tile ${tone}"><b>${value.toString().replace(/\B(?=(\d{3})+$)/g, '\u2009')}</b><span>${label}</span></div>`;
  return `<section class="tiles" aria-label="Summary">
${tile(summary.checks, 'checks', '')}
${tile(summary.passed, 'passed', 'good')}
${tile(summary.violations, 'violations', summary.violations > 0 ? 'bad' : 'good')}
${tile(summary.assumed, 'things learnt', summary.assumed > 0 ? 'warn' : '')}
${tile(summary.notices, 'notices', '')}
${tile(summary.undecided, 'undecided', summary.undecided > 0 ? 'warn' : '')}
${tile(summary.skipped, 'skipped', '')}
${tile(summary.requests, 'requests', '')}
</section>`;
}

const section = (title: string, lead: string, findings: readonly Finding[]): string =>
  findings.length === 0
    ? ''
    : `<section><h2>${title} <small>${findings.length}</small></h2><p class="lead">${lead}</p>${grouped(findings).map(cardsOf).join('\n')}</section>`;

function matrix(report: Report): string {
  const rows = matrixOf(report);
  const found = new Map<string, string>();
  for (const { id, operation, check } of report.findings) {
    const unit = `${operation}/${check}`;
    if (!found.has(unit)) found.set(unit, id);
  }
  return `<section><h2>Operations × checks</h2>
<p class="lead">One square is one question asked of one operation: <i class="sq passed"></i> kept, <i class="sq violated"></i> departed, <i class="sq undecided"></i> not decided by the data, <i class="sq skipped"></i> not asked. Rest the pointer on a square to read which.</p>
<div class="scroll"><table><thead><tr><th scope="col">Operation</th>${families.map((family) => `<th scope="col">${family}</th>`).join('')}</tr></thead>
<tbody>${rows.map((row) => rowOf(row, found)).join('\n')}</tbody></table></div></section>`;
}

const rowOf = ({ operation, cells }: Row, found: ReadonlyMap<string, string>): string =>
  `<tr data-row><th scope="row"><span class="method">${operation.method}</span> ${safe(operation.key)}<br><span class="path">${safe(operation.path)}</span> <span class="evidence ${operation.evidence}">${operation.evidence}</span></th>${families.map((family) => `<td>${cellOf(cells[family], found)}</td>`).join('')}</tr>`;

function cellOf({ passed, violated, undecided, units }: Cell, found: ReadonlyMap<string, string>): string {
  if (units.length === 0) return '';
  const squares = units.map((unit) => squareOf(unit, found.get(unit.unit))).join('');
  const asked = passed + violated + undecided;
  return `<span class="tally${violated > 0 ? ' bad' : ''}">${asked === 0 ? '–' : `${passed}/${asked}`}</span><span class="squares">${squares}</span>`;
}

function squareOf({ check, verdict, reason }: UnitResult, finding: string | undefined): string {
  const title = `${check}: ${verdict}${reason === null ? '' : ` (${reason})`}`;
  return finding === undefined
    ? `<i class="sq ${verdict}" title="${safe(title)}"></i>`
    : `<a class="sq ${verdict === 'violated' ? 'violated' : 'noted'}" href="#${anchorOf(finding)}" title="${safe(title)}"></a>`;
}

function reasons(results: readonly UnitResult[], of: UnitResult['verdict'], title: string): string {
  const byReason = new Map<string, string[]>();
  for (const { unit, verdict, reason } of results) {
    if (verdict !== of) continue;
    const units = byReason.get(reason ?? '') ?? [];
    units.push(unit);
    byReason.set(reason ?? '', units);
  }
  if (byReason.size === 0) return '';
  const items = [...byReason]
    .sort(([, one], [, other]) => other.length - one.length)
    .map(
      ([reason, units]) =>
        `<details><summary>${units.length} × ${safe(reason)}</summary><p class="units">${units.map(safe).join('<br>')}</p></details>`,
    );
  return `<section><h2>${title}</h2>${items.join('\n')}</section>`;
}

const wanted = ({ wanted: all = [] }: Report): string =>
  all.length === 0
    ? ''
    : `<section><h2>More could be asked</h2><table class="glossary"><tbody>${all
        .map(
          ({ give, checks, note }) =>
            `<tr><th scope="row">${safe(give)}</th><td>${checks} checks more</td><td>${safe(note ?? '')}</td></tr>`,
        )
        .join('\n')}</tbody></table></section>`;

const glossary = (checks: readonly CheckNote[]): string => `<section><h2>What was asked</h2>
<table class="glossary"><tbody>${checks
  .map(
    ({ id, asks, rank }) =>
      `<tr><th scope="row">${safe(id)}</th><td>${safe(asks)}</td><td><span class="rank-name">${rank}</span></td></tr>`,
  )
  .join('\n')}</tbody></table></section>`;
