/** A store on PostgreSQL: ordinary tables and statements, so that any managed one serves. */
import type { Appended, Durability, Heads, Store } from '../port.ts';
import { ReadWitness } from '../witness.ts';
import { storeAddress } from './address.ts';
import { appending, type AppendOrLook } from './append.ts';
import { getBlob, putBlob } from './blobs.ts';
import { driver } from './driver.ts';
import { joinStore, type JoinOptions } from './join.ts';
import { Era, Lanes, waiting } from './lanes.ts';
import { looking, reading } from './look.ts';
import { SharedStatement } from './shared-statement.ts';
import { alone, Snapshots } from './snapshots.ts';

export interface PostgresOptions extends JoinOptions {
  /** For how long entries behind a snapshot stay, in milliseconds. */
  readonly kept?: number;
}

/** Connections at a time: one for durable appends, one for visible ones and looks, and some for what is larger. */
const forReads = 3;

/** Connects, makes the tables where they are missing, and throws a `UserError` of one line where that cannot be. */
export async function postgresStore(url: string, options: PostgresOptions = {}): Promise<Store> {
  const address = storeAddress(url);
  driver();
  const era = new Era();
  const lanes = [1, 1, forReads].map((most) => new Lanes(address, most, era));
  const [durable, visible, others] = lanes as [Lanes, Lanes, Lanes];
  const close = async (): Promise<void> => {
    await Promise.all(lanes.map((one) => one.close()));
  };
  try {
    await joinStore(others, address, options);
  } catch (error) {
    await close();
    throw error;
  }
  const witness = new ReadWitness();
  let latest = 0;
  const notBefore = (instant: number): number => (latest = Math.max(latest, instant));
  const look = looking(witness, notBefore);
  const appends: Record<Durability, SharedStatement<AppendOrLook, Appended | Heads | null>> = {
    durable: new SharedStatement(durable, appending(address, witness, 'durable', look)),
    visible: new SharedStatement(visible, appending(address, witness, 'visible', look)),
  };
  // What is noted of reads and the looks of the next ones go together.
  const heads = async (streams: readonly string[]): Promise<Heads> => (await appends.visible.ask(streams, 0)) as Heads;
  const read = reading(address, witness);
  const snapshots = new Snapshots(alone(others), address, witness, options.kept);
  return {
    append: async (stream, entries, how, besides) => {
      if (entries.length === 0) return { seqs: [], ats: [], end: 0, now: (await heads([])).now };
      const weight = entries.reduce((sum, { body }) => sum + body.length, 0);
      const call = { stream, entries, ...(besides && { besides }) };
      const appended = (await appends[how].ask(call, weight)) as Appended;
      return { ...appended, now: notBefore(appended.now) };
    },
    appendAfter: async (stream, last, entry) => {
      const call = { stream, entries: [entry], after: last };
      const appended = (await appends.visible.ask(call, entry.body.length)) as Appended | null;
      return appended && { ...appended, now: notBefore(appended.now) };
    },
    heads,
    read: (stream, from, most) => others.run((ask) => read(ask, stream, from, most), waiting()),
    saveSnapshot: (stream, seq, bytes) => snapshots.save(stream, seq, bytes),
    latestSnapshot: (stream) => snapshots.latest(stream),
    remove: (stream) => snapshots.remove(stream),
    putBlob: (bytes) => putBlob(others, address, bytes),
    getBlob: (name) => getBlob(others, address, name),
    close,
  };
}
