/** Who watches a case: added, changed and removed, by others and by the watcher. Source: docs/contract/argus.md §14.0.4. */
import { isWatching, withFlag, type WatcherRecord } from '../records/records.ts';
import { onCase } from './apply.ts';
import type { Draft } from './draft.ts';
import { addWatcherTo, type NewWatcher } from './watchers.ts';

const add = onCase<{ readonly watcher: NewWatcher }>(
  'addCaseWatcher',
  (draft, { watcher }) => addWatcherTo(draft, watcher).id,
);

function setVerbose(draft: Draft, watcher: WatcherRecord, isVerbose: boolean): void {
  if (watcher.flags.includes('VERBOSE') === isVerbose) return;
  watcher.flags = isVerbose ? withFlag(watcher.flags, 'VERBOSE') : watcher.flags.filter((flag) => flag !== 'VERBOSE');
  const { id, destination } = watcher;
  const field = isVerbose ? 'enableVerbose' : 'disableVerbose';
  draft.note({ field, objectType: 'watcher', value: destination, object: { id } });
}

function removeFrom(draft: Draft, watcher: WatcherRecord): void {
  const { id, destination } = watcher;
  watcher.flags = withFlag(watcher.flags, 'DELETED');
  draft.note({ field: 'deleteWatcher', objectType: 'watcher', previousValue: destination, previousObject: { id } });
}

const update = onCase<{ readonly id: string; readonly isVerbose: boolean }>(
  'updateCaseWatcher',
  (draft, { id, isVerbose }) => {
    const watcher = draft.file.watchers.find((one) => one.id === id && isWatching(one));
    if (watcher === undefined) return null;
    setVerbose(draft, watcher, isVerbose);
    return id;
  },
);

const remove = onCase<{ readonly id: string }>('deleteCaseWatcher', (draft, { id }) => {
  const watcher = draft.file.watchers.find((one) => one.id === id && isWatching(one));
  if (watcher === undefined) return null;
  removeFrom(draft, watcher);
  return id;
});

/** A contact that is there by default is told of this case no longer. */
const strike = onCase<{ readonly user: number; readonly destination: string; readonly defaultWatcher: string | null }>(
  'deleteCaseWatcher',
  (draft, { user, destination, defaultWatcher }) => {
    const { file } = draft;
    const watcher: WatcherRecord = {
      ...draft.newPart(),
      flags: ['NEGATIVE_ENTRY'],
      type: 'email',
      role: 'contact',
      user,
      destination,
      defaultWatcher,
    };
    file.watchers.push(watcher);
    const { id } = watcher;
    draft.note({ field: 'deleteWatcher', objectType: 'watcher', previousValue: destination, previousObject: { id } });
    return id;
  },
);

const settings = onCase<{ readonly defaultWatchers: boolean }>(
  'updateWatcherSettings',
  (draft, { defaultWatchers }) => {
    const { file } = draft;
    if (file.hasDefaultWatchers !== defaultWatchers)
      draft.note({
        field: defaultWatchers ? 'setFlag' : 'unsetFlag',
        objectType: 'flag',
        value: 'DEFAULT_CONTACTS',
      });
    file.hasDefaultWatchers = defaultWatchers;
    return draft.entry.id;
  },
);

interface Watch {
  /** What is to be watched by, and what no longer; the rest stays. */
  readonly on: readonly WatcherRecord['type'][];
  readonly off: readonly WatcherRecord['type'][];
  readonly isVerbose: boolean | null;
}

/** What the caller makes of watching the case; returns the ids of the watchers that it concerns. */
const watch = onCase<Watch>('currentUser', (draft, { on, off, isVerbose }) => {
  const { by, file } = draft;
  const own = (type: WatcherRecord['type']): WatcherRecord | undefined =>
    file.watchers.find((one) => one.user === by && one.type === type && isWatching(one));
  const ids: string[] = [];
  for (const type of off) {
    const watcher = own(type);
    if (watcher === undefined) continue;
    removeFrom(draft, watcher);
    ids.push(watcher.id);
  }
  for (const type of on) ids.push(addWatcherTo(draft, { type, user: by, destination: null, isVerbose: false }).id);
  for (const watcher of file.watchers)
    if (isVerbose !== null && watcher.user === by && isWatching(watcher)) {
      setVerbose(draft, watcher, isVerbose);
      if (!ids.includes(watcher.id)) ids.push(watcher.id);
    }
  return ids;
});

export const watchingAppliers = {
  'argus/case/watcher/add': add,
  'argus/case/watcher/update': update,
  'argus/case/watcher/delete': remove,
  'argus/case/watcher/strike': strike,
  'argus/case/watcher/settings': settings,
  'argus/case/watcher/watch': watch,
} as const;
