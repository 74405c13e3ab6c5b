/** Clients in other languages: the wheel under pytest, and the examples in Go and Java, over what was built. `npm run test:languages`. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const place = mkdtempSync(`${tmpdir()}/siem-sim-languages-`);
process.once('exit', () => rmSync(place, { recursive: true, force: true }));

// Debian's Python has Debian's pytest; another one may come first in the path.
const python = '/usr/bin/python3';
const command = `${process.execPath} ${root}dist/main.js`;

function run(name: string, program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): void {
  const { status, error } = spawnSync(program, args, {
    cwd,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, SIEM_SIM_COMMAND: command, ...env },
  });
  console.log(`${status === 0 ? 'right' : 'WRONG'} ${name}${error === undefined ? '' : `: ${error.message}`}`);
  if (status !== 0) process.exitCode = 1;
}

const versionIn = (file: string, pattern: RegExp): string => pattern.exec(readFileSync(root + file, 'utf8'))?.[1] ?? '';
const [ours, its] = [
  versionIn('package.json', /"version": "([^"]+)"/),
  versionIn('python/pyproject.toml', /^version = "([^"]+)"/m),
];
if (ours !== its) {
  console.error(`python/pyproject.toml says version ${its}, package.json ${ours}`);
  process.exitCode = 1;
}

cpSync(`${root}python`, `${place}/python`, { recursive: true });
const make = `from setuptools import build_meta; build_meta.build_wheel('${place}')`;
execFileSync(python, ['-c', make], { cwd: `${place}/python`, stdio: ['ignore', 'ignore', 'inherit'] });
const wheel = readdirSync(place).find((name) => name.endsWith('.whl')) ?? '';
// A wheel is an archive of what is installed.
execFileSync(python, ['-m', 'zipfile', '-e', `${place}/${wheel}`, `${place}/site`]);
const settings = { PYTHONPATH: `${place}/site`, PYTHONDONTWRITEBYTECODE: '1', PYTHONSAFEPATH: '1' };
run(
  `${wheel} under pytest`,
  python,
  ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', `${place}/python/tests`],
  place,
  settings,
);

const go = { GOFLAGS: '-mod=mod', GOPROXY: 'off', GOCACHE: `${place}/go-cache` };
run('examples/go', 'go', ['test', './...'], `${root}examples/go`, go);
run('examples/java', 'java', ['ClientTest.java'], `${root}examples/java`);
