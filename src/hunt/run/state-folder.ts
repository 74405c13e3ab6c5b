/** The directory of a client that survives its restarts, and what it was a round earlier. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface StateFolder {
  readonly path: string;
  /** Keeps what it holds now, for `restore`. */
  readonly keep: () => void;
  /** Puts it back to what it was when it was kept last. */
  readonly restore: () => void;
  readonly remove: () => void;
}

/** `keeps` is false where nobody will restore it. */
export function makeStateFolder(keeps: boolean): StateFolder {
  const root = mkdtempSync(join(tmpdir(), 'siem-sim-hunt-'));
  const path = join(root, 'state');
  const last = join(root, 'last');
  mkdirSync(path);
  const copy = (from: string, to: string): void => {
    rmSync(to, { recursive: true, force: true });
    cpSync(from, to, { recursive: true });
  };
  return {
    path,
    keep: () => {
      if (keeps) copy(path, last);
    },
    // A client that had nothing yet would begin anew, and know nothing of what came before.
    restore: () => {
      if (existsSync(last) && readdirSync(last).length > 0) copy(last, path);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
