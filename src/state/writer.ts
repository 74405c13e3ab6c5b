/** Writes to a state through its log. */
import type { Json } from '../kernel/schema.ts';
import type { Quota } from '../kernel/quota.ts';
import type { Command } from './command.ts';
import type { Fold } from './fold.ts';
import type { CommandLog } from './log.ts';

export interface Writer {
  readonly write: (kind: string, at: number, account: number, data: Json) => Promise<Json>;
  readonly snapshot: () => readonly Command[];
  /** Commands in the log, and their bytes, roughly. */
  readonly count: () => number;
  readonly bytes: () => number;
}

/** Throws QuotaExceeded where there is no room for a write. */
function admit(quota: Quota, data: Json): void {
  quota.admit('commands', 1);
  quota.admit('state-bytes', bytesOfJson(data));
  quota.admit('server-state-bytes', 0);
}

/** Bytes of the data of a command, roughly. */
export const bytesOfJson = (data: Json): number => 128 + JSON.stringify(data).length;

const counted = new WeakMap<readonly Command[], number>();

/** Remembers how much commands are, for who takes them over. */
export const countBytes = (commands: readonly Command[], bytes: number): void => void counted.set(commands, bytes);

/** Writes through a log, which begins with these commands; they are applied already. */
export function makeWriter(fold: Fold, log: CommandLog, begun: readonly Command[], quota: Quota): Writer {
  let position = begun.length;
  let bytes = counted.get(begun) ?? begun.reduce((sum, { data }) => sum + bytesOfJson(data), 0);
  let reserved = position;
  /** What commands returned whose writers have not been told yet. */
  const results = new Map<string, Json>();
  const awaited = new Set<string>();
  return {
    snapshot: log.snapshot,
    count: () => position,
    bytes: () => bytes,
    write: async (kind, at, account, data) => {
      admit(quota, data);
      const id = `${kind}-${reserved++}`;
      awaited.add(id);
      try {
        await log.append([{ id, kind, at, lived: fold.lived(), account, data }]);
        for (const { seq, command } of await log.readFrom(position)) {
          if (seq < position) continue;
          position = seq + 1;
          bytes += bytesOfJson(command.data);
          const result = fold.apply(command);
          if (awaited.has(command.id)) results.set(command.id, result);
        }
        return results.get(id) ?? null;
      } finally {
        awaited.delete(id);
        results.delete(id);
      }
    },
  };
}
