/** Runs the suite for a person or a job: progress, Ctrl-C, reports, and the exit code. */
import { SingleBar } from 'cli-progress';
import { UserError } from '../../kernel/fault.ts';
import type { Report } from '../../contract/report/report.ts';
import { findingLines } from '../../contract/report/text.ts';
import { runContract, type RunOptions } from '../../contract/run.ts';
import type { Target } from '../../contract/terms/target.ts';
import { unitsNamed, type ContractFlags } from './flags.ts';
import { exitCodeOf, writeReports } from './reports.ts';
import { commandOf } from './command.ts';
import { doorOf } from './door.ts';
import { explain, rehearse } from './before.ts';
import { runStateOf } from './state.ts';
import { confirmWriting, openTarget } from './target.ts';

/** What a shell says of a process that a signal ended. */
const signalCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/** Resolves with the exit code. */
export async function judge(flags: ContractFlags): Promise<number> {
  const { target, close } = await openTarget(flags);
  try {
    if (flags.explain === true) return explain(target, flags);
    if (flags.dryRun === true) return await rehearse(target, flags);
    await confirmWriting(target, flags.yes === true);
    if (flags.replay !== undefined) return await replay(target, flags, flags.replay);
    const { only, profile } = flags;
    const chosen = only === undefined ? {} : { only: unitsNamed(only, target, profile) };
    const { report, interruptedBy } = await run(target, flags, chosen);
    await writeReports(report, flags.report);
    return interruptedBy === null ? exitCodeOf(report, flags.failOn) : signalCodes[interruptedBy];
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
  const state = runStateOf(target, flags.seed, flags.resume);
  const stop = new AbortController();
  let interruptedBy: Run['interruptedBy'] = null;
  let signals = 0;
  const onSignal = (signal: NodeJS.Signals): void => {
    interruptedBy = signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM';
    stop.abort();
    // The first ends the asking; what was written is put back all the same, and who is impatient leaves that to the next run.
    if (++signals === 2)
      console.error('siem-sim: putting back what was written; once more leaves that to the next run');
    if (signals > 2) process.exit(signalCodes[interruptedBy]);
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  const bar = process.stderr.isTTY
    ? new SingleBar({
        format: ' {bar} {value}/{total} {unit}',
        stream: process.stderr,
        clearOnComplete: true,
        hideCursor: true,
      })
    : null;
  try {
    const { seed, profile, rps, maxRequests, time, timeout, settle } = flags;
    const report = await runContract(target, {
      seed,
      profile,
      ...chosen,
      ...(rps !== undefined && { rps }),
      ...(maxRequests !== undefined && { maxRequests }),
      ...(time !== undefined && { seconds: time }),
      ...(timeout !== undefined && { timeoutMs: timeout * 1000 }),
      ...(settle !== undefined && { settleSeconds: settle }),
      signal: stop.signal,
      onProgress: ({ unit }, at, of) => {
        if (at === 1) bar?.start(of, 0, { unit });
        bar?.update(at, { unit });
      },
      ...state.options,
      command: commandOf(flags, process.env),
      redact: flags.redact === true,
      ...doorOf(target, flags.ca),
    });
    bar?.stop();
    state.finish(report);
    return { report, interruptedBy };
  } finally {
    bar?.stop();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}
