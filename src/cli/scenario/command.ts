/** `siem-sim scenario`: what scenarios there are, how one goes, whether a file is one, and a file to start from. */
import { writeFileSync } from 'node:fs';
import { periodOf } from '../../generator/scenario/scenario.ts';
import { Command } from 'commander';
import { UserError } from '../../kernel/fault.ts';
import { catalogueLayer, scenarioLayer, type AttackLayer } from '../../generator/attack-layer.ts';
import { makeBlueprint } from '../../generator/generate.ts';
import { formatIn, detectionsIn, toldDetections } from '../../generator/formats/scenario-catalogue.ts';
import { parseScenario, readScenario, type Scenario } from '../../generator/scenario.ts';
import { timelinePreviewOf, totalsOf } from '../../generator/stories/timeline-preview.ts';
import { createApp } from '../../sim/simulator.ts';
import { attempt } from '../shared/attempt.ts';
import { missingTools } from '../ids/gate.ts';
import { capturesOf, misreadLogs, judgeOwn } from '../ids/own.ts';
import { instant, whole } from '../shared/options.ts';
import { alarmsText, alarmsWith, catalogueFor } from './alarms.ts';
import type { FromFlags } from './from/from.ts';
import { bugsText, listOfBugs, listOfScenarios, listText } from './list.ts';
import { summaryOf, summaryText } from './show.ts';
import { writeStarter } from './starter.ts';

interface ShowFlags {
  readonly seed: string;
  readonly end?: number;
  readonly worldFormat?: number;
  readonly json?: boolean;
  readonly navigator?: string;
}

interface AlarmsFlags {
  readonly search: string;
  readonly json?: boolean;
  readonly navigator?: string;
  readonly scenario?: string;
}

export function scenarioCommand(): Command {
  const command = new Command('scenario').description('list, show, validate or begin scenarios');
  command
    .command('list')
    .description('the scenarios that come with the package')
    .option('--bugs', 'those that each reproduce a bug of clients, with what a right client does')
    .option('--json', 'as JSON')
    .action(({ bugs, json }: { bugs?: boolean; json?: boolean }) => {
      const printed = <Row>(rows: Row[], text: (rows: Row[]) => string): string =>
        json === true ? `${JSON.stringify(rows, null, 2)}\n` : text(rows);
      say(bugs === true ? printed(listOfBugs(), bugsText) : printed(listOfScenarios(), listText));
    });
  command
    .command('alarms')
    .description('the alarms that stories may raise, with category, severity, ATT&CK technique, protocol')
    .option('--search <words>', 'only those that have all these words in them, such as "dns high" or capture', '')
    .option('--json', 'as JSON')
    .option('--navigator <file>', 'write a layer of the ATT&CK Navigator (4.5) of the catalogue; - for standard output')
    .option('--scenario <name|file>', 'the alarms of a scenario: those of its world format, and its own')
    .action(({ search, json, navigator, scenario }: AlarmsFlags) => {
      if (navigator !== undefined) return writeLayer(navigator, catalogueLayer(catalogueFor(scenario)));
      const rows = alarmsWith(search, scenario);
      say(json === true ? `${JSON.stringify(rows, null, 2)}\n` : alarmsText(rows));
    });
  command
    .command('show')
    .description('draw the timeline of a scenario: background, stories, deeds of the operations centre')
    .argument('<name|file>', 'a shipped scenario, or a scenario file')
    .option('--seed <text>', 'same seed, same timeline', '1')
    .option('--end <now|ISO>', "move the World so that it ends here (default: the scenario's own end)", instant)
    .option(
      '--world-format <n>',
      "draw the World by this format (default: the scenario's, else the newest)",
      whole(1, 1000),
    )
    .option('--json', 'as JSON')
    .option('--navigator <file>', 'write a layer of the ATT&CK Navigator (4.5) instead; - for standard output')
    .action(show);
  command
    .command('validate')
    .description('check scenario files; the exit code is 2 when one is wrong')
    .argument('<file...>', 'scenario files, or names of shipped ones')
    .option('--ids', 'let tshark and Suricata confirm the captures of the alarms that they have of their own or tell')
    .action(validate);
  command
    .command('new')
    .description('write a commented scenario to start from')
    .argument('<name>', 'name of the scenario, or path of the file')
    .action((name: string) => {
      const file = writeStarter(name);
      console.error(`wrote ${file}; try: siem-sim scenario show ${file}`);
    });
  command
    .command('from')
    .description(
      'write a scenario from an emulation plan, an adversary of CALDERA, an attack flow, a STIX bundle, a layer of the Navigator or a list of techniques',
    )
    .argument('<file>', 'what an attack is published as')
    .option('--abilities <folder>', 'where the abilities of an adversary are (default: abilities/ beside or above it)')
    .option('-o, --output <file>', 'the scenario (default: standard output)')
    .action(async (file: string, flags: FromFlags) => (await import('./from/from.ts')).writeFrom(file, flags));
  // Subcommands end as the whole does, so that a wrong word is told in one place with one exit code.
  for (const sub of command.commands) sub.exitOverride();
  return command;
}

