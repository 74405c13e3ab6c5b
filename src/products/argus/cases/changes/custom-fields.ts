/** Custom fields of cases. Source: docs/contract/argus.md, Argus Cases v2, Writing. */
import type { Json } from '../../../../kernel/schema.ts';
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
    previousObject: before,
  });
}
