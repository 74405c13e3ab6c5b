/** The commands of cases: each kind with the function that applies it. */
import type { Applier } from '../../../../state/state.ts';
import { caseChangeAppliers } from './cases.ts';
import { commentAppliers } from './comments.ts';
import { creationAppliers } from './create.ts';
import { seenAppliers } from './seen.ts';
import { tagAppliers } from './tags.ts';

const all = {
  ...creationAppliers,
  ...caseChangeAppliers,
  ...commentAppliers,
  ...tagAppliers,
  ...seenAppliers,
} as const;

/** The names of these commands. */
export type CaseCommandKind = keyof typeof all;

export const caseFileAppliers: Readonly<Record<CaseCommandKind, Applier>> = all;
