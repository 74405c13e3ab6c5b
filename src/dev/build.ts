/** Builds `dist/`: bundles for fast starts, and type declarations. `--if-stale` does nothing when nothing changed. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bugScenarios, prepare, shippedScenarios } from '../generator/scenario.ts';
import { readAlarms } from '../generator/own-alarms/shipped.ts';
import * as bundles from './bundles.ts';
import { buildServe } from './serve-bundle.ts';
import { buildValidators } from './validators.ts';
import { writeDeclarations } from './declarations.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const built = `${root}dist/index.d.mts`;

function newest(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    const path = `${folder}/${entry.name}`;
    return Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }, 0);
}

const isFresh =
  existsSync(built) &&
  ['src', 'scenarios', 'schemas'].every((folder) => statSync(built).mtimeMs >= newest(root + folder)) &&
  statSync(built).mtimeMs >= statSync(`${root}package.json`).mtimeMs;
if (!(process.argv.includes('--if-stale') && isFresh)) {
  // Built beside, then put in place: nobody who runs the old build meets half of the new one.
  const made = `${root}dist.${process.pid}`;
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  mkdirSync(made);
  await bundles.buildMain(made);
  await buildValidators(made);
  await buildServe(made);
  await bundles.buildPackages(made);
  await bundles.buildMcp(made);
  bundles.packPage(made);
  await bundles.buildConsole(made);
  await bundles.buildWhole(made);
  await bundles.buildFixtures(made);
  await writeDeclarations(made, { index: 'index.ts', ...bundles.fixtures });
  // Not shipped: what `third-party.ts` tells of.
  writeFileSync(`${made}/bundled.json`, JSON.stringify(bundles.bundledPackages()));
  mkdirSync(`${made}/scenarios/bugs`, { recursive: true });
  for (const name of [...shippedScenarios(), ...bugScenarios()]) {
    writeFileSync(`${made}/scenarios/${name}.json`, JSON.stringify(prepare(name)));
  }
  writeFileSync(`${made}/scenarios/alarms.json`, JSON.stringify(readAlarms()));
  rmSync(`${root}dist`, { recursive: true, force: true });
  renameSync(made, `${root}dist`);
}
