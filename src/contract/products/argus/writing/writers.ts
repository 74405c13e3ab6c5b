/** The operations that change events: how each is told what to change, in one language. Source: docs/contract/argus.md §6.7, §7.6. */
import type { Json } from '../../../../kernel/schema.ts';
import type { Ask } from '../../../terms/exchange.ts';
import type { EventId } from '../model/event-id.ts';

/** What is to be changed; flags are named as v1 names them. */
export interface EventChange {
  readonly enable?: readonly string[];
  readonly disable?: readonly string[];
  readonly severity?: string;
  readonly comment?: string;
  /** Ids of cases. */
  readonly associate?: readonly number[];
  readonly disassociate?: readonly number[];
  /** v2 alone: whether assessing acknowledges by itself. */
  readonly autoAcknowledge?: boolean;
  /** Whether an analyst has handled it, and whether the service level is to be looked at. */
  readonly isHandled?: boolean;
  readonly triggersSla?: boolean;
  /** v2 alone: whether it is to be published now. */
  readonly publish?: boolean;
  /** v2 alone: properties of the assessment. */
  readonly properties?: readonly { readonly key: string; readonly values: readonly string[] }[];
}

/** The request that changes one event, by id of the operation. */
export const writers: Readonly<Record<string, (event: EventId, change: EventChange) => Ask>> = {
  assessEvent: ({ timestamp, customerID, eventID }, change) => ({
    params: { timestamp, customerID, eventID },
    body: assessment(change),
  }),
  assessEventCompatibility: ({ type, timestamp, customerID, eventID }, change) => ({
    params: { type, timestamp, customerID, eventID },
    body: assessment(change),
  }),
  // Index times default to the current day (seed 001).
  assessEventBulk: ({ id, timestamp }, change) => ({
    body: {
      assessment: assessment(change),
      search: { eventIdentifier: [id], indexStartTimestamp: Number(timestamp), indexEndTimestamp: Number(timestamp) },
    },
  }),
  updateEvents: ({ id }, change) => ({ body: { eventIdentifiers: [id], update: update(change) } }),
  updateEventsBulk: ({ id }, change) => ({
    body: { criteria: { startTimestamp: 0, eventIdentifier: [id] }, update: update(change) },
  }),
};

/** The request that changes several events at once, for the operations that can. */
export const writersOfMany: Readonly<Record<string, (events: readonly EventId[], change: EventChange) => Ask>> = {
  assessEventBulk: (events, change) => {
    const times = events.map(({ timestamp }) => Number(timestamp));
    const indexed = { indexStartTimestamp: Math.min(...times), indexEndTimestamp: Math.max(...times) };
    return {
      body: { assessment: assessment(change), search: { eventIdentifier: events.map(({ id }) => id), ...indexed } },
    };
  },
  updateEvents: (events, change) => ({
    body: { eventIdentifiers: events.map(({ id }) => id), update: update(change) },
  }),
  updateEventsBulk: (events, change) => ({
    body: { criteria: { startTimestamp: 0, eventIdentifier: events.map(({ id }) => id) }, update: update(change) },
  }),
};

export const camelCase = (flag: string): string =>
  flag.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

const assessment = ({ enable = [], disable = [], ...change }: EventChange): Json => ({
  enableFlag: enable.map(camelCase),
  disableFlag: disable.map(camelCase),
  ...(change.autoAcknowledge !== undefined && { autoAcknowledge: change.autoAcknowledge }),
  ...(change.isHandled !== undefined && { handledByAnalyst: change.isHandled }),
  ...(change.triggersSla === true && { trigger: ['slaViolation'] }),
  ...(change.publish !== undefined && { publishIfUnpublished: change.publish }),
  ...(change.severity !== undefined && { newSeverity: change.severity }),
  ...(change.comment !== undefined && { comment: change.comment }),
  ...(change.associate !== undefined && { associateCase: [...change.associate] }),
  ...(change.disassociate !== undefined && { disassociateCase: [...change.disassociate] }),
  ...(change.properties !== undefined && { assessmentProperty: change.properties as unknown as Json }),
});

const update = ({
  enable = [],
  disable = [],
  severity,
  comment,
  associate,
  disassociate,
  ...change
}: EventChange): Json => ({
  flagsToEnable: [...enable],
  flagsToDisable: [...disable],
  ...(change.isHandled !== undefined && { handledByAnalyst: change.isHandled }),
  ...(change.triggersSla === true && { triggers: { slaViolation: true } }),
  ...(severity !== undefined && { newSeverity: severity }),
  ...(comment !== undefined && { comment }),
  ...(associate !== undefined && { associateCases: [...associate] }),
  ...(disassociate !== undefined && { unassociateCases: [...disassociate] }),
});

/** Flags that may be set and cleared, and of which nothing else follows (seed 001 "Assessment"). */
export const independentFlags = [
  'FOLLOWUP',
  'TUNING_CANDIDATE',
  'NOT_A_THREAT',
  'FALSE_POSITIVE',
  'IDENTIFIED_THREAT',
] as const;
