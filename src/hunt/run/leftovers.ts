/** Processes that a client left behind outside of its group: found by the directory that only they were told of, and ended. */
import { readFileSync, readdirSync } from 'node:fs';

/** Where the system does not tell of processes, only the group is ended. */
export function endLeftovers(state: string): void {
  for (const pid of processes()) {
    if (!environmentOf(pid).includes(`HUNT_STATE=${state}\0`)) continue;
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}

function processes(): readonly string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  } catch {
    return [];
  }
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return '';
  }
}
