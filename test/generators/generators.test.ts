/** Makers of clients understand the served documents, their results type-check, and linters find no error. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawn } from '../support/drawn.ts';
import { dist, documents, isInstalled, run, writeDocuments } from './tools.ts';

const [documented = '', live = '', control = ''] = documents.map(([name]) => name);
const names = isInstalled
  ? [...drawn('dialects whose document clients are made from', [documented, live], 1), control]
  : [documented, live, control];

/** How each makes a client of `dist/<name>.json`. */
const generators: Readonly<Record<string, (name: string) => string>> = {
  'openapi-typescript': (name) => `openapi-typescript dist/${name}.json -o dist/${name}.types.ts`,
  orval: (name) => `orval --input dist/${name}.json --output dist/${name}.orval.ts --client fetch`,
  '@hey-api/openapi-ts': (name) => `openapi-ts -i ./dist/${name}.json -o dist/${name}-hey-api`,
  'openapi-zod-client': (name) => `openapi-zod-client dist/${name}.json -o dist/${name}.zod.ts`,
};

describe.skipIf(!isInstalled)('of the served documents', () => {
  beforeAll(writeDocuments);
  afterAll(() => rmSync(dist, { recursive: true, force: true }));

  test.each(names)('%s is without an error to redocly and spectral', async (name) => {
    for (const command of [
      `redocly lint dist/${name}.json --format=stylish`,
      `spectral lint dist/${name}.json -r spectral.yaml --fail-severity error -f text`,
    ]) {
      const { code, said } = await run(command);
      expect([said.split('\n').filter((line) => / error /.test(line)), code]).toEqual([[], 0]);
    }
  });

  test('four makers of clients make what type-checks', async () => {
    for (const name of names)
      for (const [maker, command] of Object.entries(generators)) {
        const { code, said } = await run(command(name));
        expect([maker, name, code, code === 0 ? '' : said]).toEqual([maker, name, 0, '']);
      }
    const checked = await run('tsc -p .');
    expect([checked.code, checked.said]).toEqual([0, '']);
  });
});
