/** Changes of a case as a whole: updated, closed, published, moved, deleted, merged. Source: docs/contract/argus.md §14.0.4. */
import type { Json } from '../../../../kernel/schema.ts';
import type { Severity } from '../../../../model/detection.ts';
import type { Case } from '../../../../model/world.ts';
import type { Applier } from '../../../../state/state.ts';
import { onCase, type CaseCommand } from './apply.ts';
import { addCommentTo, plainComment, type NewComment } from './comments.ts';
import { deedOf, draftOf, type Draft } from './draft.ts';
import { leaveEvents } from './events.ts';
import { closeIt, guard, setFlag, setOwn, setShared, setStatus } from './fields.ts';
import { alertSeverity } from './workflows.ts';
import { moveParts } from './merge.ts';
import type { CaseType, OpenStatus, TextFormat } from '../records/names.ts';

/** What to change; what is left out stays. Users by the index of their account, null for nobody. */
export interface UpdateCase {
  readonly subject?: string;
  readonly description?: string;
  readonly textFormat: TextFormat;
  readonly status?: OpenStatus;
  readonly priority?: Severity;
  readonly category?: Case['category'];
  readonly reporter?: number;
  readonly assignedUser?: number | null;
  readonly assignedTech?: number | null;
  readonly customerDue?: number | null;
  readonly techDue?: number | null;
  readonly customerReference?: string;
  readonly hasEvents?: boolean;
  readonly severityAlert?: boolean;
  readonly comment?: NewComment;
}

const update = onCase<UpdateCase>('updateCase', (draft, data) => {
  const { file } = draft;
  if (data.subject !== undefined && setShared(draft, 'subject', data.subject)) setFlag(draft, 'SUBJECT_EDITED');
  if (data.description !== undefined && describe(draft, data.description)) file.descriptionTextFormat = data.textFormat;
  if (data.priority !== undefined) setShared(draft, 'priority', data.priority);
  if (data.category !== undefined) setCategory(draft, data.category);
  for (const name of [
    'customerReference',
    'reporter',
    'assignedUser',
    'assignedTech',
    'customerDue',
    'techDue',
  ] as const)
    if (data[name] !== undefined) setOwn(draft, name, data[name] as never);
  if (data.hasEvents !== undefined) setHasEvents(draft, data.hasEvents);
  if (data.status !== undefined) setStatus(draft, data.status);
  if (data.severityAlert === true) alertSeverity(draft);
  if (data.comment !== undefined) addCommentTo(draft, data.comment);
  return draft.hasChanged() ? draft.entry.id : null;
});

function describe(draft: Draft, description: string): boolean {
  if (!setShared(draft, 'description', description)) return false;
  draft.file.descriptionAt = draft.at;
  setFlag(draft, 'DESCRIPTION_EDITED');
  return true;
}

function setCategory(draft: Draft, category: Case['category']): void {
  const before = draft.entry.category;
  if (before?.id === category?.id) return;
  draft.note({
    field: 'category',
    objectType: 'category',
    value: category?.id ?? null,
    previousValue: before?.id ?? null,
  });
  draft.put({ category });
}

function setHasEvents(draft: Draft, hasEvents: boolean): void {
  if (hasEvents) return setFlag(draft, 'HAS_EVENTS');
  const { file } = draft;
  if (!file.flags.includes('HAS_EVENTS')) return;
  file.flags = file.flags.filter((flag) => flag !== 'HAS_EVENTS');
  draft.note({ field: 'unsetFlag', objectType: 'flag', value: 'HAS_EVENTS' });
}

const close = onCase<{ readonly comment?: NewComment }>('closeCase', (draft, { comment }) => {
  closeIt(draft);
  if (comment !== undefined) addCommentTo(draft, comment);
  return draft.hasChanged() ? draft.entry.id : null;
});

const publish = onCase<{ readonly status?: OpenStatus }>('publishCase', (draft, { status }) => {
  const { file, at, by } = draft;
  if (file.publishedAt !== null) return null;
  file.publishedAt = at;
  file.publishedBy = by;
  draft.note({ field: 'setFlag', objectType: 'flag', value: 'PUBLISHED' });
  if (status !== undefined) setStatus(draft, status);
  guard(draft);
  return draft.entry.id;
});

interface MoveCase {
  /** Index of the customer. */
  readonly customer?: number;
  readonly service?: Case['service'];
  readonly category?: Case['category'];
  readonly type?: CaseType;
}

const move = onCase<MoveCase>('moveCase', (draft, { customer: index, service, category, type }) => {
  const customer = index === undefined ? undefined : draft.world.customers[index];
  const { entry } = draft;
  if (customer !== undefined && customer !== entry.customer) {
    draft.note({
      field: 'customerID',
      objectType: 'customer',
      value: String(customer.id),
      previousValue: String(entry.customer.id),
    });
    draft.put({ customer });
  }
  if (service !== undefined && service.id !== entry.service.id) {
    draft.note({
      field: 'service',
      objectType: 'service',
      value: service.shortName,
      previousValue: entry.service.shortName,
    });
    draft.put({ service });
  }
  if (category !== undefined) setCategory(draft, category);
  if (type !== undefined) setOwn(draft, 'type', type);
  return draft.hasChanged() ? entry.id : null;
});

/** The comment is internal, and goes to the case's events as well. */
const remove = onCase<{ readonly comment: string | null }>('deleteCase', (draft, { comment }) => {
  if (comment !== null) addCommentTo(draft, plainComment(comment, true, 'plainText'));
  setFlag(draft, 'DELETED');
  leaveEvents(draft, comment);
  return draft.entry.id;
});

interface MergeCases extends CaseCommand {
  readonly from: number;
  readonly description: string | null;
  readonly priority: Severity | null;
  readonly status: OpenStatus | null;
}

/** Two histories tell of it: that of the case that is left, and that of the case that went into it. */
const merge: Applier = (overlay, command, seq): Json => {
  const data = command.data as unknown as MergeCases;
  const deed = deedOf(overlay, command, seq);
  const into = draftOf(deed, data.case);
  const from = draftOf(deed, data.from);
  if (into === null || from === null || into.entry === from.entry || leadsTo(into.entry, from.entry)) return null;
  const { description, priority, status } = data;
  describe(into, description ?? joined(into.entry.description, from.entry.description));
  if (priority !== null) setShared(into, 'priority', priority);
  if (status !== null) setStatus(into, status);
  into.note({ field: 'mergedFrom', objectType: 'caseVO', value: String(from.entry.id) });
  moveParts(from, into);
  into.keep({ operation: 'mergeCases' });
  from.note({ field: 'mergedInto', objectType: 'caseVO', value: String(into.entry.id) });
  closeIt(from);
  setFlag(from, 'MERGED');
  from.put({ mergedInto: into.entry });
  from.keep({ operation: 'mergeCases' });
  return into.entry.id;
};

const joined = (one: string, other: string): string => `${one}\n\n${other}`;

const leadsTo = (from: Case, to: Case): boolean =>
  from.index === to.index || (from.mergedInto !== null && leadsTo(from.mergedInto, to));

export const caseChangeAppliers = {
  'argus/case/update': update,
  'argus/case/close': close,
  'argus/case/publish': publish,
  'argus/case/move': move,
  'argus/case/delete': remove,
  'argus/case/merge': merge,
} as const;
