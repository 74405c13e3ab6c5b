/** What follows from an own alarm's name and category where it says nothing else. */
import { stream } from '../../kernel/random.ts';
import type { KillChain } from '../../model/detection.ts';
import type { ScenarioAlarm } from './text/section.ts';

/** A signature's ids: those that are given, or which follow from the name. */
export function idsOf(
  name: string,
  { signature }: Pick<ScenarioAlarm, 'signature'>,
): { readonly id: number; readonly sid: number } {
  const sid = signature ?? 1_100_000 + stream('signature', name).below(800_000);
  return { sid, id: sid - 1_000_000 + 100_000 };
}

/** Intent and strategy of a category, where the alarm says none. */
const chains: Readonly<Record<ScenarioAlarm['category'], Pick<KillChain, 'intent' | 'strategy'>>> = {
  account: { intent: 'Environmental Awareness', strategy: 'Account Manipulation' },
  bruteForce: { intent: 'Delivery & Attack', strategy: 'Brute Force Authentication' },
  callback: { intent: 'System Compromise', strategy: 'C&C Communication' },
  certificate: { intent: 'System Compromise', strategy: 'C&C Communication' },
  cloud: { intent: 'Environmental Awareness', strategy: 'Security Critical Event' },
  dos: { intent: 'Delivery & Attack', strategy: 'Denial of Service' },
  endpoint: { intent: 'System Compromise', strategy: 'Suspicious Behaviour' },
  exfiltration: { intent: 'System Compromise', strategy: 'Data Exfiltration' },
  exploit: { intent: 'Exploitation & Installation', strategy: 'Service Exploit' },
  informationLeak: { intent: 'Reconnaissance & Probing', strategy: 'Information Disclosure' },
  injection: { intent: 'Delivery & Attack', strategy: 'WebServer Attack' },
  lateral: { intent: 'System Compromise', strategy: 'Lateral Movement' },
  maliciousDomain: { intent: 'System Compromise', strategy: 'Suspicious Behaviour' },
  malwareDownload: { intent: 'Exploitation & Installation', strategy: 'Malware Download' },
  mining: { intent: 'System Compromise', strategy: 'Cryptomining' },
  phishing: { intent: 'Delivery & Attack', strategy: 'Phishing' },
  policy: { intent: 'Environmental Awareness', strategy: 'Policy Violation' },
  scan: { intent: 'Reconnaissance & Probing', strategy: 'Network Discovery' },
  sweep: { intent: 'Reconnaissance & Probing', strategy: 'Network Discovery' },
  webAttack: { intent: 'Delivery & Attack', strategy: 'WebServer Attack' },
};

export const killChainOf = ({ category, killChain = {} }: ScenarioAlarm, technique: string): KillChain => ({
  ...chains[category],
  method: technique,
  ...killChain,
});
