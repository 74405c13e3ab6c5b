/** What the text of pages names in passing is there: commands, options, scripts. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { commandTable } from '../../src/cli/commands.ts';
import { makeProgram } from '../../src/cli/program.ts';
import { inlineCodeOf, pageOf, type Page } from './markdown.ts';
import { pageFiles, readPage } from './pages.ts';
import { root } from './workplace.ts';

const program = await makeProgram(commandTable, Object.keys(commandTable));
const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { scripts: Record<string, string> };

const within = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(within)];
const optionNames = (all: readonly Command[]): ReadonlySet<string> =>
  new Set(
    all.flatMap(({ options }) =>
      options.flatMap(({ long, short }) => [long, short].filter((one) => one !== undefined)),
    ),
  );
const everyOption = optionNames(within(program));
/** Options of other programs that pages speak of: npm, docker, curl, pytest. */
const others = ['--build-arg', '--help', '--siem-sim-command', '--include', '--invalid', '--prefix'];

/** Why a piece of inline code names something that is not there; null when it is. */
function problem(code: string): string | null {
  const [, script] = /^npm run (?:-s )?([\w:-]+)/.exec(code) ?? [];
  if (script !== undefined) return script in scripts ? null : `no script ${script}`;
  const words = code.replace(/^npx /, '').split(/\s+/);
  if (words[0] === 'siem-sim') return problemOfCommand(words.slice(1));
  const [, option] = /^(--[a-z][\w-]*)(?:[ =].*)?$/.exec(code) ?? [];
  return option === undefined || everyOption.has(option) || others.includes(option) ? null : `no option ${option}`;
}

function problemOfCommand(words: readonly string[]): string | null {
  let command: Command = program;
  for (const word of words) {
    const next = command.commands.find((one) => one.name() === word);
    if (next === undefined) break;
    command = next;
  }
  const isName = /^[a-z][a-z-]*$/.test(words[0] ?? '') && words[0] !== 'help';
  if (command === program && isName) return `no command ${words[0]}`;
  const known = optionNames(within(command));
  const unknown = words.flatMap((word) => /^--[\w-]+/.exec(word) ?? []).filter((word) => !known.has(word));
  return unknown.length === 0 ? null : `no option ${unknown.join(', ')} of ${command.name()}`;
}

const problemsOf = (page: Page): readonly string[] =>
  inlineCodeOf(page).flatMap(({ line, text }) => {
    const found = problem(text);
    return found === null ? [] : [`${page.file}:${line}: \`${text}\`: ${found}`];
  });

test('commands, options and scripts that pages name are there', () => {
  expect(pageFiles.map(readPage).flatMap(problemsOf)).toEqual([]);
});

test.each([
  ['npm run docs', null],
  ['npm run nothing', 'no script nothing'],
  ['npx siem-sim serve --port 8090', null],
  ['siem-sim serve --prot 8090', 'no option --prot of serve'],
  ['siem-sim scenario list --json', null],
  ['siem-sim sreve', 'no command sreve'],
  ['siem-sim', null],
  ['--usm-dialect', null],
  ['--usm-dialects live', 'no option --usm-dialects'],
])('%s: %s', (code, expected) => {
  expect(problem(code)).toBe(expected);
  expect(problemsOf(pageOf('p.md', `Say \`${code}\`.`))).toHaveLength(expected === null ? 0 : 1);
});
