/** The command log: a totally ordered list behind a port that a distributed log can implement as well. */
import type { Command } from './command.ts';

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
}

/** A log in this process's memory. */
export function memoryLog(begin: readonly Command[] = []): CommandLog {
  const entries: LogEntry[] = [];
  const ids = new Set<string>();
  const add = (command: Command): void => {
    if (ids.has(command.id)) return;
    ids.add(command.id);
    entries.push({ seq: entries.length, command });
  };
  begin.forEach(add);
  return {
    append: async (commands) => commands.forEach(add),
    readFrom: async (seq) => entries.slice(seq),
    snapshot: () => entries.map(({ command }) => command),
  };
}
