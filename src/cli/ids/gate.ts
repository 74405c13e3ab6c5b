/** The whole gate: tshark, then Suricata as IDS and inline, over any number of captures. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GateCase } from './case.ts';
import { alertFaults, alertsOf, factFaults } from './compare.ts';
import { startSuricata, type EveRecord } from './suricata.ts';
import { outOfOrder, tsharkFaults } from './tshark.ts';

export interface GateVerdict {
  readonly name: string;
  /** Empty when all engines agree with the claim. */
  readonly faults: readonly string[];
  /** Signatures and how often Suricata raised them as an IDS. */
  readonly raised: Readonly<Record<string, number>>;
}

export interface GateOptions {
  readonly rules: string;
  readonly home: readonly string[];
  readonly progress?: (done: number, of: number) => void;
}

/** The tools that are missing here. */
export function missingTools(): readonly string[] {
  return ['tshark', 'suricata'].filter((tool) => {
    try {
      execFileSync(tool, ['--version'], { stdio: 'ignore' });
      return false;
    } catch (error) {
      // Suricata prints its version only for -V and fails on the long form, but it is there.
      return error instanceof Error && 'code' in error && error.code === 'ENOENT';
    }
  });
}

/** Judges captures; the order of the verdicts is that of the cases. Names of cases are unique and fit for files. */
export async function judgeCaptures(cases: readonly GateCase[], options: GateOptions): Promise<readonly GateVerdict[]> {
  const folder = mkdtempSync(join(tmpdir(), 'siem-sim-ids-'));
  try {
    const remarks = await tsharkFaults(cases, folder);
    const disorder = await outOfOrder(cases, folder);
    const modes = await Promise.all(
      [false, true].map((inline) => allRecords(cases, options, join(folder, String(inline)), inline)),
    );
    return cases.map((one, index) => {
      const [passive = [], inline = []] = modes.map((records) => records[index] ?? []);
      const faults = [
        ...(disorder.has(one.name) ? ['capinfos: frames are not in strict order of time'] : []),
        ...(remarks.get(one.name) ?? []).map((remark) => `tshark: ${remark}`),
        ...alertFaults(one.claim, passive, false).map((fault) => `suricata: ${fault}`),
        ...alertFaults(one.claim, inline, true).map((fault) => `suricata inline: ${fault}`),
        ...factFaults(one.claim, passive).map((fault) => `suricata: ${fault}`),
      ];
      return { name: one.name, faults, raised: tally(passive) };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function allRecords(
  cases: readonly GateCase[],
  options: GateOptions,
  folder: string,
  inline: boolean,
): Promise<readonly (readonly EveRecord[])[]> {
  const suricata = await startSuricata({ folder, rules: options.rules, home: options.home, inline });
  try {
    const records: (readonly EveRecord[])[] = [];
    for (const one of cases) {
      records.push(await suricata.run(one.name, one.file));
      if (!inline) options.progress?.(records.length, cases.length);
    }
    return records;
  } finally {
    await suricata.stop();
  }
}

function tally(records: readonly EveRecord[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { signature } of alertsOf(records)) counts[signature] = (counts[signature] ?? 0) + 1;
  return counts;
}
