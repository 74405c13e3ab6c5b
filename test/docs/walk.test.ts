import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Walk } from './walk.ts';
import { root } from './workplace.ts';

/** Walks a page of these lines; resolves with what was wrong with each block. */
async function walked(...lines: readonly string[]): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'page.md'), lines.join('\n'));
  const walk = new Walk(relative(root, join(folder, 'page.md')));
  onTestFinished(() => walk.end());
  await walk.begin();
  const wrong: string[] = [];
  for (const block of walk.blocks)
    await walk.take(block).catch(({ message }: Error) => wrong.push(message.replace(/^.*page\.md/, 'page.md')));
  return wrong;
}

const console = (...lines: readonly string[]) => ['```console', ...lines, '```'];

test('commands run in one shell and a fresh directory, and files are there for them', async () => {
  expect(
    await walked(
      ...console('$ export A=1 && pwd && ls', '…/project', 'node_modules', 'package.json'),
      '```js file=say.mjs',
      'console.log(process.env.A);',
      '```',
      ...console('$ node say.mjs', '1', '$ cat <<END', '$A', 'END', '1'),
    ),
  ).toEqual([]);
});

test('what came otherwise is told with file, line, command and difference', async () => {
  const [wrong, ...more] = await walked(...console('$ echo so', 'so', '$ echo this', 'that'));
  expect(more).toEqual([]);
  expect(wrong).toContain('page.md:4: $ echo this');
  expect(wrong).toMatch(/printed\s+that\n\s+came\s+this/);
});

test('a command must end as the block says', async () => {
  expect(await walked(...console('$ false'))).toEqual([expect.stringContaining('it ended with 1, not 0')]);
  expect(await walked('```console exits=3', '$ sh -c "exit 3"', '```')).toEqual([]);
});

test('a block that is not run is passed over', async () => {
  expect(await walked('```console unrun: it needs a cluster', '$ false', '```')).toEqual([]);
});

test('what runs in the background is waited for, heard later, and gives way to the next', async () => {
  expect(
    await walked(
      '```console background',
      "$ echo one; sh -c 'until test -f go; do sleep 0.01; done; echo two; sleep 100'",
      'one',
      '…',
      '```',
      ...console('$ touch go'),
      '```console from=server',
      'two',
      '```',
      '```console background',
      '$ echo three; sleep 100',
      'three',
      '```',
    ),
  ).toEqual([]);
});

test('what ends in the background without having said what is printed is told', async () => {
  const [wrong] = await walked('```console background', '$ echo one', 'two', '```');
  expect(wrong).toMatch(/it has ended\n\s+printed\s+two\n\s+came\s+one/);
});

test('printed ports are other ones here, and come back as printed', async () => {
  expect(
    await walked(
      ...console('$ echo http://127.0.0.1:8080/ --port 8090', 'http://127.0.0.1:8080/ --port 8090'),
      ...console('$ test "$(echo http://127.0.0.1:8080 | tail -c 5)" = 8080 && echo same || echo other', 'other'),
    ),
  ).toEqual([]);
});
