import { test, expect } from 'vitest';
import { complaintsOf } from '../../../src/generator/scenario/expectation.ts';
import { schemaDocument, violations, type Json } from '../../../src/kernel/schema.ts';

const file = 'scenario.schema.json';

/** What is said of one step of a story that is whole otherwise. */
function said(step: object): string {
  const value = { title: 'T', extends: 'default', stories: { one: { title: 'One', at: '-1h', steps: { a: step } } } };
  return complaintsOf(file, violations(file, value), value)
    .map(({ message }) => message())
    .join('; ');
}

test('a value that fits has no complaint', () => {
  expect(said({ alarm: 'sni-c2', after: ['1m', '2m'], count: [1, 5] })).toBe('');
});

test.each([
  [{ after: 5 }, 'does not fit: A length of time: 500ms, 30s, 5m, 2h, 1d'],
  [{ arrives: '2h' }, 'does not fit: A length of time with a plus: +30s, +2h, +1d'],
  [{ afer: '5m' }, 'is an unknown key; did you mean after?'],
  [{ probability: 50 }, 'is an unknown key; did you mean chance?'],
  [{ depends_on: 'scan' }, 'is an unknown key; did you mean onlyIf?'],
  [{ Delay: '5m' }, 'is an unknown key; did you mean after?'],
  [{ technique: 'T1190' }, 'is an unknown key; did you mean alarm?'],
  [
    { do: 'asess' },
    'must be one of assess, comment, openCase, mergeCase, closeCase, notify, label; did you mean assess?',
  ],
  [{ do: 'dance' }, 'closeCase, notify, label'],
  [{ do: 'closeCase' }, 'is required: The case: a name of the story, or the id of one of the scenario'],
  [{ port: 0 }, "must be >= 1: The responder's port"],
  [{ properties: { A: 'x' } }, 'has a key "A", which must match pattern'],
])('%j is told with what was expected', (step, message) => {
  expect(said(step)).toContain(message);
});

test('every key of the scenario language is described', () => {
  const root = schemaDocument(file) as { readonly [key: string]: any };
  const vague: string[] = [];
  const describes = (node: any): boolean =>
    typeof node.description === 'string' ||
    (typeof node.$ref === 'string' &&
      (!node.$ref.startsWith('#') || describes(root['$defs'][node.$ref.split('/').pop() ?? ''])));
  const visit = (node: Json, path: string): void => {
    if (node === null || typeof node !== 'object') return;
    for (const [key, child] of Object.entries(node)) {
      // What stands behind `if` chooses a rule and says nothing of its own.
      if (key === 'if') continue;
      if (key === 'properties' && !path.endsWith('/properties'))
        for (const [name, own] of Object.entries(child as object)) if (!describes(own)) vague.push(`${path}/${name}`);
      visit(child as Json, `${path}/${key}`);
    }
  };
  visit(root as Json, '');
  expect(vague).toEqual([]);
});

test.each([file, 'scenario-alarm.schema.json'])('in %s what others call a key leads to one key', (schema) => {
  const doubtful: string[] = [];
  const visit = (node: Json): void => {
    if (node === null || typeof node !== 'object') return;
    const { properties } = node as { readonly properties?: Readonly<Record<string, any>> };
    const seen = new Set(Object.keys(properties ?? {}));
    for (const word of Object.values(properties ?? {}).flatMap((own): string[] => own['x-also'] ?? [])) {
      if (seen.has(word)) doubtful.push(word);
      seen.add(word);
    }
    Object.values(node).forEach((child) => visit(child as Json));
  };
  visit(schemaDocument(schema));
  expect(doubtful).toEqual([]);
});
