/** Packages that are loaded when they are first needed. The build puts each into a file of its own, so that nobody has to install them. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export interface LatePackages {
  readonly '@faker-js/faker/locale/en': typeof import('@faker-js/faker/locale/en');
  readonly 'csv-stringify/sync': typeof import('csv-stringify/sync');
  readonly express: typeof import('express');
  readonly 'ipaddr.js': typeof import('ipaddr.js');
  readonly jose: typeof import('jose');
  readonly 'json-schema-faker': typeof import('json-schema-faker');
  readonly pino: typeof import('pino');
  readonly 'prom-client': typeof import('prom-client');
  readonly selfsigned: typeof import('selfsigned');
  readonly yaml: typeof import('yaml');
}

export type LatePackage = keyof LatePackages;

/** All of them, for the build. */
export const latePackages: readonly LatePackage[] = [
  '@faker-js/faker/locale/en',
  'csv-stringify/sync',
  'express',
  'ipaddr.js',
  'jose',
  'json-schema-faker',
  'pino',
  'prom-client',
  'selfsigned',
  'yaml',
];

/** Name of the file that the build makes of a package. */
export const fileOfPackage = (name: LatePackage): string => `${name.replace(/^@/, '').replaceAll('/', '-')}.cjs`;

const load = createRequire(import.meta.url);
const isBuilt = !import.meta.url.endsWith('.ts');

/** The package, loaded now unless it was before. */
export function latePackage<Name extends LatePackage>(name: Name): LatePackages[Name] {
  return load(isBuilt ? `./packages/${fileOfPackage(name)}` : installed(name)) as LatePackages[Name];
}

/** Packages that export modules only. */
export const moduleOnly: ReadonlySet<LatePackage> = new Set(['json-schema-faker']);

/** What `require` finds a package by: its name, or its file where it exports modules only. */
function installed(name: LatePackage): string {
  if (!moduleOnly.has(name)) return name;
  const places = load.resolve.paths(name) ?? [];
  return places.map((place) => join(place, name, 'dist/index.js')).find((path) => existsSync(path)) ?? name;
}
