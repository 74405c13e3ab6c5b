/** The service that a case belongs to. Source: docs/contract/argus.md §14.0.3; what is told of it beside its names is assumed. */
import { schemaDocument } from '../../../kernel/schema.ts';
import { oneAnswer } from '../common/answers.ts';
import type { CaseService } from '../generated/types.ts';
import type { ArgusReader } from '../services/services.ts';
import { caseToRead } from './find.ts';
import { serviceFlags } from './records/names.ts';

export const getCaseService: ArgusReader = ({ simulation }, call) => {
  const { id, shortName, name } = caseToRead(simulation, call).entry.service;
  const { $defs } = schemaDocument('argus/case-terms.schema.json') as unknown as {
    readonly $defs: { readonly caseWorkflowName: { readonly enum: CaseService['workflows'] } };
  };
  return oneAnswer({
    id,
    shortName,
    name,
    localizedName: name,
    flags: [...serviceFlags],
    workflows: $defs.caseWorkflowName.enum,
  } satisfies CaseService);
};
