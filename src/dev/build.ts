/** Builds `dist/`: one bundle a entry point for fast starts, and type declarations. `--if-stale` does nothing when nothing changed. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, transform, type BuildOptions, type Plugin } from 'esbuild';
import { makeCompiler } from '../kernel/compiler.ts';
import { moduleNameOf } from '../kernel/schema.ts';
import { bugScenarios, prepare, shippedScenarios } from '../generator/scenario.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const built = `${root}dist/index.d.ts`;

function newest(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    const path = `${folder}/${entry.name}`;
    return Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }, 0);
}

/** CommonJS, which a cache of compiled code can be given for on every version of Node; there are no modules' own addresses in it. */
const common = {
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  define: { 'import.meta.url': 'moduleUrl' },
  banner: { js: 'const moduleUrl = require("node:url").pathToFileURL(__filename).href;' },
} as const satisfies BuildOptions;

/** Built-in modules that a first answer does without, each some milliseconds to load. */
const lateBuiltins = /\brequire\("((?:node:)?(?:crypto|child_process))"\)/g;
const late = `const late=name=>{let made;return new Proxy({},{get:(_,key)=>(made??=require(name))[key]})};`;

const isFresh =
  existsSync(built) &&
  ['src', 'scenarios', 'schemas'].every((folder) => statSync(built).mtimeMs >= newest(root + folder)) &&
  statSync(built).mtimeMs >= statSync(`${root}package.json`).mtimeMs;
if (!(process.argv.includes('--if-stale') && isFresh)) {
  // Built beside, then put in place: nobody who runs the old build meets half of the new one.
  const made = `${root}dist.${process.pid}`;
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  await build({
    entryPoints: { commands: `${root}src/cli/commands.ts`, index: `${root}src/index.ts` },
    outdir: made,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    // Finding and reading the small packages that every start needs takes longer than running them. What is loaded when
    // first needed stays outside; packages of the older kind call `require`, which modules do not have.
    banner: {
      js: 'const require = process.getBuiltinModule("node:module").createRequire(import.meta.url);',
    },
    // Fewer characters take less time to read; names stay, so that a stack still tells where.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'eof',
  });

  execFileSync(
    process.execPath,
    [`${root}node_modules/typescript/bin/tsc`, '-p', `${root}src/dev/tsconfig.json`, '--outDir', made],
    { cwd: root, stdio: 'inherit' },
  );
  await buildMain(`${made}/main.js`);
  await buildServe(`${made}/serve.cjs`);
  await buildValidators(`${made}/validators`);
  mkdirSync(`${made}/scenarios/bugs`, { recursive: true });
  for (const name of [...shippedScenarios(), ...bugScenarios()]) {
    writeFileSync(`${made}/scenarios/${name}.json`, JSON.stringify(prepare(name)));
  }
  rmSync(`${root}dist`, { recursive: true, force: true });
  renameSync(made, `${root}dist`);
}

/** The door by itself: whatever it imports would be looked for before anything is run. */
async function buildMain(outfile: string): Promise<void> {
  const commands: Plugin = {
    name: 'the commands are modules beside',
    setup: ({ onResolve }) => onResolve({ filter: /commands\.ts$/ }, () => ({ path: './commands.js', external: true })),
  };
  await build({
    ...common,
    format: 'esm',
    define: {},
    banner: {},
    entryPoints: [`${root}src/main.ts`],
    outfile,
    minifyWhitespace: true,
    minifySyntax: true,
    plugins: [commands],
  });
}

/** What `serve` needs as one file, which is read and compiled once; packages that it loads when first used stay outside, and so does what only exports need. */
async function buildServe(outfile: string): Promise<void> {
  const whenUsed: Plugin = {
    name: 'what is loaded when it is used',
    setup: ({ onResolve }) =>
      onResolve({ filter: /./ }, ({ path, kind }) => (kind === 'dynamic-import' ? { path, external: true } : null)),
  };
  await build({
    ...common,
    banner: { js: `${common.banner.js}${late}` },
    entryPoints: [`${root}src/cli/serve-alone.ts`],
    outfile,
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'external',
    plugins: [whenUsed],
  });
  // ASCII, with an id of the text in front: that is how `cli/compiled.ts` reads it.
  // Code that V8 has kept cannot import, but it can require what it would import.
  const text = readFileSync(outfile, 'latin1')
    .replaceAll(lateBuiltins, 'late("$1")')
    .replaceAll(/\bimport\(("[^"]+")\)/g, 'Promise.resolve().then(()=>require($1))');
  const id = createHash('sha256').update(text, 'latin1').digest('hex').slice(0, 16);
  writeFileSync(outfile, `/*${id}*/${text}`, 'latin1');
}

/** One module for each schema file, so that a process loads those it needs. */
async function buildValidators(folder: string): Promise<void> {
  mkdirSync(folder);
  const compiler = makeCompiler(true);
  const schemas = readdirSync(`${root}schemas`, { recursive: true, encoding: 'utf8' });
  for (const name of schemas.filter((file) => file.endsWith('.schema.json'))) {
    const path = name.replaceAll('\\', '/');
    const { code } = await transform(compiler.moduleOf(path), { minify: true, target: 'node20.19' });
    writeFileSync(`${folder}/${moduleNameOf(path)}`, code);
  }
  await build({
    ...common,
    entryPoints: [`${root}src/kernel/checks.ts`],
    outfile: `${folder}/checks.cjs`,
    packages: 'external',
  });
  const formats = `module.exports = { ...require('ajv-formats/dist/formats').fullFormats, ...require('./checks.cjs').textFormats };\n`;
  writeFileSync(`${folder}/formats.cjs`, formats);
}
