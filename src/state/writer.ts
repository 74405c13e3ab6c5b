/** Writes to a state through its log. */
import type { Gate } from '../kernel/gate.ts';
import type { Json } from '../kernel/schema.ts';
import type { Quota } from '../kernel/quota.ts';
import type { Command } from './command.ts';
import type { Fold } from './fold.ts';
import type { CommandLog } from './log.ts';

export interface Writer {
  readonly write: (kind: string, at: number, account: number, data: Json) => Promise<Json>;
  readonly snapshot: CommandLog['snapshot'];
  readonly save: CommandLog['save'];
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

/** How many commands there are, and their bytes. */
export interface CommandSizes {
  readonly count: number;
  readonly bytes: number;
}

export const commandSizesOf = (commands: readonly Command[]): CommandSizes => ({
  count: commands.length,
  bytes: counted.get(commands) ?? commands.reduce((sum, { data }) => sum + bytesOfJson(data), 0),
});

/** Writes through a log, which begins with commands of these sizes; they are applied already. */
export function makeWriter(
  fold: Fold,
  log: CommandLog,
  begun: CommandSizes,
  { quota, gate }: { readonly quota: Quota; readonly gate: Gate },
): Writer {
  let position = begun.count;
  let { bytes } = begun;
  let reserved = position;
  /** What commands returned whose writers have not been told yet. */
  const results = new Map<string, Json | Promise<Json>>();
  const awaited = new Set<string>();
  return {
    snapshot: log.snapshot,
    save: log.save,
    count: () => position,
    bytes: () => bytes,
    write: async (kind, at, account, data) => {
      admit(quota, data);
      const id = `${kind}-${reserved++}`;
      awaited.add(id);
      try {
        // What is lived, or written in pieces, comes first.
        for (let opening = gate.opening(); opening !== null; opening = gate.opening()) await opening;
        await log.append([{ id, kind, at, lived: fold.lived(), account, data }]);
        for (const { seq, command } of await log.readFrom(position)) {
          if (seq < position) continue;
          position = seq + 1;
          bytes += bytesOfJson(command.data);
          const result = gate.alone(fold.applying(command));
          if (awaited.has(command.id)) results.set(command.id, result);
        }
        return (await results.get(id)) ?? null;
      } finally {
        awaited.delete(id);
        results.delete(id);
      }
    },
  };
}
