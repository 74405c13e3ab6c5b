/** What is loaded with what: the contract suite reads tables, and loads nothing that makes or serves a World. */
import { readFileSync } from 'node:fs';
import { test, expect } from 'vitest';

const root = new URL('../../src/', import.meta.url);

/** Files whose values a file imports, statically, as paths below `src/`; what is imported as a type is not loaded. */
function valueImportsOf(path: string, text: string): readonly string[] {
  const statements = text.matchAll(/^(?:import|export)\s+(?!type\b)(?:([\w\s{},*]*?)\s*from\s*)?'(\.{1,2}\/[^']+)'/gm);
  return Array.from(statements).flatMap(([, clause, target = '']) => {
    const isTypesAlone = clause !== undefined && /^\{(?:\s*type\s+\w+(?:\s+as\s+\w+)?\s*,?)*\s*\}$/.test(clause);
    return isTypesAlone ? [] : [new URL(target, `file:///${path}`).pathname.slice(1)];
  });
}

/** Every file that is loaded with one, with the way to it. */
function loadedWith(entry: string): ReadonlyMap<string, string> {
  const ways = new Map<string, string>();
  const visit = (path: string, way: string): void => {
    if (ways.has(path)) return;
    ways.set(path, way);
    if (!path.endsWith('.ts')) return;
    const text = readFileSync(new URL(path, root), 'utf8');
    for (const target of valueImportsOf(path, text)) visit(target, `${way} → ${target}`);
  };
  visit(entry, entry);
  return ways;
}

test('values that are imported are told from types', () => {
  const text = [
    "import { one } from './one.ts';",
    "import type { Two } from './two.ts';",
    "import { type Three } from './three.ts';",
    "import four, { type Four } from '../four.ts';",
    "export { five } from './five.ts';",
    "import './six.ts';",
    "import {\n  seven,\n  type Eight,\n} from './seven.ts';",
    "import * as nine from './nine.ts';",
  ].join('\n');
  expect(valueImportsOf('a/b.ts', text)).toEqual([
    'a/one.ts',
    'four.ts',
    'a/five.ts',
    'a/six.ts',
    'a/seven.ts',
    'a/nine.ts',
  ]);
});

test.each(['contract/run.ts', 'contract/proxy.ts', 'contract/products/index.ts'])(
  '%s loads no World, no corpus, no state, no simulator and no handler',
  (entry) => {
    const ways = [...loadedWith(entry)];
    expect(ways.length).toBeGreaterThan(50);
    const wrong = ways.filter(([path]) =>
      /^(?:generator|corpus|state|sim)\/|\/(?:handlers|product|plugin)\.ts$/.test(path),
    );
    expect(wrong.map(([, way]) => way)).toEqual([]);
  },
);
