import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startSimulator } from '../../src/index.ts';

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const printed = (...words: readonly string[]) =>
  spawnSync(process.execPath, [program, 'openapi', ...words], { encoding: 'utf8', maxBuffer: 2 ** 28 });

test('each document is printed without a server, as a server has it', async () => {
  const { url, controlUrl, close } = await startSimulator({ events: 1 });
  const served = async (address: string) => (await (await fetch(address)).json()) as { paths: object };
  const all = await served(`${url}/openapi.json`);
  const [argus, usm, whole] = ['argus', 'usm', 'all'].map((name) => JSON.parse(printed(name, '--url', url).stdout));
  expect(whole.paths).toEqual(all.paths);
  expect({ ...argus.paths, ...usm.paths }).toEqual(all.paths);
  expect(JSON.parse(printed('control', '--url', url).stdout)).toEqual(await served(`${controlUrl}/openapi.json`));
  await close();
});

test('a document that there is none of is one line and exit 2', () => {
  const { status, stderr } = printed('arugs');
  expect([status, stderr.trim().split('\n').length]).toEqual([2, 1]);
});
