/** The commands of cases: each kind with the function that applies it. */
import type { Applier } from '../../../../state/state.ts';
import { accessAppliers } from './access-list.ts';
import { attachmentAppliers } from './attachments.ts';
import { caseChangeAppliers } from './cases.ts';
import { commentAppliers } from './comments.ts';
import { creationAppliers } from './create.ts';
import { seenAppliers } from './seen.ts';
import { customFieldAppliers } from './custom-fields.ts';
import { linkAppliers } from './links.ts';
import { tagAppliers } from './tags.ts';
import { watchingAppliers } from './watching.ts';
import { workflowAppliers } from './workflows.ts';

const all = {
  ...creationAppliers,
  ...caseChangeAppliers,
  ...commentAppliers,
  ...tagAppliers,
  ...seenAppliers,
  ...attachmentAppliers,
  ...linkAppliers,
  ...watchingAppliers,
  ...accessAppliers,
  ...workflowAppliers,
  ...customFieldAppliers,
} as const;

/** The names of these commands. */
export type CaseCommandKind = keyof typeof all;

export const caseFileAppliers: Readonly<Record<CaseCommandKind, Applier>> = all;
