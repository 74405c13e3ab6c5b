/** Where the files of Swagger UI lie: beside the code where it was built, else in the package that they are of. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const isBuilt = !import.meta.url.endsWith('.ts');

/** The path of one of them. */
export function assetFile(name: string): string {
  if (isBuilt) return fileURLToPath(new URL(`./swagger-ui/${name}`, import.meta.url));
  return join(dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json')), name);
}
