/** The access of a case: its mode, and who has more than the mode gives. Source: docs/contract/argus.md §14.0.4. */
import type { AccessLevel, AccessMode } from '../records/names.ts';
import { isDeleted, withFlag } from '../records/records.ts';
import { grantTo } from './access.ts';
import { onCase } from './apply.ts';
import { guard } from './fields.ts';

const setMode = onCase<{ readonly accessMode: AccessMode }>('updateCaseAccessSettings', (draft, { accessMode }) => {
  const { file, entry } = draft;
  if (file.accessMode !== accessMode) {
    const previousValue = file.accessMode;
    draft.note({ field: 'accessMode', objectType: 'access', value: accessMode, previousValue });
    file.accessMode = accessMode;
    guard(draft);
  }
  return entry.id;
});

interface Grant {
  readonly user: number;
  readonly level: AccessLevel;
  readonly isWatcher: boolean;
}

const grant = onCase<Grant>('grantCaseAccess', (draft, { user, level, isWatcher }) => {
  const { id } = grantTo(draft, user, level, isWatcher);
  guard(draft);
  return id;
});

const revoke = onCase<{ readonly id: string }>('revokeCaseAccess', (draft, { id }) => {
  const entry = draft.file.acl.find((one) => one.id === id && !isDeleted(one));
  if (entry === undefined) return null;
  entry.flags = withFlag(entry.flags, 'DELETED');
  draft.note({ field: 'setFlag', objectType: 'access', value: 'DELETED', previousValue: entry.level });
  guard(draft);
  return id;
});

export const accessAppliers = {
  'argus/case/access/mode': setMode,
  'argus/case/access/grant': grant,
  'argus/case/access/revoke': revoke,
} as const;
