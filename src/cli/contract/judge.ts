/** Runs the suite for a person or a job: progress, Ctrl-C, reports, and the exit code. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { SingleBar } from 'cli-progress';
import { UserError } from '../../kernel/fault.ts';
import type { Report } from '../../contract/report/report.ts';
import { findingLines } from '../../contract/report/text.ts';
import { runContract, type RunOptions } from '../../contract/run.ts';
import type { Target } from '../../contract/terms/target.ts';
import { attempt } from '../shared/attempt.ts';
import { unitsNamed, type ContractFlags } from './flags.ts';
import { exitCodeOf, writeReports } from './reports.ts';
import { confirmWriting, openTarget } from './target.ts';

/** What a shell says of a process that a signal ended. */
const signalCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/** Resolves with the exit code. */
export async function judge(flags: ContractFlags): Promise<number> {
  const { target, close } = await openTarget(flags);
  try {
    await confirmWriting(target, flags.yes === true);
    if (flags.replay !== undefined) return await replay(target, flags, flags.replay);
    const { only, profile } = flags;
    const chosen = only === undefined ? {} : { only: unitsNamed(only, target, profile) };
    const { report, interruptedBy } = await run(target, flags, chosen);
    await writeReports(report, flags.report);
    return interruptedBy === null ? exitCodeOf(report) : signalCodes[interruptedBy];
  } finally {
    await close();
  }
}

/** Asks only what led to a finding; 1 when it is there again, 0 when it is gone. */
async function replay(target: Target, flags: ContractFlags, id: string): Promise<number> {
  const [unit = ''] = id.split('~');
  const [operation = ''] = unit.split('/');
  unitsNamed(unit, target, flags.profile);
  // What was seen by the way was seen while something else of the operation was asked.
  const isByTheWay = unit.includes('/schema/');
  const { report } = await run(target, flags, {
    only: isByTheWay ? (name) => name.startsWith(`${operation}/`) : (name) => name === unit,
  });
  if (!report.results.some((result) => result.unit === unit)) throw new UserError(`no check is called ${unit}`);
  const found = report.findings.filter(
    (finding) => finding.id === id || (!id.includes('~') && finding.id.startsWith(`${id}~`)),
  );
  console.log(found.length > 0 ? found.flatMap(findingLines).join('\n') : `${id} is not seen again.`);
  if (report.isUnreachable) console.error(`siem-sim: ${report.ended ?? ''}`);
  if (found.length > 0) return 1;
  return report.isUnreachable ? 3 : 0;
}

interface Run {
  readonly report: Report;
  readonly interruptedBy: keyof typeof signalCodes | null;
}

async function run(target: Target, flags: ContractFlags, chosen: Pick<RunOptions, 'only'>): Promise<Run> {
  const stop = new AbortController();
  let interruptedBy: Run['interruptedBy'] = null;
  const onSignal = (signal: NodeJS.Signals): void => {
    interruptedBy = signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM';
    stop.abort();
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const bar = process.stderr.isTTY
    ? new SingleBar({
        format: ' {bar} {value}/{total} {unit}',
        stream: process.stderr,
        clearOnComplete: true,
        hideCursor: true,
      })
    : null;
  try {
    const { seed, profile, rps, maxRequests, time, timeout } = flags;
    const report = await runContract(target, {
      seed,
      profile,
      ...chosen,
      ...(rps !== undefined && { rps }),
      ...(maxRequests !== undefined && { maxRequests }),
      ...(time !== undefined && { seconds: time }),
      ...(timeout !== undefined && { timeoutMs: timeout * 1000 }),
      signal: stop.signal,
      onProgress: ({ unit }, at, of) => {
        if (at === 1) bar?.start(of, 0, { unit });
        bar?.update(at, { unit });
      },
      ...(flags.resume !== undefined && { resume: stateIn(flags.resume, target, flags) }),
    });
    bar?.stop();
    if (flags.resume !== undefined) keepState(flags.resume, report);
    return { report, interruptedBy };
  } finally {
    bar?.stop();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

/** What a run that was broken off had done. Throws UserError for the state of another run. */
function stateIn(file: string, target: Target, { seed }: ContractFlags): Pick<Report, 'results' | 'findings'> {
  if (!existsSync(file)) return { results: [], findings: [] };
  const state = readJson(file) as Partial<Report>;
  if (
    state.target !== target.url ||
    state.seed !== seed ||
    !Array.isArray(state.results) ||
    !Array.isArray(state.findings)
  )
    throw new UserError(`${file} is no state of a run against ${target.url} with seed ${seed}`);
  return { results: state.results, findings: state.findings };
}

/** Keeps what was done of a run that ended early; a run that came to its end leaves no state. */
function keepState(file: string, report: Report): void {
  if (report.ended === null) {
    rmSync(file, { force: true });
    return;
  }
  const done = report.results.filter(({ verdict, reason }) => verdict !== 'skipped' || reason !== report.ended);
  attempt(`keep the state in ${file}`, () => writeFileSync(file, JSON.stringify({ ...report, results: done })));
}

/** A JSON file. Throws UserError for what is none. */
export const readJson = (file: string): unknown =>
  attempt(`read ${file}`, () => JSON.parse(readFileSync(file, 'utf8')) as unknown);
