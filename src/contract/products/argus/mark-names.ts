/** The vendor's names of the marks that the operations centre makes. Source: docs/contract/argus.md §6.4. */
export const namesOfMarks = {
  falsePositive: 'FALSE_POSITIVE',
  notAThreat: 'NOT_A_THREAT',
  tuningCandidate: 'TUNING_CANDIDATE',
  followUp: 'FOLLOWUP',
  threat: 'IDENTIFIED_THREAT',
  threatCandidate: 'THREAT_CANDIDATE',
  acknowledged: 'ACKNOWLEDGED',
  commented: 'COMMENTED',
  handledByAnalyst: 'HANDLED_BY_ANALYST',
} as const;
