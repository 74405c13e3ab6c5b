/** What a line appends to its stream: orders, notes and ticks, each in groups. */
import type { Json } from '../../kernel/schema.ts';
import { StoreUnavailable, Truncated, type BesideEntry, type Durability, type NewEntry } from '../../store/port.ts';
import type { StreamFollower } from './follower.ts';
import { makeGroupedCalls } from './groups.ts';
import type { LineOptions } from './line.ts';
import { pauseOf, type ReplicaPace } from './pace.ts';

/** An entry with what goes to other streams. */
interface Ordered extends NewEntry {
  readonly besides: readonly BesideEntry[];
}

/** Something that was read at a version. */
interface ReadNote {
  readonly note: Json;
  readonly version: number;
}

/** Times that an append is made again, and the milliseconds before the first of them; twice as long each time. */
const retries = 4;
const firstPause = 50;

export function makeAppends<Outcome>(
  { store, stream, machine, pace, newId }: LineOptions<Outcome>,
  follower: StreamFollower,
) {
  /** Who is behind begins anew, lest nothing is appended from here any more. */
  const behind = (error: unknown): never => {
    if (error instanceof Truncated) follower.load().catch(() => {});
    throw error;
  };
  const append = async (entries: readonly Ordered[], how: Durability, isQuiet = false): Promise<readonly number[]> => {
    const besides = entries.flatMap((entry) => entry.besides);
    const { seqs, ats, end } = await again(pace, () => store.append(stream, entries, how, besides)).catch(behind);
    for (const [place, { id, body }] of entries.entries()) {
      const [seq = 0, at = 0] = [seqs[place], ats[place]];
      // One that was there already is read, and so is what stands before it.
      if (seq >= end) follower.know({ id, body, seq, at }, isQuiet);
    }
    return seqs;
  };
  const noteTogether = makeGroupedCalls(async (notes: readonly Json[]) => {
    const [seq = 0] = await append([{ id: newId(), body: machine.pack(notes), besides: [] }], 'visible', true);
    // What is known to the end can be read ahead.
    if (seq === follower.next()) follower.reach(seq + 1).catch(() => {});
    return notes.map(() => undefined);
  }, pace);
  const noteAfterLast = async (notes: readonly Json[]): Promise<boolean> => {
    const [last, next] = [follower.last(), follower.next()];
    if (last === null) return false;
    const entry = { id: newId(), body: machine.pack(notes) };
    const appended = await again(pace, () => store.appendAfter(stream, last, entry)).catch(behind);
    if (appended === null) return false;
    const [seq = 0, at = 0] = [appended.seqs[0], appended.ats[0]];
    // An entry that was lost with a machine of the store, and made again, may stand behind others.
    if (seq !== next) return behind(new Truncated(stream));
    if (seq >= appended.end) follower.know({ ...entry, seq, at }, true);
    await follower.reach(seq + 1);
    return true;
  };
  const noteRead = makeGroupedCalls(
    async (reads: readonly ReadNote[]) => {
      const version = follower.version();
      const current = reads.filter((read) => read.version === version);
      const isNoted = current.length > 0 && (await noteAfterLast(current.map(({ note }) => note)));
      return reads.map((read) => isNoted && read.version === version);
    },
    pace,
    { gathers: true },
  );
  const tick = makeGroupedCalls(async (ticks: readonly null[]) => {
    const [seq = 0] = await append([{ id: newId(), body: machine.pack([]), besides: [] }], 'visible');
    return ticks.map(() => seq);
  }, pace);
  return {
    /** Resolves with the place. */
    order: makeGroupedCalls((entries: readonly Ordered[]) => append(entries, 'durable'), pace),
    note: noteTogether,
    noteRead,
    tick,
  };
}

/** Calls again while the store cannot be reached: what an append did before stands. */
async function again<Result>(pace: ReplicaPace, call: () => Promise<Result>): Promise<Result> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || attempt >= retries) throw error;
      await pauseOf(pace, firstPause << attempt);
    }
  }
}
