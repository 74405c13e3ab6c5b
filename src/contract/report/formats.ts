/** The forms that a report comes in. */
import type { Report } from './report.ts';

/** Each is loaded when somebody asks for it. */
export const reportFormats = {
  text: async (report: Report): Promise<string> => `${(await import('./text.ts')).textReport(report)}\n`,
  json: async (report: Report): Promise<string> => `${JSON.stringify(report, null, 2)}\n`,
  junit: async (report: Report): Promise<string> => `${(await import('./junit.ts')).junitReport(report)}\n`,
  ctrf: async (report: Report): Promise<string> => `${(await import('./ctrf.ts')).ctrfReport(report)}\n`,
  html: async (report: Report): Promise<string> => (await import('./html.ts')).htmlReport(report),
} as const;

export type ReportFormat = keyof typeof reportFormats;
