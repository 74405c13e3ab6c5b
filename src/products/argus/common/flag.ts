/** Event flags: the names that v1 has for the marks of the model, in the order of their bits. Source: docs/contract/argus.md §7.3. */
import { markNames } from '../../../model/mark.ts';

export const flagNames = [
  'ESTABLISHED',
  'BLOCKED',
  'SNAPSHOT',
  'FINALIZED',
  'SOURCE_IS_CUSTOMERNET',
  'DESTINATION_IS_CUSTOMERNET',
  'SOURCE_IS_PARTIAL_CUSTOMERNET',
  'DESTINATION_IS_PARTIAL_CUSTOMERNET',
  'INTRUDER_IS_CUSTOMERNET',
  'VICTIM_IS_CUSTOMERNET',
  'INTRUDER_IS_PARTIAL_CUSTOMERNET',
  'VICTIM_IS_PARTIAL_CUSTOMERNET',
  'PARTIALLY_BLOCKED',
  'FALSE_POSITIVE',
  'NOT_A_THREAT',
  'TUNING_CANDIDATE',
  'NOTIFIED',
  'PARTIALLY_NOTIFIED',
  'FOLLOWUP',
  'IDENTIFIED_THREAT',
  'THREAT_CANDIDATE',
  'ACKNOWLEDGED',
  'PARTIALLY_ACKNOWLEDGED',
  'SEVERITY_ADJUSTED',
  'COMMENTED',
  'FILTERED',
  'CHECKED',
  'INCOMPLETE_DETAILS',
  'AGGREGATED_BASE_EVENT',
  'REMOTE_STORAGE',
  'CUSTOM_SOURCE_AGGREGATION',
  'CUSTOM_DESTINATION_AGGREGATION',
  'CUSTOM_INTRUDER_AGGREGATION',
  'CUSTOM_VICTIM_AGGREGATION',
  'HAS_DETAILS',
  'HAS_PAYLOAD',
  'HAS_PCAP',
  'ASSOCIATED_TO_CASE_BY_FILTER',
  'SEVERITY_INCREASED_BY_FILTER',
  'SEVERITY_REDUCED_BY_FILTER',
  'CREATED_BY_ANALYSIS_FILTER',
  'EXTEND_EVENT_TTL',
  'INITIAL_TUNING',
  'POST_ANALYSIS',
  'PARTIAL_SSL_TERMINATED',
  'SSL_TERMINATED',
  'AUTO_REPORT',
  'MISSING_TIMESTAMP',
  'CLOCK_OUT_OF_SYNC',
  'DROP_ANALYSIS',
  'ESCALATED_BY_REPUTATION',
  'HAS_SAMPLE',
  'STORE_EVENT',
  'STORE_AGGREGATED',
  'SOURCE_IS_MANAGED_BY_SOC',
  'DESTINATION_IS_MANAGED_BY_SOC',
  'HANDLED_BY_ANALYST',
  'SLA_VIOLATION',
  'PAYLOAD_TRUNCATED',
  'HAS_STRING_PAYLOAD',
  'REASSESSED',
  'NOTIFIED_UNPUBLISHED',
  'NOTIFIED_DELETED',
  'EVENT_FROM_OT_ENVIRONMENT',
] as const;

export type Flag = (typeof flagNames)[number];

/** Flags at the end of the vendor's list for which the two words have no room: an event that has one carries it beside them. */
export const furtherFlags = ['EVENT_FROM_RESTRICTED_IT_ENVIRONMENT', 'FAILURE'] as const;

export type AnyFlag = Flag | (typeof furtherFlags)[number];

const withBits: ReadonlySet<string> = new Set(flagNames);
export const hasBit = (flag: string): flag is Flag => withBits.has(flag);

export const { bit: flagBit, set: flagSet, of: flagsIn } = markNames(flagNames);
