/** Who may read and write a case besides those whose role lets them. Source: docs/contract/argus.md §14.0.4. */
import type { AccessLevel } from '../records/names.ts';
import { withFlag, isDeleted, type AclRecord } from '../records/records.ts';
import type { Draft } from './draft.ts';
import { addWatcherTo } from './watchers.ts';

/** Adds an entry to the access list; an older one of the same user makes room. Call `guard` when all are in. */
export function grantTo(draft: Draft, user: number, level: AccessLevel, isWatcher: boolean): AclRecord {
  const { acl } = draft.file;
  for (const entry of acl) if (entry.user === user && !isDeleted(entry)) entry.flags = withFlag(entry.flags, 'DELETED');
  const entry: AclRecord = { ...draft.newPart(), flags: [], user, level };
  acl.push(entry);
  draft.note({ field: 'setFlag', objectType: 'access', value: level, object: { id: entry.id, level } });
  if (isWatcher) addWatcherTo(draft, { type: 'email', user, destination: null, isVerbose: false });
  return entry;
}
