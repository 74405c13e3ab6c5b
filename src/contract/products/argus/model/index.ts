/** The models of Argus: aggregated and raw events as v1 has them, and events of v2. */
import type { Json } from '../../../../kernel/schema.ts';
import { moreCases } from './more-cases.ts';
import { numberAt } from '../../../lists/item.ts';
import { numberKey, rankKey, textKey } from '../../../lists/keys.ts';
import type { Criterion, Model, ItemKeys } from '../../../terms/model.ts';
import { bounds, otherBoundsOf, timeVerdictOf } from './times.ts';
import { argusModifiers } from './members.ts';
import { caseCriteria, caseKeys } from './cases.ts';
import { v1 } from './v1.ts';
import { v2 } from './v2.ts';

/** Both spellings of the last change occur; the other fields are assumed (docs/contract/argus.md §6.5). */
const v1Keys: ItemKeys = {
  timestamp: numberKey('timestamp'),
  customerID: numberKey('customerInfo.id'),
  severity: rankKey('severity', ['low', 'medium', 'high', 'critical']),
};
const aggregatedKeys: ItemKeys = {
  ...v1Keys,
  startTimestamp: numberKey('startTimestamp'),
  endTimestamp: numberKey('endTimestamp'),
  lastUpdated: numberKey('lastUpdatedTimestamp'),
  lastUpdatedTimestamp: numberKey('lastUpdatedTimestamp'),
  count: numberKey('count'),
};
const v2Keys: ItemKeys = {
  customerID: numberKey('customer.id'),
  eventID: textKey('uuid'),
  createdTimestamp: numberKey('timestamps.created'),
  lastUpdatedTimestamp: numberKey('timestamps.lastUpdated'),
  // A raw event shows neither its first nor its last time; it is its own.
  firstEventTimestamp: (item) => numberAt(item, 'timestamps.firstEvent') ?? numberAt(item, 'timestamps.created'),
  lastEventTimestamp: (item) => numberAt(item, 'timestamps.lastEvent') ?? numberAt(item, 'timestamps.created'),
};

/** Keys of lists that are not narrowed to a stretch of time. */
export const otherKeys: ItemKeys = {
  ...caseKeys,
  timestamp: (item) => numberAt(item, 'timestamps.created') ?? numberAt(item, 'timestamp'),
  createdTimestamp: numberKey('createdTimestamp'),
  lastUpdatedTimestamp: numberKey('lastUpdatedTimestamp'),
  id: numberKey('id'),
  name: textKey('name'),
  shortName: textKey('shortName'),
  customerID: numberKey('customer.id'),
  description: textKey('description'),
  info: textKey('info'),
  attackCategory: numberKey('attackCategory.id'),
  signature: textKey('signature'),
  firstTriggeredTimestamp: numberKey('firstTriggeredTimestamp'),
  lastTriggeredTimestamp: numberKey('lastTriggeredTimestamp'),
  mappedTimestamp: numberKey('mappedTimestamp'),
  triggerAmount: numberKey('triggerAmount'),
  signatureMessage: textKey('alarm.description'),
  addedTimestamp: numberKey('addedTimestamp'),
  query: textKey('query'),
  answer: textKey('answer'),
  rrtype: textKey('rrtype'),
  times: numberKey('times'),
  firstSeenTimestamp: numberKey('firstSeenTimestamp'),
  lastSeenTimestamp: numberKey('lastSeenTimestamp'),
};

const modelOf = (
  name: string,
  time: { readonly path: string; readonly key: string },
  criteria: Readonly<Record<string, Criterion>>,
  sortKeys: ItemKeys,
): Model => {
  const timeOf = (item: Json): number | undefined => numberAt(item, time.path);
  return {
    name,
    timeOf,
    bounds,
    lookBacks: ['-24hours', '-7days', 0],
    newestFirst: `-${time.key}`,
    sortKeys,
    criteria,
    modifiers: new Set(argusModifiers),
    parts: 'subCriteria',
    timeVerdict: timeVerdictOf(name, timeOf),
    otherBounds: otherBoundsOf(name),
  };
};

const timestamp = { path: 'timestamp', key: 'timestamp' };

export const models = {
  aggregated: {
    ...modelOf('aggregated', timestamp, v1, aggregatedKeys),
    atItsTime: { timeFieldStrategy: ['timestamp'] },
    lasts: (item, time) =>
      (numberAt(item, 'startTimestamp') ?? time) < time && (numberAt(item, 'endTimestamp') ?? 0) >= time,
  },
  case: {
    ...modelOf('case', { path: 'createdTimestamp', key: 'createdTimestamp' }, caseCriteria, caseKeys),
    lookBacks: [null],
    enriched: moreCases,
    boundsFor: { timeFieldStrategy: ['createdTimestamp'] },
  },
  raw: modelOf('raw', timestamp, v1, v1Keys),
  v2: {
    ...modelOf('v2', { path: 'timestamps.created', key: 'createdTimestamp' }, v2, v2Keys),
    view: { includeAllProperties: true, includeComments: true, includeSubEvents: true },
    // Each shows what the other lacks; the simple list shows no properties and takes no list of what to show.
    kinds: (members) =>
      ['aggregated', 'raw'].map((type) => ({
        filter: { type: [type] },
        view: members.includes('includeProperties') ? { includeAllProperties: true } : {},
      })),
  },
} as const satisfies Readonly<Record<string, Model>>;
