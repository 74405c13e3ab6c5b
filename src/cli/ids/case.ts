/** One capture and what it claims: the signature, how often, when, and between whom. */
import { addressText, parseRange } from '../../kernel/net.ts';
import type { Alarm, Detection } from '../../model/detection.ts';
import type { DetectionRule } from '../../model/rule.ts';

/** The ends of an alert as an IDS reports them. */
export interface GateEnds {
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
}

export interface Claim {
  readonly signature: string;
  /** Epoch microseconds, one for each alert, ascending; null for a moment that the event does not tell. */
  readonly times: readonly (number | null)[];
  /** The ends of the first alert, which are the event's; later ones differ at most in the initiator's port. */
  readonly ends: GateEnds;
  /** Which of the two ports belongs to the side that opened the conversation. */
  readonly initiator: 'source' | 'destination';
  readonly properties: Readonly<Record<string, readonly string[]>>;
  readonly domain: string | null;
  readonly uri: string | null;
  readonly blocked: boolean;
  /** Remarks of Wireshark's experts that are no fault here. */
  readonly expert: readonly string[];
  /** Engine events of Suricata 7 that are no fault here. */
  readonly engineEvents: readonly string[];
}

export interface GateCase {
  readonly name: string;
  readonly file: Uint8Array;
  readonly claim: Claim;
}

/** Prints an address in one form, since engines write IPv6 in full. */
export function canonical(address: string): string {
  const range = parseRange(address);
  return range === null ? address : addressText(range);
}

/**
 * Suricata 7 inspects only the client's side of SMTP and says so for every server-first conversation
 * (redmine 1125; gone in Suricata 8).
 */
const oneSidedDetection = '1:2260002';

/** What Suricata says of any Kerberos answer that is sealed with an old cipher. */
const weakEncryption = '1:2226001';

const engineEventsOf = (rule: DetectionRule | undefined): readonly string[] =>
  rule?.protocol === 'smtp' || rule?.port === 25 ? [oneSidedDetection] : rule?.port === 88 ? [weakEncryption] : [];

/** What the tools may remark on the captures of an alarm. */
export const tolerance = (
  detection: Detection,
  alarm: Alarm,
  blocked: boolean,
): Pick<Claim, 'expert' | 'engineEvents'> => ({
  expert: [...(detection.expert ?? []), ...(blocked ? ['Connection reset (RST)'] : [])],
  engineEvents: engineEventsOf(detection.rule?.(alarm)),
});
