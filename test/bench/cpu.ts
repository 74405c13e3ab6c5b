/** Milliseconds of CPU that processes have taken, by /proc. */
import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  readonly parent: number;
  readonly taken: number;
}

/** Null for one that has ended. */
function processOf(pid: number): Process | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of a program, in brackets, may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(fields[1]), taken: 10 * (Number(fields[11]) + Number(fields[12])) };
  } catch {
    return null;
  }
}

/** Of a process with its children; nothing where there is no /proc. */
export function cpuOf(pid: number): number {
  if (processOf(process.pid) === null) return NaN;
  const all = readdirSync('/proc').flatMap((name) => {
    const found = /^\d+$/.test(name) ? processOf(Number(name)) : null;
    return found !== null && (Number(name) === pid || found.parent === pid) ? [found.taken] : [];
  });
  return all.reduce((sum, taken) => sum + taken, 0);
}
