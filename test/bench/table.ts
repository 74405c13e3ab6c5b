/** The table that the bench prints, and which of its rows are wanted: all, or those that the command line names. */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

interface Row {
  readonly what: string;
  readonly bar: string;
  readonly measured: string;
  readonly isMet: boolean;
}

const rows: Row[] = [];
const wanted = process.argv.slice(2).filter((name) => !name.startsWith('-'));
export const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);
export const two = (value: number): string => value.toFixed(2);

export function add(what: string, bar: string, measured: string, isMet: boolean): void {
  rows.push({ what, bar, measured, isMet });
  console.log(`${isMet ? 'met   ' : 'MISSED'} ${what}: ${measured} (${bar})`);
}

const page = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));

/** Prints the table, and with `--write` puts it in the place of the page's. */
export function tellTable(): void {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}`;
  const lines = rows.map(
    ({ what, bar, measured, isMet }) => `| ${what} | ${bar} | ${measured} | ${isMet ? 'met' : 'missed'} |\n`,
  );
  const table = `| what | bar | measured (${machine}) | |\n|---|---|---|---|\n${lines.join('')}`;
  console.log(`\n${table}`);
  if (!process.argv.includes('--write')) return;
  if (wanted.length > 0) throw new Error('--write is for all rows');
  const text = readFileSync(page, 'utf8');
  writeFileSync(
    page,
    text.replace(/^\| what \|.*\n(?:\|.*\n)+/m, () => table),
  );
}
