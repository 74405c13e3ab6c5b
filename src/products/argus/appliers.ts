/** The commands of Argus: each kind with the function that applies it. */
import type { Applier } from '../../state/state.ts';
import { applyAssess, applyReindex } from './assess-command.ts';

export const argusAppliers: Readonly<Record<string, Applier>> = {
  'argus/assess': applyAssess,
  'argus/reindex': applyReindex,
};
