/** A hunt as JSON: the verdict, the schedule that was found, and its rounds, requests and deliveries. */
import type { Run } from '../runs/run-once.ts';
import { huntExitCode, type HuntReport } from './report.ts';
import { runStory } from './story.ts';

export function huntJson(report: HuntReport): string {
  const { plain, conviction, ...rest } = report;
  const told = {
    ...rest,
    exitCode: huntExitCode(report),
    plain: runJson(plain),
    conviction:
      conviction === null
        ? null
        : { ...conviction, run: { ...runJson(conviction.run), story: runStory(conviction.run) } },
  };
  return `${JSON.stringify(told, null, 2)}\n`;
}

const runJson = ({ schedule, verdict, profile, rounds, requests, deliveries, took, clientMs }: Run): object => ({
  schedule,
  verdict,
  profile,
  rounds,
  requests,
  deliveries,
  took: Math.round(took),
  clientMs: Math.round(clientMs),
});
