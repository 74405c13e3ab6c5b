/** Each criterion finds all that it should and nothing else, against a plain filter over every event. */
import { test, expect } from 'vitest';
import { schemaDocument } from '../../../../src/kernel/schema.ts';
import { service } from '../../../support/service.ts';
import { cases } from './criteria-cases.ts';

/** Members that change how others are read, or select nothing in this World; tested below or elsewhere. */
const others = [
  'limit',
  'offset',
  'sortBy',
  'includeDeleted',
  'includeUnpublished',
  'skipFutureEvents',
  'exactMatchProperties',
  'multivaluePropertySeparator',
  'exclude',
  'required',
  'eventIdentifier',
  'includeFlag',
  'excludeFlag',
];

const propertiesOf = (kind: 'aggregated' | 'nids'): readonly string[] =>
  Object.keys((schemaDocument(`argus/${kind}-criteria.schema.json`) as { properties: object }).properties);

test('every criterion of both kinds is tried', () => {
  const known = [...Object.keys(cases), ...others];
  for (const kind of ['aggregated', 'nids'] as const)
    expect(propertiesOf(kind).filter((name) => !known.includes(name))).toEqual([]);
});

/** One server and all its events for the whole table: fetching them anew for each criterion would take a minute. */
const shared = service.held({ events: 3000 });
const everything = shared.then(async (given) => ({
  aggregated: (await given.search({ limit: 0 })).data,
  raw: (await given.searchRaw({ limit: 0 })).data,
}));

/** These select everything or nothing by their nature. */
const untelling = new Set(['{"subCriteria":[{}]}', '{"subCriteria":[{"exclude":true}]}']);

test.each(Object.entries(cases))('%s finds exactly what it says', async (_, tried) => {
  const [given, all] = [await shared, await everything];
  for (const { criteria, holds, only } of tried) {
    for (const kind of ['aggregated', 'raw'] as const) {
      if (only !== undefined && only !== kind) continue;
      const find = kind === 'aggregated' ? given.search : given.searchRaw;
      const { data, count } = await find({ ...criteria, limit: 0 });
      const expected = all[kind].filter((event) => holds(event, given)).map((event) => event.id);
      expect({ criteria, kind, ids: data.map((event) => event.id) }).toEqual({ criteria, kind, ids: expected });
      expect(count).toBe(expected.length);
      const isTelling = expected.length > 0 && expected.length < all[kind].length;
      expect([criteria, kind, isTelling || untelling.has(JSON.stringify(criteria))]).toEqual([criteria, kind, true]);
    }
  }
});
