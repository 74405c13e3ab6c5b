/** The commands of Argus: each kind with the function that applies it. */
import type { Applier } from '../../state/state.ts';
import { applyAssess, applyReindex } from './assess-command.ts';
import { applySubmit } from './submit-command.ts';
import { identityAppliers } from './auth/commands.ts';

export const argusAppliers: Readonly<Record<string, Applier>> = {
  ...identityAppliers,
  'argus/assess': applyAssess,
  'argus/reindex': applyReindex,
  'argus/submit': applySubmit,
};
