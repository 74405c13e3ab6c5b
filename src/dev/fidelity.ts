/** Writes the tables of docs/fidelity.md, which say of each operation how it is known; `--check` tells whether they are fresh. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { endpointsOf, type Endpoint } from '../http/endpoint.ts';
import type { Table } from '../http/product.ts';
import { plugins } from '../products/index.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
export const fidelityFile = `${root}docs/fidelity.md`;
const [begin, end] = ['<!-- tables: npm run docs -->', '<!-- end of tables -->'];

/** The text with its tables made anew; all else stays as it is. */
export function withTables(text: string): string {
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`${fidelityFile} has no place for tables`);
  return `${before}${begin}\n\n${plugins.flatMap(({ tables }) => sections(tables)).join('\n')}\n${end}${after}`;
}

/** One section a product: its operations in every dialect that has them. */
function sections(inDialects: Readonly<Record<string, Table>>): readonly string[] {
  const tables = Object.entries(inDialects);
  const rows = new Map<string, { readonly endpoint: Endpoint; readonly dialects: string[] }>();
  for (const [dialect, table] of tables)
    for (const endpoint of endpointsOf(table.rows)) {
      const known = rows.get(endpoint.id);
      if (known === undefined) rows.set(endpoint.id, { endpoint, dialects: [dialect] });
      else known.dialects.push(dialect);
    }
  const [[, first] = ['', null]] = tables;
  const count = (evidence: string): number =>
    [...rows.values()].filter(({ endpoint }) => endpoint.evidence === evidence).length;
  return [
    `### ${first?.title ?? ''}\n`,
    `${rows.size} operations: ${count('documented')} documented, ${count('observed')} observed, ${count('assumed')} assumed.\n`,
    '| operation | call | evidence | source |',
    '|---|---|---|---|',
    ...[...rows.values()].map(({ endpoint, dialects }) =>
      lineOf(endpoint, dialects.length < tables.length ? dialects : []),
    ),
    '',
  ];
}

const lineOf = ({ id, method, path, evidence, source }: Endpoint, dialects: readonly string[]): string =>
  `| ${id} | ${method} ${path}${dialects.length > 0 ? ` (${dialects.join(', ')})` : ''} | ${evidence} | ${linked(source)} |`;

/** Facts files of the repository become links. */
const linked = (source: string): string =>
  source.replace(/(?:docs\/)?contract\/(\w+\.md)/g, '[$1](contract/$1)').replaceAll('|', '\\|');

if (process.argv[1]?.endsWith('fidelity.ts')) {
  const text = readFileSync(fidelityFile, 'utf8');
  const fresh = withTables(text);
  if (!process.argv.includes('--check')) writeFileSync(fidelityFile, fresh);
  else if (fresh !== text) {
    console.error('docs/fidelity.md is stale: run npm run docs');
    process.exitCode = 1;
  }
}
