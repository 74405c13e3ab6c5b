/** `--diff a.json b.json`: two reports side by side. */
import { UserError } from '../../kernel/fault.ts';
import { diffOf, diffText } from '../../contract/diff.ts';
import type { Report } from '../../contract/report/report.ts';
import { readJson } from './state.ts';

/** Prints the differences; exit code 1 where known facts are departed from, else 0. */
export function diff([one, other, ...rest]: readonly string[]): number {
  if (one === undefined || other === undefined || rest.length > 0)
    throw new UserError('--diff takes two reports: --diff simulator.json live.json');
  const made = diffOf(reportIn(one), reportIn(other));
  console.log(diffText(made));
  return made.departures.length > 0 ? 1 : 0;
}

function reportIn(file: string): Report {
  const report = readJson(file) as Partial<Report> | null;
  if (!Array.isArray(report?.findings) || !Array.isArray(report.results) || typeof report.target !== 'string')
    throw new UserError(`${file} is no report; make one with --report json=${file}`);
  return report as Report;
}
