/** The bundle of `serve`: one file, of which V8 keeps what it compiled, and which loads what a first answer does without when it is used. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import { moduleNameOf } from '../kernel/schema.ts';
import { plugins } from '../products/index.ts';
import { bundle, common } from './bundles.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Built-in modules that a first answer does without, each some milliseconds to load. */
const lateBuiltins = /\brequire\("((?:node:)?(?:child_process|crypto|module|os|timers\/promises))"\)/g;
const steady = 'const steady={now(){const[seconds,nanoseconds]=process.hrtime();return seconds*1e3+nanoseconds/1e6}};';
const late = `const late=name=>{let made;return new Proxy({},{get:(_,key)=>(made??=require(name))[key]})};`;

/** Validators of queries that lists of what all products tell of take. */
function firstAsked(): readonly string[] {
  const rows = plugins.flatMap(({ tables }) => Object.values(tables).flatMap((table) => table.rows));
  const lists = rows.filter(
    ({ method, model, query }) => method === 'GET' && model !== undefined && query !== undefined,
  );
  return [...new Set(lists.map(({ query }) => moduleNameOf(query ?? '')))];
}

/** What `serve` needs as one file, which is read and compiled once; what only exports need stays outside. */
export async function buildServe(made: string): Promise<void> {
  const whenUsed: Plugin = {
    name: 'what is loaded when it is used',
    setup: ({ onResolve }) =>
      onResolve({ filter: /./ }, ({ path, kind, importer }) => {
        // A store throws what the server must know as its own.
        const isOfStore = /\/store\/postgres\//.test(`${importer} ${path}`);
        return kind === 'dynamic-import' && !isOfStore ? { path, external: true } : null;
      }),
  };
  // What a first answer is likely to need is compiled, and kept, with the rest.
  const validators = firstAsked().map(
    (name) => `${JSON.stringify(name)}: () => require(${JSON.stringify(`${made}/validators/${name}`)})`,
  );
  const ownValidators: Plugin = {
    name: 'validators of lists',
    setup: ({ onLoad }) =>
      onLoad({ filter: /\/own-validators\.ts$/ }, () => ({
        contents: `export const ownValidators = { ${validators.join()} };`,
        resolveDir: made,
      })),
  };
  const outfile = `${made}/serve.cjs`;
  await bundle({
    ...common,
    banner: { js: `${common.banner.js}${late}${steady}` },
    // Node loads its own when somebody first asks for it, and a package does so at once.
    define: { ...common.define, performance: 'steady' },
    entryPoints: [`${root}src/cli/serve-alone.ts`],
    outfile,
    plugins: [ownValidators, whenUsed],
  });
  // ASCII, with an id of the text in front: that is how `cli/compiled.ts` reads it.
  // Code that V8 has kept cannot import, but it can require what it would import.
  const text = readFileSync(outfile, 'latin1')
    .replaceAll(`"${basename(made)}/`, '"dist/')
    .replaceAll(lateBuiltins, 'late("$1")')
    .replaceAll(/\(0,\s*\w+\.createRequire\)\(moduleUrl\)/g, 'require')
    .replaceAll(/\bimport\(("[^"]+")\)/g, 'Promise.resolve().then(()=>require($1))');
  const id = createHash('sha256').update(text, 'latin1').digest('hex').slice(0, 16);
  writeFileSync(outfile, `/*${id}*/${text}`, 'latin1');
}
