/** Where reports go: each form to standard output or to a file of its own. */
import { writeFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { reportFormats, type ReportFormat } from '../../contract/report/formats.ts';
import { attempt } from '../shared/attempt.ts';
import type { FailOn } from './flags.ts';
import type { Report } from '../../contract/report/report.ts';

export interface AskedReport {
  readonly format: ReportFormat;
  /** Null for standard output. */
  readonly file: string | null;
}

/** Reads `html=report.html`; called for each value of the option. */
export function parseReport(text: string, given: readonly AskedReport[] | undefined): readonly AskedReport[] {
  const before = given ?? [];
  const [format = '', ...rest] = text.split('=');
  if (!Object.hasOwn(reportFormats, format))
    throw new InvalidArgumentError(`It must be ${Object.keys(reportFormats).join(', ')}, with =file or without.`);
  const file = rest.length === 0 ? null : rest.join('=');
  if (file === '') throw new InvalidArgumentError('The file has no name.');
  if (file === null && before.some((other) => other.file === null))
    throw new InvalidArgumentError('Only one report can go to standard output; give the others a file.');
  return [...before, { format: format as ReportFormat, file }];
}

/** Text to standard output, unless something else goes there. Throws UserError where a file cannot be written. */
export async function writeReports(report: Report, asked: readonly AskedReport[] = []): Promise<void> {
  const isQuiet = asked.some(({ file }) => file === null);
  for (const { format, file } of isQuiet ? asked : [...asked, { format: 'text', file: null } as const]) {
    const text = await reportFormats[format](report);
    if (file === null) process.stdout.write(text);
    else attempt(`write ${file}`, () => writeFileSync(file, text));
  }
}

/** Exit code: 3 where the target could not be reached, 1 for violations of known facts and what else should fail, else 0. */
export const exitCodeOf = (report: Report, failing: readonly FailOn[] = []): number => {
  if (report.isUnreachable) return 3;
  const { violations, assumed, undecided } = report.summary;
  const counts = { incomplete: report.ended === null ? 0 : 1, assumed, undecided };
  return violations > 0 || failing.some((what) => counts[what] > 0) ? 1 : 0;
};
