import { expect, test } from 'vitest';
import { long, unexplained } from './files.ts';

const file = (path: string, text: string) => ({ path, text });

test('a file of more lines than the cap is too long', () => {
  expect(long([file('a.ts', 'x\n'.repeat(3))], 2)).toHaveLength(1);
  expect(long([file('a.ts', 'x\n'.repeat(2))], 2)).toEqual([]);
});

test('a file opens with a sentence, after what the system reads', () => {
  const files = [
    file('a.ts', 'const x = 1;\n'),
    file('b.ts', '/** Says it. */\n'),
    file('c.ts', '#!/usr/bin/env node\n/** Says it. */\n'),
  ];
  expect(unexplained(files)).toEqual(['a.ts does not say what it is for']);
});
