/** The bundles of `dist/`: commands, server, library, packages and validators; and which packages' code they hold. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build, type BuildOptions, type BuildResult, type Plugin } from 'esbuild';
import { keyOfPlace, viewNames } from '../console/views/names.ts';
import { assetOf, packedAsset } from '../http/docs-assets.ts';
import { assets } from '../http/docs-page.ts';
import { fileOfPackage, latePackages, moduleOnly } from '../kernel/late-packages.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const load = createRequire(import.meta.url);

/** Folders of the packages whose code is in what was built. */
const bundled = new Set<string>();

/** Builds, and notes whose code was taken. */
export async function bundle(options: BuildOptions): Promise<BuildResult> {
  const result = await build({ ...options, metafile: true, absWorkingDir: root });
  for (const output of Object.values(result.metafile?.outputs ?? {})) {
    for (const [path, { bytesInOutput }] of Object.entries(output.inputs)) {
      const folder = /^(.*\bnode_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
      if (folder !== undefined && bytesInOutput > 0) bundled.add(folder);
    }
  }
  return result;
}

/** Folders of all packages that the bundles made so far hold code of, relative to the repository. */
export const bundledPackages = (): readonly string[] => [...bundled].sort();

/** Fewer characters take less time to read; names stay, so that a stack still tells where. */
export const small = { minifyWhitespace: true, minifySyntax: true, target: 'node20.19', platform: 'node' } as const;

/** CommonJS, which a cache of compiled code can be given for on every version of Node; there are no modules' own addresses in it. */
export const common = {
  ...small,
  bundle: true,
  format: 'cjs',
  legalComments: 'none',
  define: { 'import.meta.url': 'moduleUrl' },
  banner: { js: 'const moduleUrl = require("node:url").pathToFileURL(__filename).href;' },
} as const satisfies BuildOptions;

/** The door by itself: whatever it imports would be looked for before anything is run. */
export async function buildMain(made: string): Promise<void> {
  const commands: Plugin = {
    name: 'the commands are a file beside',
    setup: ({ onResolve }) => onResolve({ filter: /whole\.ts$/ }, () => ({ path: './index.cjs', external: true })),
  };
  await bundle({
    ...common,
    define: { 'import.meta.dirname': '__dirname' },
    banner: {},
    entryPoints: [`${root}src/main.ts`],
    outfile: `${made}/main.js`,
    plugins: [commands],
  });
  // Loading a module as the first file takes some milliseconds longer.
  writeFileSync(`${made}/package.json`, '{ "type": "commonjs" }\n');
}

/** Of all media types there are, those of what is served by Express. */
const servedTypes = (path: string): string => {
  const all = Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, object>);
  const served =
    /^(?:application\/(?:json|octet-stream|x-www-form-urlencoded)|text\/(?:css|html|javascript|plain)|image\/png)$/;
  return JSON.stringify(Object.fromEntries(all.filter(([type]) => served.test(type))));
};

/** What nothing of ours uses of packages: parsers of bodies and most media types in Express, schemas of answers that agents give. */
const unused: Plugin = {
  name: 'what is not used of packages',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^iconv-lite$|\/ajv-provider\.js$/ }, () => ({
      path: 'nothing',
      namespace: 'unused',
    }));
    onLoad({ filter: /\bmime-db\/db\.json$/ }, ({ path }) => ({ contents: servedTypes(path), loader: 'json' }));
    onLoad({ filter: /./, namespace: 'unused' }, () => ({ contents: 'exports.AjvJsonSchemaValidator = class {};' }));
  },
};

/** The SDK of the Model Context Protocol, in a file that only the command for agents loads. */
const sdkFile = 'packages/mcp-sdk.cjs';
const sdkBeside: Plugin = {
  name: 'the SDK is a file beside',
  setup: ({ onResolve }) => onResolve({ filter: /\/mcp\/sdk\.ts$/ }, () => ({ path: `./${sdkFile}`, external: true })),
};

export async function buildMcp(made: string): Promise<void> {
  await bundle({
    ...common,
    entryPoints: [`${root}src/mcp/sdk.ts`],
    outfile: `${made}/${sdkFile}`,
    minify: true,
    plugins: [unused],
  });
}

/** Library and commands once, as CommonJS, and a module that hands the library on: whoever imports and whoever requires it meet the same classes. */
export async function buildWhole(made: string): Promise<void> {
  await bundle({
    ...common,
    entryPoints: [`${root}src/whole.ts`],
    outfile: `${made}/index.cjs`,
    // What is downloaded is bounded; stacks of the server, which tell most, keep their names.
    minifyIdentifiers: true,
    plugins: [sdkBeside],
  });
  const names = Object.keys(load(`${made}/index.cjs`) as object).filter(
    (name) => name !== 'commands' && name !== 'examples',
  );
  writeFileSync(
    `${made}/index.mjs`,
    `import library from './index.cjs';\nexport const { ${names.join(', ')} } = library;\n`,
  );
}

