/** Forms of report by name, each loaded when it is asked for. */
import type { HuntReport } from './report.ts';

export const huntReportFormats = {
  text: async (report: HuntReport): Promise<string> => (await import('./text.ts')).huntText(report),
  json: async (report: HuntReport): Promise<string> => (await import('./json.ts')).huntJson(report),
  junit: async (report: HuntReport): Promise<string> => (await import('./junit.ts')).huntJunit(report),
  html: async (report: HuntReport): Promise<string> => (await import('./html.ts')).huntHtml(report),
} as const;

export type HuntReportFormat = keyof typeof huntReportFormats;
