/**
 * Walks the five journeys of the README as those people would, from the packed tarball and from the image, each in a fresh
 * directory outside the clone, and tells how long each took after the download: `npm run test:journeys [tarball|image]`.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { stopwatch } from '../../src/kernel/clock.ts';
import { buildah, buildImage, filesOf, inside } from './container.ts';
import { ran, served, type Door, type Served } from './journeys/doors.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const files = fileURLToPath(new URL('journeys/', import.meta.url));
const place = mkdtempSync(`${tmpdir()}/siem-sim-journeys-`);
const most = 60;

/** A directory of its own with what a journey brings. */
function fresh(...names: readonly string[]): string {
  const folder = mkdtempSync(`${place}/walk-`);
  for (const name of names) cpSync(`${files}${name}`, `${folder}/${name}`);
  return folder;
}

/** How to reach a server, for programs that are not ours. */
const settings = ({ url, token }: Served): NodeJS.ProcessEnv => ({ API: url, TOKEN: token ?? '' });

const demo = 'events/v1/aggregated?customerID=204&signature=SNORT-1:1000303&startTimestamp=-7days&limit=1';
const key = { 'Argus-API-Key': '1/2/mysecretapikey' };

/** Each says what is wrong by what it throws. */
const journeys: Readonly<Record<string, (door: Door) => Promise<void>>> = {
  'client developer in Python': async (door) => {
    const server = await served(door, []);
    try {
      ran('python3', ['client.py'], fresh('client.py'), settings(server));
    } finally {
      await server.end();
    }
  },
  'test author in three runners': async (door) => {
    const server = await served(door, ['--events', '500']);
    const folder = fresh('vitest.test.mjs', 'jest.test.cjs', 'node.test.mjs', 'client.cjs');
    writeFileSync(`${folder}/package.json`, '{}');
    try {
      execFileSync('ln', ['-s', `${door.runners}/node_modules`, `${folder}/node_modules`]);
      const bin = `${folder}/node_modules/.bin`;
      ran(`${bin}/vitest`, ['run', 'vitest.test.mjs'], folder, settings(server));
      ran(`${bin}/jest`, ['--rootDir', folder, '--testMatch', '**/jest.test.cjs'], folder, settings(server));
      ran(process.execPath, ['--test', 'node.test.mjs'], folder, settings(server));
    } finally {
      await server.end();
    }
  },
  'demo giver': async (door) => {
    const server = await served(door, ['--scenario', 'ransomware', '--clock', 'live:600']);
    try {
      for (const took = stopwatch(); ; await new Promise((next) => setTimeout(next, 500))) {
        const text = await (await fetch(`${server.url}/${demo}`, { headers: key })).text();
        if (text.includes('MAIL - Disc image attached')) break;
        if (took() > 2 * most * 1000) throw new Error(`the mail never comes: ${text.slice(0, 300)}`);
      }
    } finally {
      await server.end();
    }
  },
  verifier: async (door) => {
    const server = await served(door, []);
    try {
      const flags = ['--target', server.url, '--product', 'argus', '--profile', 'quick', '--report', 'text'];
      const text = door.command(['contract', ...flags], { ARGUS_API_KEY: '1/2/mysecretapikey' });
      if (!/ 0 violations,/.test(text)) throw new Error(text.slice(-2000));
    } finally {
      await server.end();
    }
  },
  'CI engineer': async (door) => {
    const server = await served(door, ['--events', '500']);
    try {
      ran('sh', ['-e', 'job.sh'], fresh('job.sh'), settings(server));
    } finally {
      await server.end();
    }
  },
};

/** The package, installed where nothing of the clone is. */
function tarballDoor(): Door {
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', place];
  const [{ filename }] = JSON.parse(execFileSync('npm', pack, { cwd: root, encoding: 'utf8' })) as [
    { readonly filename: string },
  ];
  const folder = `${place}/installed`;
  mkdirSync(folder);
  writeFileSync(`${folder}/package.json`, JSON.stringify({ private: true }));
  const install = ['install', '--no-audit', '--no-fund', '--loglevel=error', `${place}/${filename}`];
  execFileSync('npm', install, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  const program = `${folder}/node_modules/.bin/siem-sim`;
  return {
    runners: runners(),
    token: null,
    words: (args) => [program, ...args],
    command: (args, env) => ran(program, args, fresh(), env),
  };
}

/** The image: what it serves is reached from outside, as by `docker run -p`. */
function imageDoor(ends: (() => void)[]): Door {
  const image = 'localhost/siem-sim-journeys';
  const { config } = buildImage(image);
  const { folder, remove } = filesOf(image);
  ends.push(() => {
    remove();
    buildah('rmi', image);
  });
  const words = (args: readonly string[], more: readonly string[]): readonly string[] => [
    'unshare',
    ...inside(config, folder, [...config.Entrypoint, ...args], more),
  ];
  return {
    runners: runners(),
    token: 'mine',
    words: (args) => words(args, ['SIEM_SIM_CONTROL_TOKEN=mine']),
    command: (args, env) => {
      const [program = '', ...rest] = words(
        args,
        Object.entries(env).map(([name, value]) => `${name}=${value}`),
      );
      return ran(program, rest, fresh(), {});
    },
  };
}

/** Vitest and Jest, as a test's author has them already. */
function runners(): string {
  const { dependencies } = JSON.parse(readFileSync(`${root}test/packages/package.json`, 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const folder = mkdtempSync(`${place}/runners-`);
  const { vitest, jest } = dependencies;
  writeFileSync(`${folder}/package.json`, JSON.stringify({ private: true, dependencies: { vitest, jest } }));
  const install = ['install', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', install, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  return folder;
}

const ends: (() => void)[] = [() => rmSync(place, { recursive: true, force: true })];
const doors: Readonly<Record<string, () => Door>> = { tarball: tarballDoor, image: () => imageDoor(ends) };
const asked = process.argv.slice(2);
try {
  for (const [from, open] of Object.entries(doors).filter(([name]) => asked.length === 0 || asked.includes(name))) {
    const door = open();
    for (const [name, walk] of Object.entries(journeys)) {
      const took = stopwatch();
      const fault = await walk(door).then(
        () => '',
        (error: unknown) => `\n${error instanceof Error ? error.message : String(error)}`,
      );
      const seconds = took() / 1000;
      const isRight = fault === '' && seconds <= most;
      console.log(
        `${isRight ? 'right' : 'WRONG'} ${name}, from the ${from}: ${seconds.toFixed(1)} s, at most ${most}${fault}`,
      );
      if (!isRight) process.exitCode = 1;
    }
  }
} finally {
  for (const end of ends.toReversed()) end();
}
