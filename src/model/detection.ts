/** What a kind of attack is: its alarms, its actors, the facts its events carry, and what it looks like on the wire. */
import type { Range } from '../kernel/net.ts';
import type { Stream } from '../kernel/random.ts';
import type { Flow } from './flow.ts';
import type { DetectionRule } from './rule.ts';
import type { CategoryName } from './category.ts';

export const severities = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** One entry of the alarm catalogue: what an analyst reads, and the signature that raises it. */
export interface Alarm {
  /** The vendor's numeric alarm id, unique over all detections. */
  readonly id: number;
  readonly shortName: string;
  readonly name: string;
  readonly severity: Severity;
  /** Generator and signature id, printed as `SNORT-<gid>:<sid>`; own sids lie in 1000000–1999999. */
  readonly gid: number;
  readonly sid: number;
  /** Relative frequency in the background; an integer. */
  readonly weight: number;
}

/** The facts that one event of an alarm carries; equal facts recur, as they do in a real network. */
export interface Variant {
  readonly domain: string | null;
  readonly uri: string | null;
  /** The responder's port; 0 where the transport has none. */
  readonly port: number;
  /** Property keys (lower case, dotted) to their values, at least one each. */
  readonly properties: Readonly<Record<string, readonly string[]>>;
}

/** What the attack wants, by which means, and with what: the words that analysts sort attacks by. */
export interface KillChain {
  readonly intent:
    | 'System Compromise'
    | 'Exploitation & Installation'
    | 'Delivery & Attack'
    | 'Reconnaissance & Probing'
    | 'Environmental Awareness';
  readonly strategy: string;
  readonly method: string;
}

/** One event, as the detection that made it sees it; captures and log lines are a pure function of this. */
export interface Sighting {
  readonly alarm: Alarm;
  readonly variant: Variant;
  readonly initiator: { readonly address: string; readonly port: number };
  readonly responder: { readonly address: string; readonly port: number };
  /** The customer's network that the responder stands in; left out where it stands in none. */
  readonly swept?: Range;
  readonly established: boolean;
  readonly blocked: boolean;
  readonly vlan: number | null;
  /** Epoch milliseconds of each trigger, ascending, at least one. */
  readonly triggers: readonly number[];
  /** Chance of this event alone. */
  readonly chance: Stream;
}

/** Systems whose records are told in a form of their own. */
export const logSources = [
  'windows',
  'sysmon',
  'edr',
  'auth',
  'auditd',
  'cloudtrail',
  'kubernetes',
  'entra',
  'okta',
  'mail',
  'firewall',
  'proxy',
] as const;
export type LogSource = (typeof logSources)[number];

/** A text that a reader of a log looks for: in a property, and in the field of the record that tells it. */
export interface Watch {
  readonly key: string;
  readonly field: string;
  readonly text: string;
  /** The text is all that stands there. */
  readonly isWhole: boolean;
}

export interface Detection {
  /** Kebab-case; the name of its file. */
  readonly name: string;
  readonly category: CategoryName;
  /** What kind of sensor reports it. Only `network` detections have flows, captures and rules. */
  readonly telemetry: 'network' | 'endpoint' | 'cloud' | 'identity';
  readonly transport: 'tcp' | 'udp' | 'icmp' | null;
  /** Who opens the conversation, seen from the customer's network. */
  readonly direction: 'inbound' | 'outbound' | 'internal';
  /** Who sends the packet that the rule matches; that end is the event's source. */
  readonly trigger: 'initiator' | 'responder';
  readonly attack: { readonly tactics: readonly string[]; readonly technique: string; readonly techniqueName: string };
  readonly killChain: KillChain;
  readonly alarms: readonly Alarm[];
  /** The facts that events of the alarm draw from: 4 to 32 variants; `chance` belongs to this alarm alone. */
  readonly variants: (alarm: Alarm, chance: Stream) => readonly Variant[];
  /** How many that are, without drawing them. */
  readonly variantCount: (alarm: Alarm) => number;
  /** Puts right the facts that follow from others, such as the hash of a file, in a variant that a story has changed. */
  readonly settle?: (alarm: Alarm, variant: Variant) => Variant;
  /** Set when its TCP packets belong to no completed handshake (scans, floods): such events are never ESTABLISHED. */
  readonly sessionless?: true;
  /** Wireshark's expert remarks that this traffic earns by its nature; anything else in a capture is a fault. */
  readonly expert?: readonly string[];
  /** The conversations whose packets trigger the rule once per trigger. */
  readonly flows?: (sighting: Sighting) => readonly Flow[];
  readonly rule?: (alarm: Alarm) => DetectionRule;
  /** The system that wrote the log, where it is told; else what is usual for the telemetry. */
  readonly source?: LogSource;
  /** What a reader of the log looks for: texts that stand in properties, and in fields of the record. */
  readonly watches?: readonly Watch[];
  /** The raw log line of a detection that no network sensor made. */
  readonly log?: (sighting: Sighting) => string;
}

/** `SNORT-<gid>:<sid>`, the form of the vendor's signatures (docs/contract/argus.md §6, seed 000). */
export const signatureOf = (alarm: Alarm): string => `SNORT-${alarm.gid}:${alarm.sid}`;

/** The values of a property, none for a name that the variant does not have; clients may ask for `constructor`. */
export const valuesOf = ({ properties }: Variant, key: string): readonly string[] =>
  Object.hasOwn(properties, key) ? (properties[key] ?? []) : [];

/** Of a detection that nothing is drawn for. */
export const noVariants = (): readonly Variant[] => [];
export const noVariantCount = (): number => 0;
