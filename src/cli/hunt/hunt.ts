/** A hunt as the command line asks for it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UserError } from '../../kernel/fault.ts';
import { latePackage } from '../../kernel/late-packages.ts';
import { productFlagsIn } from '../../sim/operations/play.ts';
import { plugins } from '../../products/index.ts';
import { huntClient, type HuntOptions } from '../../hunt/search/hunt-client.ts';
import { isBad } from '../../hunt/judge/finding.ts';
import { checkedExpect, type HuntExpect } from '../../hunt/judge/expect.ts';
import { huntExitCode, type HuntReport } from '../../hunt/report/report.ts';
import { commandClient, placeholders, type ClientTime } from '../../hunt/run/command.ts';
import { canPreload, commandPath, faketimeLibrary } from '../../hunt/run/faketime.ts';
import { scenarioOf } from '../../hunt/schedule/scenario.ts';
import { checkedSchedule, disturbanceKinds, shortSpan, type Disturbance } from '../../hunt/schedule/schedule.ts';
import { attempt } from '../shared/attempt.ts';
import type { HuntFlags } from './flags.ts';
import { writeHuntReports } from './reports.ts';

/** Real milliseconds that a round takes of a client that keeps running. */
const roundMs = 1000;

/** Resolves with the exit code. Throws UserError for what cannot be. */
export async function huntByFlags(argv: readonly string[], flags: HuntFlags): Promise<number> {
  const time = clientTimeOf(argv, flags.clientTime);
  const every = flags.every ?? (time === 'wall' ? 2000 : 300_000);
  const client = commandClient({
    command: argv,
    time,
    mode: flags.mode === 'poll' ? 'poll' : { speed: time === 'wall' ? 1 : every / roundMs },
    library: time === 'faketime' ? faketimeLibrary() : null,
    variables: variablesOf(flags.env ?? []),
    timeout: flags.timeout * 1000,
    delivers: flags.deliver === 'stdout',
  });
  const options: HuntOptions = {
    client,
    seed: flags.seed,
    scenario: flags.scenario,
    every: shortSpan(every),
    expect: await expectOf(flags),
    schedules: flags.schedules,
    jobs: flags.jobs,
    ...(flags.time !== undefined && { time: flags.time }),
    hostile: flags.hostile === true,
    without: withoutOf(flags.without ?? []),
    flags: productFlagsIn(plugins, 'world', flags) as HuntOptions['flags'],
    ...(flags.schedule !== undefined && { schedule: checkedSchedule(contentOf(flags.schedule), flags.schedule) }),
    ...(flags.verbose === true && {
      onRun: (number, { verdict, took }) =>
        console.error(
          `schedule ${number}: ${isBad(verdict) ? (verdict.findings[0]?.sentence ?? '') : 'right'} (${Math.round(took)} ms)`,
        ),
    }),
  };
  const report = await huntClient(options);
  await writeHuntReports(report, flags.report);
  if (report.conviction !== null) keep(report, flags, argv);
  return huntExitCode(report);
}

function clientTimeOf([program = '']: readonly string[], asked: ClientTime | undefined): ClientTime {
  const isInstalled = faketimeLibrary() !== null;
  if (asked === 'faketime' && !isInstalled)
    throw new UserError('libfaketime is not installed; on Debian it is in the package faketime');
  if (asked !== undefined) return asked;
  const path = commandPath(program);
  if (isInstalled && (path === null || canPreload(path))) return 'faketime';
  console.error(
    isInstalled
      ? `siem-sim: ${program} is a static program, which libfaketime cannot reach: its rounds pass in real time (--client-time env is for a client that reads HUNT_NOW)`
      : 'siem-sim: libfaketime is not installed (on Debian: apt-get install faketime): rounds pass in real time',
  );
  return 'wall';
}

function variablesOf(given: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    given.map((text) => {
      const [, name, value = ''] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(text) ?? [];
      if (name === undefined) throw new UserError(`--env ${text} must be NAME=text`);
      for (const [, word = ''] of value.matchAll(/\{(\w+)\}/g))
        if (!placeholders.includes(word))
          throw new UserError(`--env ${text}: {${word}} is not known; there are ${placeholders.join(', ')}`);
      return [name, value] as const;
    }),
  );
}

const presets = ['poller', 'mirror', 'alerts-only'] as const;

async function expectOf({ expect, late }: HuntFlags): Promise<HuntExpect> {
  const preset = presets.find((name) => name === expect);
  const given = preset === undefined ? checkedExpect(contentOf(expect), expect) : { preset };
  return late === undefined ? given : { ...given, bounds: { ...given.bounds, late: shortSpan(late) } };
}

const withoutOf = (names: readonly string[]): readonly Disturbance['kind'][] =>
  names.map((name) => {
    const kind = disturbanceKinds.find((one) => one === name);
    if (kind === undefined) throw new UserError(`--without ${name}: there are ${disturbanceKinds.join(', ')}`);
    return kind;
  });

/** A file of YAML or JSON. */
function contentOf(file: string): unknown {
  const text = attempt(`read ${file}`, () => readFileSync(file, 'utf8'));
  const { parse } = latePackage('yaml');
  return attempt(`read ${file}`, () => parse(text) as unknown);
}

const quoted = (text: string): string => (/^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** Options that say how the client is run and judged. */
const toldAgain = ({ mode, clientTime, expect, deliver, env = [] }: HuntFlags): readonly string[] => [
  ...(mode === 'poll' ? [] : ['--mode', mode]),
  ...(clientTime === undefined ? [] : ['--client-time', clientTime]),
  ...(expect === 'poller' ? [] : ['--expect', expect]),
  ...(deliver === undefined ? [] : ['--deliver', deliver]),
  ...env.flatMap((variable) => ['--env', variable]),
];

/** Writes what was found, or says how to. */
function keep({ conviction }: HuntReport, flags: HuntFlags, argv: readonly string[]): void {
  const { keep: folder, schedule: played } = flags;
  if (conviction === null) return;
  if (folder === undefined) {
    if (played === undefined)
      console.error('siem-sim: with --keep <directory> the schedule is written there, to be played again');
    return;
  }
  const { schedule } = conviction.run;
  const [asSchedule, asScenario] = [join(folder, 'schedule.json'), join(folder, 'scenario.yaml')];
  attempt(`write to ${folder}`, () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(asSchedule, `${JSON.stringify(schedule, null, 2)}\n`);
    writeFileSync(asScenario, `${JSON.stringify(scenarioOf(schedule), null, 2)}\n`);
  });
  const again = ['--schedule', asSchedule, ...toldAgain(flags), '--', ...argv];
  console.error(`again: siem-sim hunt ${again.map(quoted).join(' ')}`);
  console.error(
    `by hand: siem-sim serve --scenario ${quoted(asScenario)} --seed ${quoted(schedule.seed)}, see the remarks in ${basename(asScenario)}`,
  );
}
