/** The pages that readers get: the README, and what is in `docs/` itself. */
import { readFileSync, readdirSync } from 'node:fs';
import { pageOf, type Page } from './markdown.ts';
import { root } from './workplace.ts';

export const pageFiles: readonly string[] = [
  'README.md',
  ...readdirSync(`${root}/docs`)
    .filter((name) => name.endsWith('.md'))
    .toSorted()
    .map((name) => `docs/${name}`),
];

export const readPage = (file: string): Page => pageOf(file, readFileSync(`${root}/${file}`, 'utf8'));
