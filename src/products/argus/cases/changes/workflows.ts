/** Workflows of cases: asked for, acknowledged, changed. Source: docs/contract/argus.md §14.0.4. */
import { isDeleted, withFlag, type WorkflowRecord } from '../records/records.ts';
import type { PartFlag } from '../records/names.ts';
import { onCase } from './apply.ts';
import type { Draft } from './draft.ts';

/** The workflow of this name, as it stands. */
export const standingWorkflow = (workflows: readonly WorkflowRecord[], name: string): WorkflowRecord | undefined =>
  workflows.find(({ workflow, ...one }) => workflow === name && !isDeleted(one));

const without = (flags: readonly PartFlag[], ...dropped: readonly PartFlag[]): readonly PartFlag[] =>
  flags.filter((flag) => !dropped.includes(flag));

function note(draft: Draft, field: 'resetWorkflow' | 'updateWorkflow', { id, workflow }: WorkflowRecord): void {
  draft.note({ field, objectType: 'workflow', value: workflow, object: { id, workflow } });
}

interface AskWorkflow {
  readonly workflow: string;
  readonly comment: string | null;
  readonly externalReference: string | null;
  readonly isPublic: boolean;
}

/** Asks for a workflow; one that was asked for before begins anew (assumed). */
function requestIn(draft: Draft, given: AskWorkflow): WorkflowRecord {
  const { workflow, comment, externalReference, isPublic } = given;
  const { workflows } = draft.file;
  const known = standingWorkflow(workflows, workflow);
  const record: WorkflowRecord = known ?? {
    ...draft.newPart(),
    flags: [],
    workflow,
    requestComment: null,
    acknowledgedComment: null,
    acknowledgedBy: null,
    acknowledgedAt: null,
    externalReference: null,
  };
  record.requestComment = comment;
  record.externalReference = externalReference ?? record.externalReference;
  record.acknowledgedComment = null;
  record.acknowledgedBy = null;
  record.acknowledgedAt = null;
  const flags = without(record.flags, 'PUBLIC_REQUEST_COMMENT', 'PUBLIC_ACKNOWLEDGED_COMMENT');
  record.flags = isPublic ? withFlag(flags, 'PUBLIC_REQUEST_COMMENT') : flags;
  if (known === undefined) workflows.push(record);
  note(draft, known === undefined ? 'updateWorkflow' : 'resetWorkflow', record);
  return record;
}

const request = onCase<AskWorkflow>('requestWorkflow', (draft, given) => requestIn(draft, given).id);

/** The trigger of that name, of requests that create and update cases; what it does is assumed. */
export const alertSeverity = (draft: Draft): void =>
  void requestIn(draft, { workflow: 'severityAlert', comment: null, externalReference: null, isPublic: false });

interface AcknowledgeWorkflow {
  readonly workflow: string;
  readonly comment: string | null;
  readonly isPublic: boolean;
}

const acknowledge = onCase<AcknowledgeWorkflow>('acknowledgeWorkflow', (draft, { workflow, comment, isPublic }) => {
  const record = standingWorkflow(draft.file.workflows, workflow);
  if (record === undefined || record.acknowledgedAt !== null) return null;
  record.acknowledgedComment = comment;
  record.acknowledgedBy = draft.by;
  record.acknowledgedAt = draft.at;
  if (isPublic) record.flags = withFlag(record.flags, 'PUBLIC_ACKNOWLEDGED_COMMENT');
  note(draft, 'updateWorkflow', record);
  return record.id;
});

/** What is left out stays; null deletes. */
interface EditWorkflow {
  readonly workflow: string;
  readonly requestComment?: string | null;
  readonly acknowledgedComment?: string | null;
  readonly externalReference?: string | null;
}

const update = onCase<EditWorkflow>('updateWorkflow', (draft, { workflow, ...given }) => {
  const record = standingWorkflow(draft.file.workflows, workflow);
  if (record === undefined) return null;
  for (const name of ['requestComment', 'acknowledgedComment', 'externalReference'] as const) {
    const value = given[name];
    if (value !== undefined) record[name] = value;
  }
  note(draft, 'updateWorkflow', record);
  return record.id;
});

export const workflowAppliers = {
  'argus/case/workflow/request': request,
  'argus/case/workflow/acknowledge': acknowledge,
  'argus/case/workflow/update': update,
} as const;
