/** Forms of report by name, each loaded when it is asked for. */
import type { HuntReport } from './report.ts';

export const huntReportFormats = {
  text: async (report: HuntReport): Promise<string> => (await import('./text.ts')).huntText(report),
} as const;

export type HuntReportFormat = keyof typeof huntReportFormats;
