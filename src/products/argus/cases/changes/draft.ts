/**
 * A draft: one case while a command changes it. The draft gives the case as it stands and a file of its own to write to;
 * what was noted becomes one transaction of the case's history when it is kept.
 */
import type { Json } from '../../../../kernel/schema.ts';
import { keyOf, type Key } from '../../../../kernel/random.ts';
import { uuidOf } from '../../../../model/event-id.ts';
import type { Case, World } from '../../../../model/world.ts';
import type { Command } from '../../../../state/command.ts';
import { settle } from '../../../../state/digest.ts';
import type { Overlay } from '../../../../state/overlay.ts';
import { fileOf } from '../records/case-file.ts';
import type { CaseOperation, ChangeField, ChangeObject, PartFlag } from '../records/names.ts';
import { fileTable, isDeleted, type CaseFile, type ChangeRecord, type NotificationRecord } from '../records/records.ts';
import { recipientsOf, type NotificationRequest } from './notifications.ts';

export interface NotedChange {
  readonly field: ChangeField;
  readonly objectType: ChangeObject;
  readonly value?: string | null;
  readonly previousValue?: string | null;
  readonly object?: Json;
  readonly previousObject?: Json;
}

/** How a transaction is told. */
export interface Telling {
  readonly operation: CaseOperation;
  /** True for what only the operations centre may see. */
  readonly isInternal?: boolean;
  readonly notification?: NotificationRequest;
}

export interface Draft {
  readonly overlay: Overlay;
  readonly world: World;
  readonly at: number;
  /** Position of the command in the log. */
  readonly seq: number;
  /** Index of the account that writes. */
  readonly by: number;
  /** The World's record of the case, as it stands. */
  readonly entry: Case;
  /** Its file: write to it. */
  readonly file: CaseFile;
  /** Changes what events and other products show of the case as well. */
  readonly put: (part: Partial<Omit<Case, 'id' | 'index'>>) => void;
  /** The next uuid of the command. */
  readonly nextId: () => string;
  /** What every new part of a case begins with. */
  readonly newPart: (flags?: readonly PartFlag[]) => {
    id: string;
    addedAt: number;
    addedBy: number;
    flags: readonly PartFlag[];
  };
  /** Notes a change for the history. */
  readonly note: (change: NotedChange) => void;
  readonly hasChanged: () => boolean;
  /** Stores the file as it is; for what is no change of the case. */
  readonly store: () => void;
  /** Stores the file, with a transaction of what was noted. */
  readonly keep: (telling: Telling) => void;
}

const keys = new WeakMap<World, Key>();

/** What a command is applied to, who gave it, and the uuids that it may use: each a function of seed, place of the command in the log, and place in the command. */
export interface Deed extends Pick<Command, 'at'> {
  readonly overlay: Overlay;
  readonly by: number;
  readonly seq: number;
  readonly nextId: () => string;
}

export function deedOf(overlay: Overlay, { at, account: by }: Command, seq: number): Deed {
  const { world } = overlay;
  const key = keys.get(world) ?? keyOf(world.seed, 'argus/case-commands');
  keys.set(world, key);
  let place = 0;
  return { overlay, at, by, seq, nextId: () => uuidOf(key, seq, place++) };
}

/** Opens a draft of a case; null where there is none with this id. A command may draft several cases. */
export function draftOf(deed: Deed, id: number): Draft | null {
  const { overlay, at } = deed;
  const { world } = overlay;
  const entry = world.cases.find((one) => one.id === id);
  if (entry === undefined) return null;
  const isKept = fileTable(overlay).has(String(id));
  const file = fileOf(world, overlay, entry, at);
  // A file that follows from the World is everybody's.
  return makeDraft(deed, entry, isKept ? { ...file } : structuredClone(file));
}

/** A draft of a case with a file that is the draft's own, such as that of a new case. */
export function makeDraft(deed: Deed, given: Case, file: CaseFile): Draft {
  const { overlay, at, by, seq, nextId } = deed;
  const { world } = overlay;
  const isTech = world.accounts[by]?.analyst === true;
  const changes: ChangeRecord[] = [];
  let entry = given;
  const store = (): void => {
    fileTable(overlay).set(String(entry.id), file);
    if (entry !== world.cases.find(({ index }) => index === entry.index)) overlay.setCase(entry);
  };
  return {
    overlay,
    world,
    at,
    seq,
    by,
    get entry() {
      return entry;
    },
    file,
    put: (part) => void (entry = { ...entry, ...part }),
    nextId,
    newPart: (flags = []) => ({
      id: nextId(),
      addedAt: at,
      addedBy: by,
      flags: isTech ? [...flags, 'SUBMITTED_BY_TECH'] : flags,
    }),
    note: ({ field, objectType, value = null, previousValue = null, object = null, previousObject = null }) =>
      void changes.push({ id: nextId(), field, objectType, value, previousValue, object, previousObject }),
    hasChanged: () => changes.length > 0,
    store,
    keep: ({ operation, isInternal = false, notification }) => {
      const notifications: readonly NotificationRecord[] = recipientsOf(
        world,
        entry,
        file,
        notification,
        isInternal,
      ).map((recipient) => ({ id: nextId(), ...recipient }));
      const isSilent = notification?.skipEmail === true && notification.skipSMS === true;
      const id = nextId();
      file.transactions.push(settle({ id, operation, at, by, isInternal, isSilent, changes, notifications }));
      file.updatedAt = at;
      file.updatedBy = by;
      store();
    },
  };
}

/** Parts that were not deleted. */
export const living = <Item extends { readonly flags: readonly string[] }>(parts: readonly Item[]): readonly Item[] =>
  parts.filter((part) => !isDeleted(part));
