/** Builds `dist/`: one bundle a entry point for fast starts, and type declarations. `--if-stale` does nothing when nothing changed. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { hashOfShipped, parseScenario, shippedScenarios, type Prepared } from '../generator/scenario.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const built = `${root}dist/index.d.ts`;

function newest(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    const path = `${folder}/${entry.name}`;
    return Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }, 0);
}

const isFresh =
  existsSync(built) &&
  statSync(built).mtimeMs >=
    Math.max(
      newest(`${root}src`),
      newest(`${root}scenarios`),
      newest(`${root}schemas`),
      statSync(`${root}package.json`).mtimeMs,
    );
if (!(process.argv.includes('--if-stale') && isFresh)) {
  // Built beside, then put in place: nobody who runs the old build meets half of the new one.
  const made = `${root}dist.${process.pid}`;
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  await build({
    entryPoints: [`${root}src/main.ts`, `${root}src/index.ts`],
    outdir: made,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    legalComments: 'none',
  });

  execFileSync(
    process.execPath,
    [`${root}node_modules/typescript/bin/tsc`, '-p', `${root}src/dev/tsconfig.json`, '--outDir', made],
    {
      cwd: root,
      stdio: 'inherit',
    },
  );
  mkdirSync(`${made}/scenarios`);
  for (const name of shippedScenarios()) {
    const ready: Prepared = { sources: hashOfShipped(), scenario: parseScenario(name) };
    writeFileSync(`${made}/scenarios/${name}.json`, JSON.stringify(ready));
  }
  rmSync(`${root}dist`, { recursive: true, force: true });
  renameSync(made, `${root}dist`);
}
