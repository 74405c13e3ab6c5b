/** Forms from schemas: of the control plane's document, and of small ones. */
import { expect, test } from 'vitest';
import {
  formFields,
  fieldShapeOf,
  valuesOfText,
  withField,
  type FormSchema,
} from '../../../src/console/forms/model.ts';

test.each<[FormSchema, object]>([
  [{ type: 'string' }, { kind: 'text', mayBeNumber: false }],
  [{ type: ['integer', 'string'] }, { kind: 'text', mayBeNumber: true }],
  [
    { type: 'integer', minimum: 1, maximum: 9 },
    { kind: 'number', isWhole: true, least: 1, most: 9 },
  ],
  [{ type: 'boolean' }, { kind: 'flag' }],
  [
    { type: 'boolean', const: true },
    { kind: 'constant', value: true },
  ],
  [
    { type: 'string', enum: ['a', 'b'] },
    { kind: 'choice', options: ['a', 'b'] },
  ],
  [
    { type: 'array', items: { enum: ['a'] } },
    { kind: 'choices', options: ['a'] },
  ],
  [
    { type: 'array', items: { type: 'integer' } },
    { kind: 'list', mayBeNumber: true },
  ],
  [{ type: 'array', items: { type: 'object' } }, { kind: 'json' }],
  [{ type: ['string', 'null'] }, { kind: 'text', mayBeNumber: false }],
  [{}, { kind: 'json' }],
])('%j is filled in as %j', (schema, shape) => {
  expect(fieldShapeOf(schema, {})).toEqual(shape);
});

test('what may be of two kinds lets one choose', () => {
  const schema = { type: ['integer', 'object'], minimum: 1, properties: { from: { type: 'integer' } } };
  expect(fieldShapeOf(schema, {})).toMatchObject({
    kind: 'either',
    options: [
      { title: 'number', shape: { kind: 'number', least: 1 } },
      { title: 'in detail', shape: { kind: 'record', fields: [{ name: 'from' }] } },
    ],
  });
});

test('references are followed, and those that go round end', () => {
  const shelf = { node: { type: 'object', properties: { next: { $ref: '#/components/schemas/node' } } } } as const;
  const [field] = formFields({ $ref: '#/components/schemas/node' }, shelf);
  expect(field).toMatchObject({ name: 'next', shape: { kind: 'record' } });
  expect(JSON.stringify(field)).toContain('"json"');
  expect(formFields({ $ref: '#/components/schemas/nobody' }, shelf)).toEqual([]);
});

test('values of a list are taken apart, and numbers stay exact', () => {
  expect(valuesOfText('1, 80-90\n 443,,', true)).toEqual([1, '80-90', 443]);
  expect(valuesOfText('12345678901234567890', true)).toEqual(['12345678901234567890']);
  expect(valuesOfText('7', false)).toEqual(['7']);
});

test('what is left empty is not there', () => {
  expect(withField({ a: 1, b: 2 }, 'a', undefined)).toEqual({ b: 2 });
  expect(withField({}, 'a', false)).toEqual({ a: false });
});
