/**
 * Packs the package, installs it as its users do, and runs it under their test runners: `npm run test:packages [node …]`.
 * Judges the tarball, what an install brings, the types, and what a failed test is told.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { lintDeployment, tryAction } from './deploy.ts';
import { nodeOf, nodeVersions, type NodeBinary } from '../support/nodes.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));
const place = mkdtempSync(`${tmpdir()}/siem-sim-packages-`);
process.once('exit', () => rmSync(place, { recursive: true, force: true }));

const bars = { tarball: 3_000_000, install: 40_000_000, packages: 100 } as const;

let failures = 0;
const judge = (what: string, isRight: boolean, told = ''): void => {
  console.log(`${isRight ? 'right' : 'WRONG'} ${what}${isRight || told === '' ? '' : `\n${told}`}`);
  if (!isRight) failures += 1;
};

const npm = (args: readonly string[], cwd: string): string =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

interface Ran {
  readonly status: number | null;
  readonly text: string;
}

function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Ran {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, CI: '', TEST_REPORT: '', ...env },
    timeout: 180_000,
  });
  return { status, text: `${stdout}${stderr}` };
}

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((sum, path) => {
    const stats = statSync(`${folder}/${path}`);
    return stats.isFile() ? sum + stats.size : sum;
  }, 0);

/** A fresh folder that the tarball was installed in, with what else is asked for. */
function installed(name: string, dependencies: object): string {
  const folder = `${place}/${name}`;
  mkdirSync(folder);
  writeFileSync(`${folder}/package.json`, JSON.stringify({ private: true, dependencies }));
  npm(['install', '--no-audit', '--no-fund', '--loglevel=error'], folder);
  return folder;
}

const [{ filename }] = JSON.parse(npm(['pack', '--ignore-scripts', '--json', '--pack-destination', place], root)) as [
  { readonly filename: string },
];
const tarball = `${place}/${filename}`;
const { size } = statSync(tarball);
judge(`tarball of ${size} bytes, at most ${bars.tarball}`, size <= bars.tarball);

const bare = installed('bare', { 'siem-sim': `file:${tarball}` });
const bytes = sizeOf(`${bare}/node_modules`);
const { packages } = JSON.parse(readFileSync(`${bare}/package-lock.json`, 'utf8')) as {
  readonly packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>>;
};
const names = Object.keys(packages).filter((path) => path !== '');
const scripts = names.filter((path) => packages[path]?.hasInstallScript === true);
judge(`install of ${bytes} bytes, at most ${bars.install}`, bytes <= bars.install);
judge(`install of ${names.length} packages, at most ${bars.packages}`, names.length <= bars.packages);
judge('install without scripts', scripts.length === 0, scripts.join('\n'));
// The driver of a store is the user's own to install.
const commands = 'node_modules/siem-sim/dist/main.js';
const driverless = run(process.execPath, [commands, 'store', 'status', 'postgres://u@127.0.0.1/d'], bare);
const saysHow = /^siem-sim: .*npm install pg\n$/.test(driverless.text);
judge('a store without its driver says how to get it', driverless.status === 2 && saysHow, driverless.text);

const { dependencies } = JSON.parse(readFileSync(`${here}package.json`, 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};
const folder = installed('runners', { ...dependencies, 'siem-sim': `file:${tarball}` });
cpSync(`${here}projects`, folder, { recursive: true });
const binary = (name: string): string => `${folder}/node_modules/${name}`;

const publint = run(
  process.execPath,
  [binary('publint/src/cli.js'), `${folder}/node_modules/siem-sim`, '--strict'],
  folder,
);
judge('publint', publint.status === 0 && /All good/.test(publint.text), publint.text);
const attw = run(
  process.execPath,
  [binary('@arethetypeswrong/cli/dist/index.js'), tarball, '--profile', 'node16'],
  folder,
);
judge('are the types wrong', attw.status === 0, attw.text);

for (const kind of ['esm', 'cjs']) {
  const file = `client.${kind === 'esm' ? 'mts' : 'cts'}`;
  for (const more of [
    ['--lib', 'es2023,dom', '--types', ''],
    ['--lib', 'es2023', '--types', 'node', '--typeRoots', `${root}node_modules/@types`],
  ]) {
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', ...more, file];
    const checked = run(
      process.execPath,
      [`${root}node_modules/typescript/bin/tsc`, ...options],
      `${folder}/types-${kind}`,
    );
    judge(`types for ${kind}, ${more.join(' ')}`.replaceAll(root, ''), checked.status === 0, checked.text);
  }
}

lintDeployment(folder, judge);
const hosted = `${place}/action`;
mkdirSync(hosted);
await tryAction(hosted, tarball, judge);

interface Runner {
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** How to run the test that fails. */
  readonly failing?: readonly string[];
}

const jest = [binary('jest/bin/jest.js'), '--runInBand'];
const runners: Readonly<Record<string, Runner>> = {
  vitest: {
    args: [binary('vitest/vitest.mjs'), 'run'],
    failing: ['--config', 'failing.config.mjs'],
  },
  'jest-esm': {
    args: jest,
    env: { NODE_OPTIONS: '--experimental-vm-modules' },
    failing: ['--testMatch', '**/failing.case.mjs'],
  },
  'jest-cjs': { args: jest, failing: ['--testMatch', '**/failing.case.js'] },
  'node-test': { args: ['--test', 'client.spec.mjs'] },
  mocha: { args: [binary('mocha/bin/mocha.js'), 'client.spec.mjs', '--timeout', '60000'] },
};

function tryRunner(name: string, { args, env }: Runner, { binary: node, version }: NodeBinary): void {
  const { status, text } = run(node, args, `${folder}/${name}`, env);
  judge(`${name} on ${version}`, status === 0 && !/did not exit|open handle/.test(text), text);
}

/** What a failed test must be told. */
const told = [/siem-sim: world/, /GET \/events\/v1\/aggregated\?limit=7 → 503/, /"error":503/];

function tryFailing(name: string, { args, failing, env }: Runner): void {
  const given = name === 'node-test' ? ['--test', 'failing.case.mjs'] : [...args, ...(failing ?? [])];
  const { status, text } = run(process.execPath, given, `${folder}/${name}`, env);
  judge(`${name} tells of a failure`, status !== 0 && told.every((part) => part.test(text)), text);
}

const asked = process.argv.slice(2);
for (const wanted of asked.length > 0 ? asked : nodeVersions) {
  const node = nodeOf(wanted);
  if (typeof node === 'string') judge(node, false);
  else for (const [name, runner] of Object.entries(runners)) tryRunner(name, runner, node);
}
for (const [name, runner] of Object.entries(runners)) if (name !== 'mocha') tryFailing(name, runner);

process.exitCode = failures === 0 ? 0 : 1;
