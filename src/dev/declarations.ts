/** The public types: what the compiler tells of the library, rolled up to one file for each door and each kind of module. */
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Nobody should need the types of Node for the names that are told of it. */
const httpHeaders = `/** Headers of a request, as \`node:http\` has them. */
interface IncomingHttpHeaders {
  [name: string]: string | string[] | undefined;
  authorization?: string | undefined;
  cookie?: string | undefined;
}
`;
const importOfHeaders = /^import (?:type )?\{ IncomingHttpHeaders \} from ["']node:http["'];\n/m;

/** Writes `<door>.d.mts` and `<door>.d.cts` of each door into a folder; `doors` are sources, relative to `src`. */
export async function writeDeclarations(made: string, doors: Readonly<Record<string, string>>): Promise<void> {
  const types = `${made}/types`;
  execFileSync(
    process.execPath,
    [`${root}node_modules/typescript/bin/tsc`, '-p', `${root}src/dev/tsconfig.json`, '--outDir', types],
    { cwd: root, stdio: 'inherit' },
  );
  for (const [door, source] of Object.entries(doors)) {
    const bundle = await rolldown({
      input: { [door]: `${types}/${source.replace(/\.ts$/, '.d.ts')}` },
      plugins: [...dts({ dtsInput: true, tsconfig: false })],
      external: (id) => /^[a-z@]/.test(id) || (door !== 'index' && id.endsWith('/index.ts')),
    });
    const { output } = await bundle.generate({ entryFileNames: '[name].d.ts' });
    await bundle.close();
    const text = output[0].code
      .replace(importOfHeaders, httpHeaders)
      // A Buffer is more than anybody is told of.
      .replaceAll(/: Buffer;/g, ': Uint8Array;')
      .replaceAll(/^\/\/(?:#| dist\.).*\n/gm, '');
    if (door === 'index') {
      writeFileSync(`${made}/index.d.mts`, text);
      writeFileSync(`${made}/index.d.cts`, handedOn(text));
      continue;
    }
    for (const kind of ['mjs', 'cjs']) {
      const own = text.replaceAll(/(["'])[./]*\/index\.ts\1/g, `'./index.${kind}'`);
      writeFileSync(`${made}/${door}.d.${kind.replace('js', 'ts')}`, own);
    }
  }
  rmSync(types, { recursive: true });
}

/** The same types for who requires the library, taken from those for who imports it. */
function handedOn(text: string): string {
  const [, names = ''] = /^export \{ ([^}]*) \};?\s*$/m.exec(text) ?? [];
  const values = names.split(', ').filter((name) => !name.startsWith('type '));
  const classes = values.filter((name) => text.includes(`declare class ${name} `));
  return [
    `import type * as library from './index.mjs' with { 'resolution-mode': 'import' };`,
    `export type * from './index.mjs' with { 'resolution-mode': 'import' };`,
    ...values.map((name) => `export declare const ${name}: typeof library.${name};`),
    ...classes.map((name) => `export type ${name} = library.${name};`),
    '',
  ].join('\n');
}
