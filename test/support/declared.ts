/** The law that every answer of every test is one that the served document declares: its status, its media type and its body. */
import { subscribe } from 'node:diagnostics_channel';
import { afterAll, afterEach } from 'vitest';
import type { Answered } from '../../src/http/answered.ts';
import { undeclared } from './document-judge.ts';

const place = Symbol.for('siem-sim.undeclared');
const shared = globalThis as { [place]?: string[] };

/** What was found since somebody looked; tests of one process share it, as they share the modules. */
function found(): string[] {
  const known = shared[place];
  if (known !== undefined) return known;
  const made: string[] = (shared[place] = []);
  subscribe('siem-sim.answered', (told) => {
    const fault = undeclared(told as Answered);
    if (fault !== null && made.length < 100 && !made.includes(fault)) made.push(fault);
  });
  return made;
}

function complain(): void {
  const faults = found().splice(0);
  if (faults.length > 0) throw new Error(`answers that the served document does not declare:\n${faults.join('\n')}`);
}

found();
afterEach(complain);
afterAll(complain);
