/** The package itself: where its files lie, run from sources or from the build, and which version it is. */
import { existsSync, readFileSync } from 'node:fs';
import { lazy } from './lazy.ts';

/** Folder that holds `package.json`, `schemas/` and `scenarios/`. */
export const packageRoot: URL = rootAbove(new URL('.', import.meta.url));

function rootAbove(folder: URL): URL {
  if (existsSync(new URL('schemas/scenario.schema.json', folder))) return folder;
  const parent = new URL('..', folder);
  if (parent.href === folder.href) throw new Error('the package is incomplete: no schemas/ above its code');
  return rootAbove(parent);
}

const facts = lazy(
  () =>
    JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8')) as {
      readonly version: string;
      readonly description: string;
    },
);

/** The version in `package.json`. */
export const packageVersion = (): string => facts().version;

/** What the package is, as `package.json` has it. */
export const packageDescription = (): string => facts().description;
