/** Facts that several rows of Argus have in common: paging, names of events in paths, members that exclude each other. */
import type { EndpointRow } from '../../../http/endpoint.ts';
import type { Exclusion, FromServer } from '../../../http/facts.ts';

/** Rows by operation id, with what is usual among them left out. */
export const rowsById = <const Usual extends Partial<EndpointRow>, const Id extends string>(
  usual: Usual,
  rows: Readonly<Record<Id, Omit<EndpointRow, 'id' | keyof Usual> & Partial<EndpointRow>>>,
): readonly (EndpointRow & { readonly id: Id })[] =>
  (Object.entries(rows) as [Id, EndpointRow][]).map(([id, row]) => ({ ...usual, ...row, id }));

/** The name of an event in a path. */
const parts = ($from: string): Readonly<Record<string, FromServer>> =>
  Object.fromEntries(['type', 'timestamp', 'customerID', 'eventID'].map((member) => [member, { $from, member }]));

export const inQuery = { paging: { style: 'offset', where: 'query' } } as const;
export const inBody = { paging: { style: 'offset', where: 'body' } } as const;

const produces = ['application/json', 'text/csv', 'application/jsonl'] as const;
/** Lists of events, and searches for them. */
export const lists = { ...inQuery, produces } as const;
export const searches = { ...inBody, produces, method: 'POST', effect: 'reads' } as const;
/** What looks at the one event that the path names. */
export const ofOneEvent = { refusals: [401, 403, 404, 412], parameterSources: parts('eventIds') } as const;
/** What answers with its capture, where it has one. */
export const ofOneCapture = {
  ...ofOneEvent,
  produces: ['application/x-pcap'],
  parameterSources: parts('captured'),
} as const;

const apart = (one: string, other: string, source: string, evidence: Exclusion['evidence']): Exclusion => ({
  members: [one, other],
  source,
  evidence,
});

export const searchExclusions: readonly Exclusion[] = [
  apart('severity', 'minSeverity', 'docs/contract/argus.md §6.5', 'documented'),
  apart('severity', 'maxSeverity', 'docs/contract/argus.md §6.5', 'documented'),
  apart('timeFieldStrategy', 'lastUpdatedTimestamp', 'docs/contract/argus.md §4', 'documented'),
];

export const assessExclusions: readonly Exclusion[] = [
  apart('enableFlag', 'disableFlag', 'docs/contract/argus.md §7.6', 'documented'),
  apart('associateCase', 'disassociateCase', 'docs/contract/argus.md §7.6', 'documented'),
];

export const updateExclusions: readonly Exclusion[] = [
  apart('flagsToEnable', 'flagsToDisable', 'docs/contract/argus.md §6.7, §7.6', 'assumed'),
  apart('associateCases', 'unassociateCases', 'docs/contract/argus.md §6.7, §7.6', 'assumed'),
];

export const weeks: Exclusion = {
  members: ['resolution', 'resolutionUnit'],
  value: { resolution: 2, resolutionUnit: 'weeks' },
  source: 'docs/contract/argus.md §6.6: weeks only with resolution 1',
  evidence: 'documented',
};

export const names: Exclusion = {
  members: ['timeline', 'groupBy'],
  value: { timeline: [1, 2].map(() => ({ name: 'same', field: 'created', resolution: 'days' })) },
  source: 'docs/contract/argus.md §7.5: names are unique',
  evidence: 'documented',
};

/** Flags that an assessment can set and clear (docs/contract/argus.md §7.6). */
export const settable = [
  'falsePositive',
  'notAThreat',
  'tuningCandidate',
  'followup',
  'identifiedThreat',
  'acknowledged',
  'partiallyAcknowledged',
] as const;

/** The short name of a customer that there is. */
export const shortName = { $from: 'customers', member: 'shortName' } as const;

/** A new event that looks like one there is. */
export const submission = {
  id: {
    customer: { $from: 'events', member: 'customerInfo.shortName' },
    timestamp: { $from: 'events', member: 'startTimestamp' },
    type: 'aggregated',
  },
  signature: { $from: 'events', member: 'attackInfo.signature' },
  count: 1,
  source: { ip: '198.18.0.1' },
  destination: { ip: '198.18.0.2' },
} as const;
