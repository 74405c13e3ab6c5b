/** The command log: a totally ordered list behind a port that a distributed log can implement as well. */
import type { Command } from './command.ts';
import { unpackedLines, noLines, withLines, type PackedLines } from './packed-lines.ts';

export interface LogEntry {
  /** Position, from 0, without gaps. */
  readonly seq: number;
  readonly command: Command;
}

/** Appending resolves when the commands have their place; a command whose id is in the log already keeps the place it has. */
export interface CommandLog {
  readonly append: (commands: readonly Command[]) => Promise<void>;
  /** Entries from a position on, in order. */
  readonly readFrom: (seq: number) => Promise<readonly LogEntry[]>;
  /** The whole log, to begin another one from. */
  readonly snapshot: () => readonly Command[];
  /** The same, to be carried on; null where an id of another might be met again. */
  readonly save: () => PackedLines | null;
}

/** A log in this process's memory. One that is carried on looks at what it begins with for nobody but who asks for all of it. */
export function memoryLog(begin: readonly Command[] | PackedLines = []): CommandLog {
  let packed = 'pieces' in begin ? begin : noLines;
  const first = packed.count;
  const entries: LogEntry[] = [];
  const ids = new Set<string>();
  let highest = -1;
  const add = (command: Command): void => {
    if (ids.has(command.id)) return;
    ids.add(command.id);
    highest = Math.max(highest, numberOf(command.id));
    entries.push({ seq: first + entries.length, command });
  };
  if (!('pieces' in begin)) begin.forEach(add);
  return {
    append: async (commands) => commands.forEach(add),
    readFrom: async (seq) => entries.slice(seq - first),
    snapshot: () => {
      const before = first === 0 ? [] : unpackedLines({ ...packed, count: first });
      return [...before.map((line) => JSON.parse(line) as Command), ...entries.map(({ command }) => command)];
    },
    save: () => {
      // Writers number their commands on from there.
      if (highest >= first + entries.length) return null;
      packed = withLines(
        packed,
        entries.slice(packed.count - first).map(({ command }) => JSON.stringify(command)),
      );
      return packed;
    },
  };
}

/** What an id ends with. */
const numberOf = (id: string): number => Number(id.slice(id.lastIndexOf('-') + 1)) || 0;
