/** `siem-sim verify-pcap`: lets tshark and Suricata confirm the captures that an API hands out. */
import { readFileSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { newestFormat } from '../generator/formats/index.ts';
import { catalogueIn, detectionsIn } from '../generator/formats/scenario-catalogue.ts';
import { suricataRules } from '../generator/rules.ts';
import { readScenario } from '../generator/scenario.ts';
import { startSimulator } from '../sim/simulator.ts';
import { UserError } from '../kernel/fault.ts';
import type { CapturedEvent, Exports } from '../products/shared/plugin.ts';
import { exporter } from './exporter.ts';
import { gateCaseOf, innerNetworks } from './ids/captured.ts';
import type { GateCase } from './ids/case.ts';
import { judgeCaptures, missingTools, type GateVerdict } from './ids/gate.ts';
import { json, junit, reportLines, verdictTable } from './ids/report.ts';
import { addWorldOptions, whole, type WorldFlags } from './shared/options.ts';

interface VerifyFlags extends WorldFlags {
  readonly target?: string;
  readonly apiKey?: string;
  readonly rules?: readonly string[];
  readonly home?: readonly string[];
  readonly limit: number;
  readonly json?: string;
  readonly junit?: string;
}

/** Where HOME_NET is taken to lie when neither a flag nor the events' own detections tell. */
const privateNetworks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'];

export async function verifyPcapCommand(): Promise<Command> {
  const { apiKey } = await exporter();
  return addWorldOptions(
    new Command('verify-pcap').description('let tshark and Suricata confirm the captures of events'),
  )
    .option('--target <url>', 'API to fetch from; without it, a simulator of the scenario is started')
    .option('--api-key <key>', apiKey.description)
    .option('--rules <files...>', 'your own Suricata rules: report what they raise')
    .option('--home <networks...>', 'HOME_NET; by default what the events tell')
    .option('--limit <n>', 'how many events', whole(1, 1000), 25)
    .option('--json <file>', 'write the verdicts as JSON')
    .option('--junit <file>', 'write the verdicts as JUnit XML')
    .action(async (flags: VerifyFlags) => {
      process.exitCode = (await verifyPcap(flags, (text) => process.stdout.write(text))) ? 0 : 1;
    });
}

/** Prints the table and writes the reports; true when every event is confirmed. */
export async function verifyPcap(flags: VerifyFlags, print: (text: string) => void): Promise<boolean> {
  const missing = missingTools();
  if (missing.length > 0) throw new UserError(`verify-pcap needs ${missing.join(' and ')}; see .ci/install-ids`);
  const events = await fetched(flags, await exporter());
  const scenario = readScenario(flags.scenario);
  const catalogue = catalogueIn(scenario, newestFormat);
  const cases = events.map((event) => gateCaseOf(event, catalogue));
  const home = [...new Set(events.flatMap((event) => innerNetworks(event, catalogue)))];
  if (cases.length === 0) throw new UserError('the target has no events with captures');
  const own = flags.rules?.map(readRules).join('\n');
  const networks = flags.home ?? (home.length > 0 ? home : privateNetworks);
  // What the scenario can tell, and what was told: another target may have been served another one.
  const claimed = cases.flatMap(({ claim }) => catalogue.alarmOf(Number(claim.signature.slice(2)))?.detection ?? []);
  const judged = new Set([...detectionsIn(scenario, catalogue), ...claimed]);
  const verdicts = await judgeCaptures(cases, {
    rules: own ?? suricataRules([...judged]),
    home: networks,
  });
  const lines = reportLines(
    cases,
    own === undefined ? verdicts : verdicts.map((one, index) => byOwnRules(one, cases[index], own)),
  );
  print(verdictTable(lines));
  if (flags.json !== undefined) writeFileSync(flags.json, json(lines));
  if (flags.junit !== undefined) writeFileSync(flags.junit, junit(lines));
  return lines.every(({ faults }) => faults.length === 0);
}

/** Other people's rules may raise what they like; only a claimed signature that they hold must be raised as claimed. */
function byOwnRules(verdict: GateVerdict, one: GateCase | undefined, rules: string): GateVerdict {
  const [, sid = ''] = one?.claim.signature.split(':') ?? [];
  const isHeld = new RegExp(`\\bsid:\\s*${sid}\\s*;`).test(rules);
  const expected = one?.claim.times.length ?? 0;
  const raised = verdict.raised[one?.claim.signature ?? ''] ?? 0;
  const faults =
    isHeld && raised !== expected ? [`raised ${one?.claim.signature} ${raised} times instead of ${expected}`] : [];
  return { ...verdict, faults };
}

function readRules(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(`cannot read ${path} (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** Events of the target, or of a simulator of the scenario. */
async function fetched(
  { target: url, apiKey = '', limit, ...world }: VerifyFlags,
  { captured, apiKey: { of } }: Exports,
): Promise<readonly CapturedEvent[]> {
  if (url !== undefined) return captured({ url, apiKey }, limit);
  const simulator = await startSimulator(world);
  try {
    return await captured({ url: simulator.url, apiKey: apiKey || of(simulator.model) }, limit);
  } finally {
    await simulator.close();
  }
}
