/** A copy of sources and tests, in which one mutant after another is switched on and Stryker's runner runs the tests. */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

export interface Sandbox {
  readonly folder: string;
  /** Of all that judges and is judged. */
  readonly digest: string;
}

/** What tests read besides sources and tests. */
const read = ['docs', 'schemas', 'scenarios', 'examples', 'package.json', 'tsconfig.json', 'README.md', 'dist'];
const copied = ['src', 'test'];
const left = /\/(?:node_modules|\.judged|dist)(?:\/|$)/;

export function makeSandbox(): Sandbox {
  const folder = `dist.stryker/${process.pid}`;
  mkdirSync(folder, { recursive: true });
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const name of copied) cpSync(name, join(folder, name), { recursive: true, filter: (path) => !left.test(path) });
  for (const name of read) symlinkSync(join('../..', name), join(folder, name));
  const hash = createHash('sha256');
  for (const name of copied) {
    for (const path of readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' }).toSorted()) {
      if (path.endsWith('.ts') && !path.startsWith('stryker/'))
        hash.update(path).update(readFileSync(join(folder, name, path)));
    }
  }
  return { folder, digest: hash.digest('hex').slice(0, 16) };
}
