/** A large body is judged in pieces, and as it would be at once. */
import { expect, it } from 'vitest';
import { endpointsOf } from '../../src/http/endpoint.ts';
import { judging, problemsOf } from '../../src/http/validate.ts';
import { finished } from '../../src/kernel/slices.ts';
import { tables } from '../support/tables.ts';

const rows = endpointsOf(tables.flatMap((table) => table.rows));
const rowOf = (id: string) => {
  const row = rows.find((endpoint) => endpoint.id === id);
  if (row === undefined) throw new Error(id);
  return row;
};
const items = (count: number, of: (at: number) => unknown): unknown[] =>
  Array.from({ length: count }, (_, at) => of(at));

const bodies: Readonly<Record<string, readonly [string, object]>> = {
  'nothing wrong': ['searchEvents', { attack: items(9000, (at) => ({ alarm: [at] })) }],
  'nothing wrong in lists of lists': [
    'findAggregatedEvents',
    { subCriteria: items(100, () => ({ sourcePort: items(500, (port) => port) })) },
  ],
  'items wrong here and there': [
    'searchEvents',
    {
      limit: -1,
      endpoint: items(9000, (at) => (at % 4000 === 3999 ? { port: [70_000], unknown: 1 } : { port: [at % 60_000] })),
      attack: items(5000, (at) => (at === 4999 ? 'no criterion' : { alarm: [at] })),
      unknown: items(300, (at) => at),
    },
  ],
  'the first and the last item wrong': [
    'searchEvents',
    { subCriteria: items(6000, (at) => (at % 5999 === 0 ? { severity: ['none'], domain: 7 } : { severity: ['low'] })) },
  ],
  'every item wrong': ['searchEvents', { property: items(3000, (at) => ({ key: at })) }],
  'a list that is too long': ['searchEvents', { attack: items(10_001, () => ({})), limit: -1 }],
  'a list in an item that is too long': ['searchEvents', { attack: [{ alarm: items(10_001, (at) => at) }], limit: -1 }],
  'lists that are too long together': [
    'searchEvents',
    { attack: items(25, () => ({ alarm: items(8001, (at) => at) })), limit: -1 },
  ],
  'short lists that are too long together': [
    'searchEvents',
    Object.fromEntries(
      ['attack', 'endpoint', 'property', 'subCriteria', 'domain', 'unknown'].map((name) => [
        name,
        items(9500, () => ({ alarm: [1, 2, 3] })),
      ]),
    ),
  ],
  'a list longer than its schema takes': ['findAggregatedEvents', { subCriteria: items(1025, () => ({ limit: 'x' })) }],
  'a repeated item': ['searchEvents', { domain: items(9000, (at) => `d${at % 8999}`), attack: items(9, () => 1) }],
  'no object': ['searchEvents', items(5000, (at) => at)],
};

it.each(Object.entries(bodies))('%s: the same problems in the same order', (_, [id, body]) => {
  const given = { params: {}, query: {}, body };
  const endpoint = rowOf(id);
  expect(finished(judging(endpoint, given))).toEqual(problemsOf(endpoint, given));
});

it('judges no more than some items before others have their turn', () => {
  const body = { attack: items(10_000, (at) => ({ alarm: [at] })) };
  const pieces = [...judging(rowOf('searchEvents'), { params: {}, query: {}, body })];
  expect(pieces.length).toBeGreaterThanOrEqual(9);
});
