/** What `default` costs at the newest world format, against the first one: starts by turns, in one run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { started, type Contestant } from './starts.ts';
import { median, root } from './tools.ts';

/** Medians of the ratios within one turn, newest by first. */
export interface FormatRatios {
  readonly took: number;
  readonly rss: number;
}

/** Measures so many turns; whoever begins changes with each. */
export async function measureFormats(turns: number): Promise<FormatRatios> {
  const caches = mkdtempSync(join(tmpdir(), 'bench-formats-'));
  const of = (more: readonly string[]): Contestant => ({
    arguments: (port) => [join(root, 'dist/main.js'), 'serve', '--port', String(port), ...more],
    path: '/events/v1/aggregated?limit=25',
    env: { XDG_CACHE_HOME: caches },
  });
  const [newest, oldest] = [of([]), of(['--world-format', '1'])];
  try {
    // What is kept for later starts is written soon after the first answer.
    await started(newest, 1500);
    const ratios: FormatRatios[] = [];
    for (let turn = 0; turn < turns; turn++) {
      const early = await started(turn % 2 === 0 ? newest : oldest);
      const late = await started(turn % 2 === 0 ? oldest : newest);
      const [own, other] = turn % 2 === 0 ? [early, late] : [late, early];
      ratios.push({ took: own.took / other.took, rss: own.rss / other.rss });
    }
    return { took: median(ratios.map(({ took }) => took)), rss: median(ratios.map(({ rss }) => rss)) };
  } finally {
    rmSync(caches, { recursive: true, force: true });
  }
}
