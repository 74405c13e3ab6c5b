/** New cases: created at once, or prepared first, which reserves an id. Source: docs/contract/argus.md §14.0.4. */
import type { Json } from '../../../../kernel/schema.ts';
import type { Severity } from '../../../../model/detection.ts';
import type { Case, World } from '../../../../model/world.ts';
import type { Applier } from '../../../../state/state.ts';
import type { Overlay } from '../../../../state/overlay.ts';
import type { AccessLevel, AccessMode, CaseType, OpenStatus, TextFormat } from '../records/names.ts';
import { preparedTable, type CaseFile } from '../records/records.ts';
import { grantTo } from './access.ts';
import { deedOf, makeDraft, type Draft, type Telling } from './draft.ts';
import { guard } from './fields.ts';
import { addTagTo, type NewTag } from './tags.ts';
import { alertSeverity } from './workflows.ts';
import { addWatcherTo, type NewWatcher } from './watchers.ts';
import { setFieldOf } from './custom-fields.ts';

/** Checked and complete: all that the case will be, in the terms of the World. */
export interface CreateCase extends Pick<Case, 'subject' | 'description' | 'category' | 'service' | 'priority'> {
  /** The id that was prepared; null takes the next. */
  readonly prepared: number | null;
  /** Index of the customer. */
  readonly customer: number;
  readonly type: CaseType;
  readonly status: OpenStatus;
  readonly accessMode: AccessMode;
  readonly descriptionTextFormat: TextFormat;
  readonly customerReference: string | null;
  readonly assignedUser: number | null;
  readonly assignedTech: number | null;
  readonly tags: readonly NewTag[];
  readonly acl: readonly { readonly user: number; readonly level: AccessLevel; readonly isWatcher: boolean }[];
  readonly watchers: readonly NewWatcher[];
  readonly fields: readonly { readonly field: string; readonly values: readonly Json[] }[];
  readonly originEmailAddress: string | null;
  readonly isPublished: boolean;
  readonly isTestData: boolean;
  readonly hasDefaultWatchers: boolean;
  readonly severityAlert: boolean;
  readonly notification?: Telling['notification'];
}

/** Takes the next id or index of a case. They go up; those of the World and of its stories are taken, and those that were prepared. */
function takeNext({ world: { cases, stories }, table }: Overlay, what: 'id' | 'index'): number {
  const next = table<number>('argus/next-case');
  const taken = [...cases, ...stories.cases].map((entry) => entry[what]);
  const number = next.get(what) ?? taken.reduce((most, one) => Math.max(most, one), beforeAll[what]) + 1;
  next.set(what, number + 1);
  return number;
}

/** Those before the first; 0 is the id of no case. */
const beforeAll = { id: 0, index: -1 } as const;

const create: Applier = (overlay, command, seq) => {
  const data = command.data as unknown as CreateCase;
  const { world } = overlay;
  const customer = world.customers[data.customer];
  const prepared = preparedTable(overlay);
  if (customer === undefined || (data.prepared !== null && !prepared.has(String(data.prepared)))) return null;
  const { subject, description, category, service, priority, status } = data;
  const entry: Case = {
    index: takeNext(overlay, 'index'),
    id: data.prepared ?? takeNext(overlay, 'id'),
    subject,
    description,
    customer,
    category,
    service,
    status,
    priority,
    opened: command.at,
    closed: null,
    mergedInto: null,
    restricted: false,
  };
  if (data.prepared !== null) prepared.delete(String(data.prepared));
  const draft = makeDraft(deedOf(overlay, command, seq), entry, fileFor(data, command.account, command.at, world));
  tellCreation(draft, data);
  for (const tag of data.tags) addTagTo(draft, tag);
  for (const { user, level, isWatcher } of data.acl) grantTo(draft, user, level, isWatcher);
  for (const watcher of data.watchers) addWatcherTo(draft, watcher);
  for (const { field, values } of data.fields) setFieldOf(draft, field, values);
  if (data.severityAlert) alertSeverity(draft);
  guard(draft);
  const { notification } = data;
  draft.keep({ operation: 'createCase', ...(notification !== undefined && { notification }) });
  return entry.id;
};

function tellCreation(draft: Draft, { type, status, priority, subject, category, service }: CreateCase): void {
  draft.note({ field: 'customerID', objectType: 'customer', value: String(draft.entry.customer.id) });
  draft.note({ field: 'service', objectType: 'service', value: service.shortName });
  if (category !== null) draft.note({ field: 'category', objectType: 'category', value: category.id });
  draft.note({ field: 'type', objectType: 'caseType', value: type });
  draft.note({ field: 'status', objectType: 'status', value: status });
  draft.note({ field: 'priority', objectType: 'priority', value: priority });
  draft.note({ field: 'subject', objectType: 'string', value: subject });
}

function fileFor(data: CreateCase, by: number, at: number, world: World): CaseFile {
  const { status, priority, isPublished } = data;
  return {
    type: data.type,
    initialStatus: status,
    initialPriority: priority satisfies Severity,
    accessMode: data.accessMode,
    descriptionTextFormat: data.descriptionTextFormat,
    descriptionAt: at,
    customerReference: data.customerReference,
    reporter: by,
    assignedUser: data.assignedUser,
    assignedTech: data.assignedTech,
    createdBy: by,
    updatedAt: at,
    updatedBy: by,
    closedBy: null,
    publishedAt: isPublished ? at : null,
    publishedBy: isPublished ? by : null,
    customerDue: null,
    techDue: null,
    eventAt: null,
    originEmailAddress: data.originEmailAddress,
    hasDefaultWatchers: data.hasDefaultWatchers,
    flags: [
      ...(world.accounts[by]?.analyst === true ? (['SUBMITTED_BY_TECH'] as const) : []),
      ...(isPublished ? (['CREATED_AS_PUBLISHED'] as const) : []),
      ...(data.isTestData ? (['TEST_DATA'] as const) : []),
      ...(data.originEmailAddress === null ? [] : (['MAIL_UPDATE'] as const)),
    ],
    comments: [],
    tags: [],
    attachments: [],
    links: [],
    watchers: [],
    acl: [],
    workflows: [],
    fields: {},
    transactions: [],
    seen: {},
  };
}

/** Reserves an id, and returns it. */
const prepare: Applier = (overlay, { at, account: by }) => {
  const id = takeNext(overlay, 'id');
  preparedTable(overlay).set(String(id), { by, at });
  return id;
};

const abort: Applier = (overlay, { data }) =>
  preparedTable(overlay).delete(String((data as unknown as { readonly case: number }).case));

export const creationAppliers = {
  'argus/case/create': create,
  'argus/case/prepare': prepare,
  'argus/case/abort': abort,
} as const;
