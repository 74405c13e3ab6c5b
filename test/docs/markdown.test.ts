import { expect, test } from 'vitest';
import { anchorsOf, inlineCodeOf, linksOf, pageOf } from './markdown.ts';

const fence = '```';
const page = (...lines: readonly string[]) => pageOf('page.md', lines.join('\n'));

test('a block has the line of its fence, its language and what its info string says', () => {
  const { blocks } = page('# Title', '', `${fence}console background=proxy needs=tshark,suricata`, '$ run', fence);
  expect(blocks).toHaveLength(1);
  expect(blocks[0]).toMatchObject({ file: 'page.md', line: 3, language: 'console', unrun: null, lines: ['$ run'] });
  expect([...(blocks[0]?.marks ?? [])]).toEqual([
    ['background', 'proxy'],
    ['needs', 'tshark,suricata'],
  ]);
});

test('why a block is not run is all that follows', () => {
  const [block] = page(`${fence}console unrun: it needs Docker, and a cluster`, '$ docker run', fence).blocks;
  expect(block?.unrun).toBe('it needs Docker, and a cluster');
  expect(page(`${fence}console unrun:`, fence).blocks[0]?.unrun).toBe('');
});

test('a block within a list loses the indentation of its fence', () => {
  expect(page('- so:', '', `  ${fence}yaml`, '  a:', '    b: 1', `  ${fence}`).blocks[0]?.lines).toEqual([
    'a:',
    '  b: 1',
  ]);
});

test('a fence of four holds one of three', () => {
  const { blocks } = page(`${fence}\`markdown`, `${fence}console`, '$ run', fence, `${fence}\``);
  expect(blocks.map(({ language, lines }) => [language, lines.length])).toEqual([['markdown', 3]]);
});

test('a block that is never closed is told with its line', () => {
  expect(() => page('', `${fence}console`, '$ run')).toThrow('page.md:2: this block is not closed');
});

test('links and inline code are those of the text, not of blocks', () => {
  const read = page('See [it](usm.md#tour) and `[not](this)`.', `${fence}text`, '[nor](that) `npm test`', fence);
  expect(linksOf(read)).toEqual([{ line: 1, text: 'usm.md#tour' }]);
  expect(inlineCodeOf(read)).toEqual([{ line: 1, text: '[not](this)' }]);
});

test('anchors are as GitHub makes them', () => {
  expect(anchorsOf(page("# A client's CI: now", '## `serve` it', '## Tour', '## Tour', 'no # heading'))).toEqual([
    'a-clients-ci-now',
    'serve-it',
    'tour',
    'tour-1',
  ]);
});
