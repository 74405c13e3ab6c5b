import { expect, test } from 'vitest';
import { commandsIn, goesOn } from './console.ts';
import { pageOf } from './markdown.ts';

const commands = (...lines: readonly string[]) => {
  const [block] = pageOf('page.md', ['```console', ...lines, '```'].join('\n')).blocks;
  if (block === undefined) throw new Error('no block');
  return commandsIn(block);
};

test('output belongs to the command before it, and an empty line sets commands off', () => {
  expect(commands('$ echo a', 'a', '', '$ echo b', 'b', '')).toEqual({
    before: [],
    commands: [
      { line: 2, text: 'echo a', output: ['a'] },
      { line: 5, text: 'echo b', output: ['b'] },
    ],
  });
});

test('a command goes on as it would in a shell', () => {
  expect(commands('$ curl \\', '  -s url', 'out').commands).toEqual([
    { line: 2, text: 'curl \\\n  -s url', output: ['out'] },
  ]);
  expect(commands("$ curl -d '{", '  "a": 1', "}' url |", '  cut -c1-5', 'out').commands[0]?.output).toEqual(['out']);
  expect(commands("$ cat >a <<'END'", 'text', 'END', '$ cat a', 'text').commands).toHaveLength(2);
});

test.each([
  ['echo "it\'s"', false],
  ["echo 'a \\", true],
  ["echo 'a \\'", false],
  ['echo # not a quote: "', false],
  ['echo "${#a}" \'#\'', false],
  ['test -f a &&', true],
  ["echo 'a\nb'", false],
])('%j goes on: %j', (command, expected) => {
  expect(goesOn(command)).toBe(expected);
});

test('output before the first command is told apart', () => {
  expect(commands('something', '$ run').before).toEqual(['something']);
});

test('a command that does not end is told with its line', () => {
  expect(() => commands("$ echo 'a")).toThrow('page.md:2: this command does not end');
});
