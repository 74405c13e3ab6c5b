/** Watchers: who is told of changes of a case. Source: docs/contract/argus.md §14.0.4. */
import { isWatching, type WatcherRecord } from '../records/records.ts';
import type { Draft } from './draft.ts';

export interface NewWatcher {
  readonly type: 'sms' | 'email';
  /** Index of the account. */
  readonly user: number;
  /** Null for the user's own address. */
  readonly destination: string | null;
  readonly isVerbose: boolean;
}

/** Adds a watcher to the draft; one who watches by the same means already stays. */
export function addWatcherTo(draft: Draft, { type, user, destination, isVerbose }: NewWatcher): WatcherRecord {
  const { file, world } = draft;
  const known = file.watchers.find((one) => one.type === type && one.user === user && isWatching(one));
  if (known !== undefined) return known;
  const watcher: WatcherRecord = {
    ...draft.newPart(),
    flags: isVerbose ? ['VERBOSE'] : [],
    type,
    role: 'watcher',
    user,
    destination: destination ?? (type === 'email' ? (world.users()[user]?.email ?? '') : ''),
    defaultWatcher: null,
  };
  file.watchers.push(watcher);
  draft.note({ field: 'addWatcher', objectType: 'watcher', value: watcher.destination, object: { id: watcher.id } });
  return watcher;
}
