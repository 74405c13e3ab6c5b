/** Custom fields of cases. Source: docs/contract/argus.md §14.0.4. */
import type { Json } from '../../../../kernel/schema.ts';
import { onCase } from './apply.ts';
import type { Draft } from './draft.ts';

/** Sets a field of the draft to one value or several. */
export function setFieldOf(draft: Draft, field: string, values: readonly Json[]): void {
  const before = draft.file.fields[field] ?? null;
  draft.file.fields[field] = [...values];
  draft.note({
    field: 'fieldAdded',
    objectType: 'field',
    value: field,
    object: { field, values: [...values] },
    ...(before !== null && { previousObject: { field, values: before } }),
  });
}

/** Sets a field, or clears it where no value is left. */
const set = onCase<{ readonly field: string; readonly values: readonly Json[] }>(
  'setCaseField',
  (draft, { field, values }) => {
    if (values.length > 0) setFieldOf(draft, field, values);
    else if (!clearFieldOf(draft, field)) return null;
    return field;
  },
);

const clear = onCase<{ readonly field: string }>('clearCaseField', (draft, { field }) =>
  clearFieldOf(draft, field) ? field : null,
);

function clearFieldOf({ file, note }: Draft, field: string): boolean {
  if (!Object.hasOwn(file.fields, field)) return false;
  const before = file.fields[field] ?? null;
  delete file.fields[field];
  note({ field: 'fieldRemoved', objectType: 'field', previousValue: field, previousObject: { field, values: before } });
  return true;
}

export const customFieldAppliers = { 'argus/case/field/set': set, 'argus/case/field/clear': clear } as const;
