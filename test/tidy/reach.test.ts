import { expect, test } from 'vitest';
import { importsOf, loadedWith } from './imports.ts';
import { heavy, unused } from './reach.ts';

const file = (path: string, text = '') => ({ path, text });

test('imports are found in all their forms, and which of them load', () => {
  const source = file(
    'a/b.ts',
    "import type { t } from './t.ts';\nexport * from '../c/d.ts';\nimport {\n  x,\n} from './x.ts';\nimport './y.ts';\nconst e = import('./e.ts');",
  );
  expect(importsOf(source)).toEqual(['a/t.ts', 'c/d.ts', 'a/x.ts', 'a/e.ts']);
  expect(loadedWith(source)).toEqual(['c/d.ts', 'a/x.ts', 'a/y.ts']);
});

test('a file that no entry point reaches is told', () => {
  const files = [file('main.ts', "import x from './a.ts'; import { b } from './b.ts';"), file('b.ts'), file('c.ts')];
  expect(unused(files, ['main.ts'])).toEqual(['c.ts is used by nothing']);
});

test('a table that loads handlers is told with the way to them', () => {
  const files = [
    file('products/acme/rows.ts', "import { a } from './a.ts';"),
    file('products/acme/a.ts', "import { h } from './handlers.ts';"),
    file('products/acme/handlers.ts'),
  ];
  expect(heavy(files)).toEqual(['products/acme/rows.ts loads products/acme/a.ts → products/acme/handlers.ts']);
});

test('a suite that loads the generator is told, and types load nothing', () => {
  const through = (text: string) => [
    file('contract/run.ts', "import { a } from './a.ts';"),
    file('contract/a.ts', text),
    file('generator/g.ts'),
  ];
  expect(heavy(through("import { g } from '../generator/g.ts';"))).toHaveLength(1);
  expect(heavy(through("import type { g } from '../generator/g.ts';"))).toEqual([]);
});
