/** What a state is at present: a fold and its log, in whose place others come whole. */
import { QuotaExceeded, type Quota } from '../kernel/quota.ts';
import type { Gate } from '../kernel/gate.ts';
import { pieceOfWork, type Sliced } from '../kernel/slices.ts';
import type { World } from '../model/world.ts';
import type { Command } from './command.ts';
import type { Fold } from './fold.ts';
import { makeHolder, type Holder } from './hold.ts';
import type { CommandLog } from './log.ts';
import type { Mutable } from './rows.ts';
import type { Snapshot } from './snapshot.ts';
import type { SavedFold } from './fold.ts';
import type { PackedLines } from './packed-lines.ts';
import { bytesOfJson, countBytes, makeWriter, commandSizesOf, type CommandSizes, type Writer } from './writer.ts';

/** Where a state begins: what has been written, and up to when it has been lived. */
export type Beginning = Pick<Snapshot, 'since' | 'commands' | 'now'>;

/** What applying a command costs, at least. */
const unitsOfCommand = 2000;

function refuseMore(quota: Quota, of: 'commands' | 'state-bytes', much: number): void {
  if (much > quota.most(of)) throw new QuotaExceeded(of, quota.most(of));
}

/** Applies commands, in pieces. Throws QuotaExceeded for more than may be kept. */
function* replaying(fold: Fold, commands: readonly Command[], quota: Quota): Sliced<void> {
  refuseMore(quota, 'commands', commands.length);
  const most = quota.most('state-bytes');
  let [done, bytes] = [0, 0];
  for (const command of commands) {
    yield* fold.applying(command);
    bytes += bytesOfJson(command.data);
    if (bytes + fold.overlay.bytes() > most) throw new QuotaExceeded('state-bytes', most);
    done += unitsOfCommand;
    if (done < pieceOfWork) continue;
    yield done;
    done = 0;
  }
  countBytes(commands, bytes);
}

export interface Present {
  readonly fold: () => Fold;
  readonly writer: () => Writer;
  /** How far readers see it, over all folds that there were. */
  readonly holder: Holder;
  /** Makes another aside, so that nobody sees it before it is whole. */
  readonly replayed: (beginning: Beginning) => Sliced<Fold>;
  /** Puts it in the place of what there is: in another epoch. */
  readonly begin: (next: Fold, commands: readonly Command[]) => void;
  /** All of it as it stands, to be carried on without what was written being done again; null where that cannot be. */
  readonly save: () => SavedPresent | null;
  /** Puts one in the place of what there is. Throws QuotaExceeded for more than may be kept. */
  readonly carryOn: (since: number, saved: SavedPresent) => void;
}

export interface SavedPresent {
  readonly fold: SavedFold;
  readonly log: PackedLines;
  /** Of the commands. */
  readonly bytes: number;
}

export interface PresentOptions {
  readonly make: (since: number, saved?: SavedFold) => Fold;
  readonly open: (begin: readonly Command[] | PackedLines) => CommandLog;
  readonly quota: Quota;
  /** What readers look at. */
  readonly shown: Mutable<World>;
  /** Keeps others out while a command is applied in pieces. */
  readonly gate: Gate;
}

export function makePresent(since: number, { make, open, quota, shown, gate }: PresentOptions): Present {
  let fold = make(since);
  let writer = makeWriter(fold, open([]), { count: 0, bytes: 0 }, { quota, gate });
  /** Versions of the folds before this one. */
  let passed = 0;
  quota.count('commands', () => writer.count());
  quota.count('state-bytes', () => writer.bytes() + fold.overlay.bytes());
  quota.count('submitted-events', () => fold.overlay.world.submitted.all.length);
  fold.show(true);
  const replace = (next: Fold, log: CommandLog, sizes: CommandSizes): void => {
    passed += fold.version() + 1 - next.version();
    fold.show(false);
    fold = next;
    fold.show(true);
    writer = makeWriter(fold, log, sizes, { quota, gate });
    shown.epoch = (shown.epoch ?? 0) + 1;
  };
  return {
    fold: () => fold,
    writer: () => writer,
    holder: makeHolder(
      () => ({ version: passed + fold.version(), lived: fold.lived() }),
      () => fold.hold(),
    ),
    *replayed({ since: from, commands, now }) {
      const next = make(from);
      yield* replaying(next, commands, quota);
      yield* next.advancing(now);
      return next;
    },
    begin: (next, commands) => replace(next, open(commands), commandSizesOf(commands)),
    save: () => {
      const saved = fold.save();
      const log = saved && writer.save();
      return log && { fold: saved, log, bytes: writer.bytes() };
    },
    carryOn: (from, { fold: saved, log, bytes }) => {
      refuseMore(quota, 'commands', log.count);
      const next = make(from, saved);
      refuseMore(quota, 'state-bytes', bytes + next.overlay.bytes());
      replace(next, open(log), { count: log.count, bytes });
    },
  };
}
