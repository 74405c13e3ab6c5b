/** The files of Swagger UI: packed beside the code where it was built, else in the package that they are of. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const isBuilt = !import.meta.url.endsWith('.ts');
const load = createRequire(import.meta.url);
const zlib = (): typeof import('node:zlib') => load('node:zlib') as typeof import('node:zlib');

/** Where the build packs one, relative to `dist/`. */
export const packedAsset = (name: string): string => `swagger-ui/${name}.br`;

/** What one is made of, in one text or picture; what tells a browser of maps that nobody ships is left out. */
export function assetOf(parts: readonly string[]): Buffer {
  const folder = dirname(load.resolve('swagger-ui-dist/package.json'));
  const [first = '', ...others] = parts;
  if (!/\.(?:js|css)$/.test(first)) return readFileSync(join(folder, first));
  const texts = [first, ...others].map((name) => readFileSync(join(folder, name), 'utf8'));
  return Buffer.from(texts.map((text) => text.replace(/\n*\/[/*]# sourceMappingURL=.*$/, '')).join(';\n'));
}

/** The bytes of one of them. */
export function readAsset(name: string, parts: readonly string[]): Buffer {
  if (!isBuilt) return assetOf(parts);
  return zlib().brotliDecompressSync(readFileSync(fileURLToPath(new URL(`./${packedAsset(name)}`, import.meta.url))));
}
