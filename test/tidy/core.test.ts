import { expect, test } from 'vitest';
import { productWordsIn } from './core.ts';
import { productWords } from './sources.ts';

const words = {
  products: ['acme'],
  operations: ['getThing'],
  paths: ['/things'],
  members: ['thingName', 'thingSize'],
  ordinary: { thingSize: { in: /^cli\//, whose: 'a shop' } },
};
const said = (path: string, text: string) => productWordsIn([{ path, text }], words);

test.each([
  ["const name = 'acme';", 'acme'],
  ['const isAcme = true;', 'Acme'],
  ['const { acmeDialect } = flags;', 'acme'],
  ["if (id === 'getThing') run();", 'getThing'],
  ["const path = '/things/1';", '/things'],
  ['const { thingName } = item;', 'thingName'],
  ['const { thingSize, thingName } = item;', 'thingSize'],
  ["import { x } from '../products/acme/x.ts';", 'products/acme/x.ts'],
])('the core may not say %s', (text, word) => {
  expect(said('sim/a.ts', text)).toEqual([expect.stringContaining(word)]);
});

test.each([
  ['contract/checks/a.ts', "const source = 'contract/acme.md §1';"],
  ['sim/a.ts', '/** As acme has it: getThing (contract/acme.md). */\nconst x = 1; // of acme'],
  ['sim/a.ts', "import { plugins } from '../products/index.ts';\nimport { y } from '../products/shared/y.ts';"],
  ['sim/a.ts', 'const acmes = 1; const other = box.thingName;'],
  ['contract/checks/a.ts', "const law = { source: 'contract/acme.md §1, of Acme' };"],
  ['contract/checks/a.ts', "skip('not counted (contract/acme.md §1)');"],
  ['cli/a.ts', 'const { thingSize } = item;'],
  ['products/acme/a.ts', "const name = 'acme';"],
  ['contract/products/acme/a.ts', "const id = 'getThing';"],
])('%s may say %s', (path, text) => {
  expect(said(path, text)).toEqual([]);
});

test('the words are those of the tables and schemas', () => {
  const { products, operations, paths, members } = productWords();
  expect(products.length).toBeGreaterThanOrEqual(2);
  for (const list of [operations, paths, members]) expect(list.length).toBeGreaterThan(7);
});
