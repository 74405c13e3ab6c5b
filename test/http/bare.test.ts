import { expect, test } from 'vitest';
import { withLists } from '../../src/http/bare.ts';

const criteria = 'argus/case-criteria.schema.json';

test('a bare value stands for a list of one where the schema says so, at any depth', () => {
  expect(
    withLists(criteria, {
      status: 'closed',
      customer: 7,
      subCriteria: { exclude: true, status: 'closed', tag: { key: 'a', values: 'b' } },
    }),
  ).toEqual({
    status: ['closed'],
    customer: [7],
    subCriteria: [{ exclude: true, status: ['closed'], tag: [{ key: 'a', values: ['b'] }] }],
  });
});

test('lists, plain members and members that are not known stay as they are', () => {
  const body = { status: [], limit: '5', tag: [{ key: 'a', values: [] }], colour: 'x' };
  expect(withLists(criteria, body)).toEqual(body);
  expect(withLists('argus/v2-criteria.schema.json', { customer: 'bank' })).toEqual({ customer: 'bank' });
});
