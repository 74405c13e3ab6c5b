/** The tables of docs/fidelity.md, which say of each operation how it is known, and what keeps it so. */
import { readFileSync } from 'node:fs';
import { unitsOf } from '../../contract/units.ts';
import { endpointsOf, type Endpoint } from '../../http/endpoint.ts';
import { plugins } from '../../products/index.ts';
import type { Plugin } from '../../products/shared/plugin.ts';
import { createApp } from '../../sim/simulator.ts';
import { simulatedTarget, type SimulatedOptions } from '../../contract/simulated.ts';
import { tableText } from './parts.ts';
import { withoutEffect } from './without-effect.ts';

const root = new URL('../../../', import.meta.url);
const textOf = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** Where what a source names can be read; the facts files say where each fact in them is from. */
const publicPages: readonly (readonly [RegExp, string])[] = [
  [/Argus documentation, [\w ]+/, 'https://docs.mnemonic.no/display/public/API/General+integration+guide'],
  [/argus_api 4\.0\.0/, 'https://pypi.org/project/argus-api/4.0.0/'],
  [/argus_api 5\.0\.0/, 'https://pypi.org/project/argus-api/5.0.0/'],
  [/USM Anywhere REST API/, 'https://cybersecurity.att.com/documentation/api/usm-anywhere-apis.htm'],
];

/** One section a product: its operations in every dialect that has them. */
export function fidelityText(): string {
  const checks = checksByOperation();
  const mutants = mutantsByOperation(textOf('test/mutants/table.md'));
  return plugins.map((plugin) => sectionOf(plugin, checks, mutants)).join('\n\n');
}

type Counts = ReadonlyMap<string, number>;

function sectionOf({ name, tables: inDialects }: Plugin, checks: Counts, mutants: Counts): string {
  const tables = Object.entries(inDialects);
  const rows = new Map<string, { readonly endpoint: Endpoint; readonly dialects: string[] }>();
  for (const [dialect, table] of tables)
    for (const endpoint of endpointsOf(table.rows)) {
      const known = rows.get(endpoint.id);
      if (known === undefined) rows.set(endpoint.id, { endpoint, dialects: [dialect] });
      else known.dialects.push(dialect);
    }
  const all = [...rows.values()];
  const count = (evidence: string): number => all.filter(({ endpoint }) => endpoint.evidence === evidence).length;
  return `### ${tables[0]?.[1].title ?? ''}

${all.length} operations: ${count('documented')} documented, ${count('observed')} observed, ${count('assumed')} assumed.

${tableText(
  ['operation', 'call', 'evidence', 'source', 'checks', 'mutants', 'not simulated'],
  all.map(({ endpoint, endpoint: { id, method, path, evidence, source }, dialects }) => [
    id,
    `${method} ${path}${dialects.length < tables.length ? ` (${dialects.join(', ')})` : ''}`,
    evidence,
    linked(source),
    String(checks.get(`${name}.${id}`) ?? 0),
    String(mutants.get(`${name}.${id}`) ?? 0),
    withoutEffect(endpoint).join(', '),
  ]),
)}`;
}

/** How many checks of the contract suite are asked of each operation of a simulator, rules for every answer among them. */
function checksByOperation(): Counts {
  const siem = createApp({ events: 0 });
  const units = plugins.flatMap(({ tables }) =>
    // In each dialect, since some have operations of their own.
    Object.keys(tables).flatMap((dialect) =>
      unitsOf(simulatedTarget({ url: '', model: siem.model }, dialectOf(dialect))),
    ),
  );
  return counted([...new Set(units.map(({ name }) => name))].map((name) => name.slice(0, name.indexOf('/'))));
}

const dialectOf = (dialect: string): SimulatedOptions =>
  Object.fromEntries(
    plugins.flatMap(({ flags, tables }) =>
      dialect in tables
        ? flags.filter(({ choices }) => choices?.includes(dialect)).map(({ name }) => [name, dialect])
        : [],
    ),
  );

/** How many of the hand-written mutants are found first at each operation. */
const mutantsByOperation = (table: string): Counts =>
  counted(Array.from(table.matchAll(/^\|.*\| \S+ on (\w+\.\w+) \|/gm), ([, operation = '']) => operation));

const counted = (names: readonly string[]): Counts => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};

/** A source whose facts files are linked, at their section, and whose public pages are. */
function linked(source: string): string {
  const facts = source.replace(
    /(?:docs\/)?contract\/(\w+\.md)((?: §(\d+(?:\.\d+)*))?)/g,
    (_, file: string, section: string, number: string) => {
      const anchor = number === undefined ? '' : anchorOf(textOf(`docs/contract/${file}`), number);
      return `[${file}${section}](contract/${file}${anchor})`;
    },
  );
  return publicPages.reduce((text, [named, url]) => text.replace(named, (words) => `[${words}](${url})`), facts);
}

/** The anchor of the heading with a section's number, as GitHub makes it. */
function anchorOf(text: string, number: string): string {
  const [, heading] = new RegExp(`^#+ (${number.replaceAll('.', '\\.')}\\.? .*)$`, 'm').exec(text) ?? [];
  if (heading === undefined) return '';
  return `#${heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')}`;
}
