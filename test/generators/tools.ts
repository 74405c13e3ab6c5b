/** The tools of this folder, which `npm install` puts here, and the served documents that they read. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startSimulator, type ServerOptions } from '../../src/index.ts';

export const folder = fileURLToPath(new URL('.', import.meta.url));
/** Where documents and clients are made; ignored by all that reads sources. */
export const dist = `${folder}dist`;

export const isInstalled = existsSync(`${folder}node_modules/.bin/openapi-typescript`);
// A test that is left out says so itself; this says how to have it.
if (!isInstalled) console.warn('test/generators: its tools are not installed: npm install --prefix test/generators');

/** Runs a tool, said as on a command line: its exit code and all that it said. */
export const run = (command: string): Promise<{ readonly code: number; readonly said: string }> =>
  new Promise((resolve) => {
    const [tool = '', ...args] = command.split(' ');
    const options = { cwd: folder, maxBuffer: 2 ** 26, env: { ...process.env, CI: '1', NO_COLOR: '1' } };
    execFile(`node_modules/.bin/${tool}`, args, options, (error, out, err) => {
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, said: `${out}${err}` });
    });
  });

/** A document as it is served, by the name of its file. */
export const documents: readonly (readonly [name: string, path: string, options: ServerOptions])[] = [
  ['products-documented', '/openapi.json', { usmDialect: 'documented' }],
  ['products-live', '/openapi.json', { usmDialect: 'live' }],
  ['control', '/_sim/openapi.json', {}],
];

/** Puts the documents into an empty folder. */
export async function writeDocuments(): Promise<void> {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  for (const [name, path, options] of documents) {
    const simulator = await startSimulator({ events: 1, ...options });
    writeFileSync(`${dist}/${name}.json`, await (await fetch(simulator.url + path)).text());
    await simulator.close();
  }
}
