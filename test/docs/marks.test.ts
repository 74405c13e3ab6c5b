/** What pages must keep to, so that all they print can be run. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { commandsIn } from './console.ts';
import { anchorsOf, linksOf, pageOf, type Block, type Page } from './markdown.ts';
import { pageFiles, readPage } from './pages.ts';
import { knownMarks } from './walk.ts';
import { root } from './workplace.ts';

const pages = pageFiles.map(readPage);
const blocks = pages.flatMap((page) => page.blocks);
const place = ({ file, line }: Block): string => `${file}:${line}`;

/** Languages of blocks in which nothing can be run. */
const inert = ['json', 'text'];

/** Blocks that a reader would run and no test does, without a word why. */
const neither = (all: readonly Block[]): readonly string[] =>
  all
    .filter(({ language, marks, unrun, lines }) => {
      if (unrun !== null) return unrun === '';
      if (inert.includes(language)) return lines.some((line) => /^\s*(?:\$ |npx |npm |curl |siem-sim )/.test(line));
      return language !== 'console' && !marks.has('file');
    })
    .map(place);

/** Commands that stand in a block made by indentation, which has no place for a mark. */
const indented = ({ file, prose }: Page): readonly string[] =>
  prose
    .filter(({ text }, at) => /^ {4,}(?:\$ |npx |npm |curl |siem-sim )/.test(text) && prose[at - 1]?.text.trim() === '')
    .map(({ line }) => `${file}:${line}`);

const textOf = (file: string): string => readFileSync(`${root}/${file}`, 'utf8');

test('the README is no longer than 250 lines', () => {
  expect(textOf('README.md').split('\n').length).toBeLessThanOrEqual(251);
});

test('each block is run by a test, or says why not', () => {
  expect([...neither(blocks), ...pages.flatMap(indented)]).toEqual([]);
});

test('a block that would slip through is found', () => {
  const fenced = (info: string, line: string) => pageOf('p.md', ['```' + info, line, '```'].join('\n'));
  for (const [info, line] of [
    ['', 'npm start'],
    ['sh', 'ls'],
    ['console unrun:', '$ ls'],
    ['text', '$ ls'],
    ['ts', 'const a = 1;'],
  ] as const)
    expect(neither(fenced(info, line).blocks)).toEqual(['p.md:1']);
  for (const info of ['console', 'console unrun: it needs a cluster', 'ts file=a.ts'])
    expect(neither(fenced(info, '$ ls').blocks)).toEqual([]);
  expect(indented(pageOf('p.md', 'So:\n\n    npm start'))).toEqual(['p.md:3']);
});

test('marks are those that are known, and a block that is run has commands', () => {
  const odd = blocks.filter(({ marks }) => ![...marks.keys()].every((mark) => knownMarks.some((one) => one === mark)));
  expect(odd.map(place)).toEqual([]);
  const empty = blocks.filter((block) => {
    if (block.language !== 'console' || block.unrun !== null) return false;
    const { commands, before } = commandsIn(block);
    return block.marks.has('from') ? before.length === 0 || commands.length > 0 : commands.length === 0;
  });
  expect(empty.map(place)).toEqual([]);
});

test('links lead to pages and headings that are there', () => {
  const dead = pages.flatMap((page) =>
    linksOf(page).flatMap(({ line, text }) => {
      if (/^[a-z]+:/.test(text)) return [];
      const [path = '', anchor] = text.split('#');
      const target = path === '' ? page.file : join(dirname(page.file), path);
      if (!existsSync(join(root, target))) return [`${page.file}:${line}: ${text}`];
      return anchor === undefined || anchorsOf(readPage(target)).includes(anchor)
        ? []
        : [`${page.file}:${line}: ${text}`];
    }),
  );
  expect(dead).toEqual([]);
});

test('the README links to each page', () => {
  const linked = linksOf(readPage('README.md')).map(({ text }) => text.split('#')[0]);
  expect(pageFiles.filter((file) => file !== 'README.md' && !linked.includes(file))).toEqual([]);
});

test('the README counts the alarms as the page of the catalogue does', () => {
  const [, own, more] = /(\d+) alarms in \d+ attack categories \(and (\d+) more/.exec(textOf('README.md')) ?? [];
  const catalogue = textOf('docs/alarms.md');
  expect([own, more]).toEqual([/: (\d+) alarms of/.exec(catalogue)?.[1], /^(\d+) more, which/m.exec(catalogue)?.[1]]);
  expect(Number(own)).toBeGreaterThan(0);
});
