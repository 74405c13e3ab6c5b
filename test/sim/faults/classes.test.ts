/** The table of classes: every effect is in it, with a bound and a source. */
import { expect, test } from 'vitest';
import { schemaDocument } from '../../../src/kernel/schema.ts';
import { classesOf, classOf, effectClasses } from '../../../src/sim/faults/classes.ts';

interface Schema {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly enum?: readonly (string | number)[];
}

const effects = (schemaDocument('sim/fault.schema.json') as unknown as Schema).properties['effect']?.properties ?? {};
const parts = ['retryAfter', 'field'];

test('every effect of the schema has a class, and no other', () => {
  const names = Object.keys(effects).filter((name) => !parts.includes(name));
  expect(Object.keys(effectClasses).sort()).toEqual(names.sort());
});

test('every value of an effect that is classed by value has one, and no other', () => {
  for (const [name, found] of Object.entries(effectClasses)) {
    if ('byValue' in found) expect(Object.keys(found.byValue).sort()).toEqual(effects[name]?.enum?.map(String).sort());
  }
});

test('every class has a bound and a source', () => {
  const all = Object.values(effectClasses).flatMap((found) =>
    'byValue' in found ? Object.values(found.byValue) : [found],
  );
  for (const { bound, source } of all) {
    expect(bound.most).toBeGreaterThan(0);
    expect(source).toMatch(/docs\/contract\/|RFC \d+|^[\w-]+\/[\w-]+#\d+|^[a-z]/);
  }
});

test('a rule is of the class of its effect that goes furthest', () => {
  expect(classOf({ error: 429, retryAfter: 3 })).toBe('promised');
  expect(classOf({ error: 429, latency: 200 })).toBe('known');
  expect(classOf({ count: -1, truncate: true })).toBe('hostile');
  expect(Object.keys(classesOf({ error: 503, retryAfter: 3, latency: 5 })).sort()).toEqual(['error', 'latency']);
});
