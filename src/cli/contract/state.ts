/** The file in which a run leaves what it has done, and the originals of what it wrote to until they are put back. */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Original, OriginalsFile } from '../../contract/originals.ts';
import type { Report } from '../../contract/report/report.ts';
import type { RunOptions } from '../../contract/run.ts';
import type { Target } from '../../contract/terms/target.ts';
import { UserError } from '../../kernel/fault.ts';
import { attempt } from '../shared/attempt.ts';

/** Where originals are kept when no file is named, in the folder that the command runs in. */
export const originalsName = 'siem-sim-originals.json';

interface Kept extends Pick<Report, 'results' | 'findings'> {
  readonly target: string;
  readonly seed: string;
  readonly originals: readonly Original[];
}

export interface RunState {
  /** What the run goes on with. */
  readonly options: Pick<RunOptions, 'resume' | 'originals'>;
  /** Keeps what was done of a run that ended early; a run that came to its end, with everything put back, leaves nothing. */
  readonly finish: (report: Report) => void;
}

/** The state of a run. Throws UserError for a file that is of another run, or holds what another target must be given back. */
export function runStateOf(target: Target, seed: string, resume: string | undefined): RunState {
  const file = resume ?? (target.isLive ? originalsName : undefined);
  if (file === undefined) return { options: {}, finish: () => {} };
  const before = keptIn(file, target, seed, resume !== undefined);
  let originals = before.originals;
  const write = (results: Report['results'], findings: Report['findings'], now = originals): void => {
    const kept: Kept = { target: target.url, seed, results, findings, originals: now };
    attempt(`keep the state in ${file}`, () => {
      // Whoever is stopped in the middle of writing leaves the file as it was.
      writeFileSync(`${file}.new`, JSON.stringify(kept), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    });
  };
  if (originals.length > 0)
    console.error(`siem-sim: an earlier run left ${originals.length} changed; ${file} tells how they were`);
  const keeping: OriginalsFile = {
    left: originals,
    keep: (now) => {
      if (now.length === 0 && resume === undefined) rmSync(file, { force: true });
      else write(before.results, before.findings, now);
      // What could not be kept was not written either.
      originals = now;
    },
  };
  return {
    options: {
      originals: keeping,
      ...(resume !== undefined && { resume: { results: before.results, findings: before.findings } }),
    },
    finish: (report) => {
      const done = report.results.filter(({ verdict, reason }) => verdict !== 'skipped' || reason !== report.ended);
      if (originals.length === 0 && (report.ended === null || resume === undefined)) rmSync(file, { force: true });
      else write(resume === undefined ? [] : done, resume === undefined ? [] : report.findings);
    },
  };
}

function keptIn(file: string, target: Target, seed: string, isNamed: boolean): Kept {
  const none = { target: target.url, seed, results: [], findings: [], originals: [] };
  if (!existsSync(file)) return none;
  const { results, findings, originals = [], ...run } = readJson(file) as Partial<Kept>;
  if (!Array.isArray(results) || !Array.isArray(findings) || !Array.isArray(originals))
    throw new UserError(`${file} is no state of a run against ${target.url} with seed ${seed}`);
  if (run.target !== target.url && originals.length > 0)
    throw new UserError(
      `${file} holds what ${run.target} must be given back; run against it once more, or keep the state elsewhere with --resume`,
    );
  const isOwn = run.target === target.url && run.seed === seed;
  if (isNamed && !isOwn && originals.length === 0)
    throw new UserError(`${file} is no state of a run against ${target.url} with seed ${seed}`);
  return { ...none, ...(isOwn && { results, findings }), originals };
}

/** A JSON file. Throws UserError for what is none. */
export const readJson = (file: string): unknown =>
  attempt(`read ${file}`, () => JSON.parse(readFileSync(file, 'utf8')) as unknown);