function writeLayer(file: string, layer: AttackLayer): void {
  const text = `${JSON.stringify(layer, null, 2)}\n`;
  if (file === '-') say(text);
  else attempt(`write ${file}`, () => writeFileSync(file, text));
}

function say(text: string): void {
  // A reader that goes away early, such as `head`, is no fault.
  process.stdout.on('error', () => {});
  process.stdout.write(text);
}

function show(name: string, { seed, end, worldFormat, json, navigator }: ShowFlags): void {
  const read = readScenario(name);
  const scenario = worldFormat === undefined ? read : { ...read, worldFormat };
  if (navigator !== undefined) return writeLayer(navigator, scenarioLayer(scenario, seed));
  const summary = summaryOf(scenario, seed, end);
  if (json === true) say(`${JSON.stringify(summary, null, 2)}\n`);
  else say(summaryText(summary, { width: process.stdout.columns ?? 100, colour: process.stdout.isTTY }));
}

async function validate(files: readonly string[], { ids }: { ids?: boolean }): Promise<void> {
  let wrong = 0;
  for (const file of files) {
    try {
      console.log(`${file}: ${verdictOf(file)}`);
      if (ids === true && !(await confirm(readScenario(file)))) wrong += 1;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      console.error(`siem-sim: ${error.message}`);
      wrong += 1;
    }
  }
  if (wrong > 0) process.exitCode = 2;
}

/** Whether each alarm's captures raise it and nothing else; prints what does not. */
async function confirm(scenario: Scenario): Promise<boolean> {
  const missing = missingTools();
  if (missing.length > 0) throw new UserError(`--ids needs ${missing.join(' and ')}; see .ci/install-ids`);
  const { catalogue } = formatIn(scenario);
  const told = toldDetections(scenario, catalogue);
  const cases = [false, true].flatMap((isV6) => capturesOf(told, isV6));
  const verdicts = await judgeOwn(cases, detectionsIn(scenario, catalogue));
  /** Signatures with the names of their alarms. */
  const named = (text: string): string =>
    text.replaceAll(/\b1:(\d+)/g, (found, sid) => `${found} (${catalogue.alarmOf(Number(sid))?.alarm.shortName})`);
  const faults = [
    ...verdicts.flatMap(({ name, faults: own }) => own.map((fault) => `${name}: ${named(fault)}`)),
    ...misreadLogs(told, detectionsIn(scenario, catalogue)),
  ];
  for (const fault of faults) console.error(`siem-sim: ${fault}`);
  const logs = told.filter(({ flows }) => flows === undefined).length;
  if (faults.length === 0)
    console.log(
      `${verdicts.length} captures of ${told.length - logs} detections: each raises its own alarm and no other; ${logs} more are read from logs`,
    );
  return faults.length === 0;
}

function faultsOf(file: string): void {
  try {
    createApp({ scenario: file, events: 1 });
  } catch (error) {
    // Where a prepared scenario is meant, its places are not known.
    throw error instanceof UserError && !error.message.startsWith(file)
      ? new UserError(`${file}: ${error.message}`)
      : error;
  }
}

/** Makes all but the background, so that what only shows then is found too. */
function verdictOf(file: string): string {
  const scenario = parseScenario(file);
  makeBlueprint({ seed: '1', scenario });
  // Rules that contradict themselves are found where they are put to work.
  if ((scenario.faults ?? []).length > 0) faultsOf(file);
  const { events, analystActions } = totalsOf(timelinePreviewOf(scenario, '1', periodOf(scenario).end));
  const stories = Object.keys(scenario.stories ?? {}).length;
  const preview =
    stories === 0 ? 'no stories' : `stories: ${stories} with ${events} events and ${analystActions} deeds`;
  return `valid; ${scenario.volume.events ?? 0} background events, ${preview}`;
}
