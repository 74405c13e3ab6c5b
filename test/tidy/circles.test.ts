import { expect, test } from 'vitest';
import { circles } from './circles.ts';

const file = (path: string, ...targets: readonly string[]) => ({
  path,
  text: targets.map((target) => `import type { x } from '${target}';`).join('\n'),
});

test('two folders that import each other are a circle, told with both ways', () => {
  expect(circles([file('a/one.ts', '../b/two.ts'), file('b/three.ts', '../a/four.ts')])).toEqual([
    'a, b import each other in a circle: a/one.ts → b/two.ts; b/three.ts → a/four.ts',
  ]);
});

test('a folder and a folder in it may not import each other either', () => {
  expect(circles([file('a/one.ts', './b/two.ts'), file('a/b/two.ts', '../three.ts')])).toHaveLength(1);
});

test('a circle of three is one', () => {
  const files = [file('a/x.ts', '../b/x.ts'), file('b/x.ts', '../c/x.ts'), file('c/x.ts', '../a/x.ts')];
  expect(circles([...files, file('d/x.ts', '../a/x.ts')])).toHaveLength(1);
});

test('files of one folder may import each other, and folders in one direction', () => {
  expect(circles([file('a/one.ts', './two.ts', '../b/x.ts'), file('a/two.ts', './one.ts'), file('b/x.ts')])).toEqual(
    [],
  );
});
