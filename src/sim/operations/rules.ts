/** The detection rules of a World as files, for repeating the proof at home: what its captures raise in Suricata and Snort 3. */
import { snort3EventFilter, snort3Rules, suricataRules } from '../../generator/rules.ts';
import { rangeText } from '../../kernel/net.ts';
import type { Detection } from '../../model/detection.ts';
import type { World } from '../../model/world.ts';

/** The networks that HOME_NET stands for. */
export const homeOf = ({ customers }: Pick<World, 'customers'>): readonly string[] =>
  customers.flatMap((customer) => customer.networks.map(rangeText));

/** A text that is made when it is asked for. */
interface RuleFile {
  readonly name: string;
  readonly text: () => string;
}

/** The detections whose alarms the World's events may raise. */
const detectionsOf = ({ details }: Pick<World, 'details'>): readonly Detection[] => [
  ...new Set(details.map(({ detection }) => detection)),
];

/** One file for Suricata; for Snort 3 the rules and the table of their thresholds, which it keeps apart. */
export function ruleFiles(world: Pick<World, 'customers' | 'details'>): readonly RuleFile[] {
  const home = homeOf(world).join(',');
  const file = (name: string, remarks: readonly string[], mark: string, text: () => string): RuleFile => ({
    name,
    text: () => `${remarks.map((line) => `${mark} ${line}\n`).join('')}${text()}`,
  });
  return [
    file(
      'suricata.rules',
      [
        'Rules of siem-sim for Suricata 7 and later. Try them on a capture with:',
        `suricata -S suricata.rules -r CAPTURE.pcap -l . -k all --set 'vars.address-groups.HOME_NET=[${home}]'`,
      ],
      '#',
      () => suricataRules(detectionsOf(world)),
    ),
    file(
      'snort3.rules',
      [
        'Rules of siem-sim for Snort 3; their thresholds are in snort3.lua. Try them on a capture with:',
        'snort -c snort.lua --lua "$(cat snort3.lua)" -R snort3.rules -r CAPTURE.pcap -k all -A alert_fast',
      ],
      '#',
      () => snort3Rules(detectionsOf(world)),
    ),
    file(
      'snort3.lua',
      ["Extends Snort 3's own snort.lua, which knows the inspectors, with networks and thresholds."],
      '--',
      () => `${snortNetworks(home)}${snort3EventFilter(detectionsOf(world))}`,
    ),
  ];
}

const snortNetworks = (home: string): string =>
  [
    'ips = ips or {}',
    'ips.variables = ips.variables or {}',
    'ips.variables.nets = ips.variables.nets or {}',
    `ips.variables.nets.HOME_NET = '[${home}]'`,
    "ips.variables.nets.EXTERNAL_NET = '!$HOME_NET'",
    '',
  ].join('\n');
