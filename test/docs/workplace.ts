/** A fresh directory in which the package is installed, as a reader of its pages has it. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');

/** Packages that programs in the pages use besides this one, as their readers have them; and programs that these bring. */
const others = ['jose', 'supertest', 'typescript', 'vitest', 'vite', '@types/node', '@vitest'];
const programs = { vitest: 'vitest/vitest.mjs' };

export interface Workplace {
  readonly directory: string;
  /** For what is no business of the reader's. */
  readonly files: string;
  readonly remove: () => void;
}

export function makeWorkplace(): Workplace {
  if (!existsSync(`${root}/dist/main.js`)) throw new Error('the pages are run with what is built: npm run build');
  const place = mkdtempSync(join(tmpdir(), 'siem-sim-docs-'));
  const [directory, files] = [`${place}/project`, `${place}/files`];
  for (const folder of [`${directory}/node_modules/.bin`, files]) mkdirSync(folder, { recursive: true });
  writeFileSync(`${directory}/package.json`, '{ "name": "project", "private": true, "type": "module" }\n');
  const link = (target: string, name: string): void => {
    const path = `${directory}/node_modules/${name}`;
    mkdirSync(dirname(path), { recursive: true });
    if (existsSync(target)) symlinkSync(target, path);
  };
  link(root, 'siem-sim');
  link(`${root}/dist/main.js`, '.bin/siem-sim');
  for (const name of others) link(`${root}/node_modules/${name}`, name);
  for (const [name, file] of Object.entries(programs)) link(`${root}/node_modules/${file}`, `.bin/${name}`);
  return { directory, files, remove: () => rmSync(place, { recursive: true, force: true }) };
}

/** The environment of the reader's terminal: this one's, without what a run of tests leaves in it. */
export function readersEnvironment(more: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const own = /^(VITEST|TEST|SIEM_SIM_|npm_|NODE_(ENV|OPTIONS|V8_COVERAGE)$|CI$|FORCE_COLOR|COLOR|ARGUS_|USM_)/;
  const kept = Object.entries(process.env).filter(([name, value]) => value !== undefined && !own.test(name));
  return {
    ...(Object.fromEntries(kept) as Record<string, string>),
    LC_ALL: 'C.UTF-8',
    TZ: 'UTC',
    NO_COLOR: '1',
    COLUMNS: '80',
    npm_config_update_notifier: 'false',
    // As where the wheel of `python/` is installed.
    PYTHONPATH: `${root}/python/src`,
    PYTEST_PLUGINS: 'siem_sim.pytest_plugin',
    PYTHONDONTWRITEBYTECODE: '1',
    ...more,
  };
}
