/**
 * `npm run matrix`: runs the suite against every shipped scenario without faults, in both dialects, with three seeds, by a clock
 * that stands, runs, and runs fast; prints a line a run and the false alarms. `--only TEXT` those with the text in their names,
 * `--sample N --seed S` so many of them that the seed draws, `--profile NAME` another than the whole suite, `--jobs N` so many at once (2 when
 * left out). Exit code 1 for a false alarm.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findingLines } from '../../src/contract/report/text.ts';
import type { Profile } from '../../src/contract/units.ts';
import { stream } from '../../src/kernel/random.ts';
import { cellName, cells, reportOfCell } from './cell.ts';
import { valuesGiven } from '../support/options.ts';

const values = valuesGiven(import.meta.url, {
  only: { type: 'string', default: '' },
  profile: { type: 'string', default: 'full' },
  jobs: { type: 'string', default: '2' },
  sample: { type: 'string' },
  seed: { type: 'string', default: '1' },
  /** The name of the one run of a process that another one started. */
  cell: { type: 'string' },
});

/** Tells of one run. */
interface MatrixLine {
  readonly alarms: readonly string[];
  readonly text: string;
}

async function judge(name: string): Promise<void> {
  const cell = cells.find((one) => cellName(one) === name);
  if (cell === undefined) throw new Error(`no run is called ${name}`);
  const { findings, summary, ended } = await reportOfCell(cell, { profile: values.profile as Profile });
  const alarming = findings.filter(({ kind }) => kind === 'violation');
  const counts = [
    `${alarming.length} alarms`,
    `${findings.length - alarming.length} notices`,
    `${summary.passed} passed`,
    `${summary.undecided} undecided`,
    `${summary.skipped} skipped`,
    `${summary.requests} requests`,
    `${(summary.milliseconds / 1000).toFixed(1)} s`,
  ];
  const alarms = [...alarming.flatMap(findingLines), ...(ended === null ? [] : [`ended: ${ended}`])];
  process.send?.({ alarms, text: `${name.padEnd(48)} ${counts.join('  ')}` } satisfies MatrixLine);
  process.disconnect?.();
}

/** Each run has a process of its own, so that no World of another slows it. */
const apart = (name: string): Promise<MatrixLine> =>
  new Promise((resolve) => {
    let line: MatrixLine = { alarms: ['the run broke'], text: `${name.padEnd(48)} broke` };
    const child = fork(fileURLToPath(import.meta.url), ['--cell', name, '--profile', values.profile]);
    child.on('message', (message) => (line = message as MatrixLine));
    child.on('close', () => {
      console.log([line.text, ...line.alarms].join('\n'));
      resolve(line);
    });
  });

function sampled(names: readonly string[], count: number): string[] {
  const chance = stream(values.seed, 'matrix');
  const left = [...names];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(chance.below(left.length), 1)).flat();
}

if (values.cell !== undefined) await judge(values.cell);
else {
  const chosen = cells.map(cellName).filter((name) => name.includes(values.only));
  const left = values.sample === undefined ? chosen : sampled(chosen, Number(values.sample));
  const lines: MatrixLine[] = [];
  const work = async (): Promise<void> => {
    for (let name = left.shift(); name !== undefined; name = left.shift()) lines.push(await apart(name));
  };
  await Promise.all(Array.from({ length: Math.max(1, Number(values.jobs) || 1) }, work));
  const failed = lines.filter(({ alarms }) => alarms.length > 0).length;
  console.log(`\n${lines.length} runs, ${failed} with false alarms`);
  process.exitCode = failed > 0 ? 1 : 0;
}
