/** Where reports of a hunt go: each form to standard output or to a file of its own. */
import { writeFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { huntReportFormats, type HuntReportFormat } from '../../hunt/report/formats.ts';
import type { HuntReport } from '../../hunt/report/report.ts';
import { attempt } from '../shared/attempt.ts';

export interface AskedHuntReport {
  readonly format: HuntReportFormat;
  /** Null for standard output. */
  readonly file: string | null;
}

/** Reads `html=report.html`; called for each value of the option. */
export function parseHuntReport(text: string, before: readonly AskedHuntReport[] = []): readonly AskedHuntReport[] {
  const [format = '', ...rest] = text.split('=');
  if (!Object.hasOwn(huntReportFormats, format))
    throw new InvalidArgumentError(`It must be ${Object.keys(huntReportFormats).join(', ')}, with =file or without.`);
  const file = rest.length === 0 ? null : rest.join('=');
  if (file === '') throw new InvalidArgumentError('The file has no name.');
  if (file === null && before.some((other) => other.file === null))
    throw new InvalidArgumentError('Only one report can go to standard output; give the others a file.');
  return [...before, { format: format as HuntReportFormat, file }];
}

/** Text to standard output, unless something else goes there. Throws UserError where a file cannot be written. */
export async function writeHuntReports(report: HuntReport, asked: readonly AskedHuntReport[] = []): Promise<void> {
  const isQuiet = asked.some(({ file }) => file === null);
  for (const { format, file } of isQuiet ? asked : [...asked, { format: 'text', file: null } as const]) {
    const text = await huntReportFormats[format](report);
    if (file === null) process.stdout.write(text);
    else attempt(`write ${file}`, () => writeFileSync(file, text));
  }
}