/** Doors for test runners, which hand on what the library beside them does. */
export const fixtures: Readonly<Record<string, string>> = {
  jest: 'fixtures/jest.ts',
  'node-test': 'fixtures/node-test.ts',
  vitest: 'fixtures/vitest.ts',
};

export async function buildFixtures(made: string): Promise<void> {
  for (const [name, source] of Object.entries(fixtures)) {
    for (const kind of ['mjs', 'cjs']) {
      const library: Plugin = {
        name: 'the library is a file beside',
        setup: ({ onResolve }) =>
          onResolve({ filter: /index\.ts$/ }, () => ({ path: `./index.${kind}`, external: true })),
      };
      await bundle({
        ...small,
        bundle: true,
        format: kind === 'mjs' ? 'esm' : 'cjs',
        entryPoints: [`${root}src/${source}`],
        outfile: `${made}/${name}.${kind}`,
        external: ['vitest', '@jest/globals'],
        plugins: [library],
      });
    }
  }
}

/** Faker with what English people are called, which is all that is asked of it. */
async function onlyNames(): Promise<string> {
  const { faker } = await import('@faker-js/faker/locale/en');
  const { metadata, person } = faker.rawDefinitions;
  const locale = JSON.stringify({ metadata, person });
  return `import { Faker } from '@faker-js/faker'; export const faker = new Faker({ locale: ${locale} });`;
}

/** One file for each package that is loaded when it is first needed. */
export async function buildPackages(made: string): Promise<void> {
  for (const name of latePackages) {
    const whole = moduleOnly.has(name) ? `export * from '${name}';` : `module.exports = require('${name}');`;
    const contents = name === '@faker-js/faker/locale/en' ? await onlyNames() : whole;
    await bundle({
      ...common,
      stdin: { contents, resolveDir: root },
      outfile: `${made}/packages/${fileOfPackage(name)}`,
      minify: true,
      plugins: [unused],
    });
  }
}

/** The files that the page of the documents loads, with their licence beside them, packed better than a tarball would. */
export function packPage(made: string): void {
  mkdirSync(`${made}/swagger-ui`);
  for (const [name, parts] of Object.entries(assets))
    writeFileSync(`${made}/${packedAsset(name)}`, brotliCompressSync(assetOf(parts)));
  bundled.add('node_modules/swagger-ui-dist');
}

/** The page that is served below `/_sim/console/`: scripts, those of views that are looked at later apart, and a style sheet. */
export async function buildConsole(made: string): Promise<void> {
  const from = `${root}src/console/`;
  const { metafile } = await bundle({
    entryPoints: [`${from}main.ts`, `${from}console.css`],
    entryNames: 'console',
    chunkNames: 'chunk-[hash]',
    splitting: true,
    outdir: `${made}/console`,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2023',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
  });
  const outputs = Object.entries(metafile?.outputs ?? {});
  const [path = '', begin] = outputs.find(([, { entryPoint }]) => entryPoint === 'src/console/begin.tsx') ?? [];
  const imported = (kind: string): readonly string[] =>
    (begin?.imports ?? []).filter((one) => one.kind === kind).map((one) => one.path);
  const preloads = (paths: readonly string[]): string =>
    paths.map((one) => `<link rel="modulepreload" href="${one.split('/').at(-1)}">`).join('');
  // What is begun with, and what another view than the first needs: `main.ts` asks for all of it at once after the first paint.
  const now = preloads([path, ...imported('import-statement')]);
  const links = `<template>${now}<!-- later -->${preloads(imported('dynamic-import'))}<!-- /later --></template>\n`;
  const names = viewNames.map(([name, title], place) => {
    const address = name === 'demo' ? '?demo=' : `?view=${name}`;
    return `<li><a href="${address}">${title}<kbd>${keyOfPlace(place)}</kbd></a></li>`;
  });
  // What is painted first waits for the style sheet alone.
  const sized = '<svg width="24" height="24" aria-hidden="true" ';
  const icon = readFileSync(`${from}icon.svg`, 'utf8').trim().replace('<svg ', sized);
  const page = readFileSync(`${from}index.html`, 'utf8')
    .replace(/<img src="icon.svg"[^>]*>/, icon)
    .replace('<script ', `${links}<script `)
    .replace('<ul></ul>', `<ul>${names.join('')}</ul>`);
  writeFileSync(`${made}/console/index.html`, page);
  copyFileSync(`${from}icon.svg`, `${made}/console/icon.svg`);
}
