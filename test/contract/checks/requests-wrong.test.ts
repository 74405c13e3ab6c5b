/** Requests that are wrong in one way: made of every schema, and refused by a server that looks. */
import { describe, test, expect } from 'vitest';
import { violations } from '../../../src/kernel/schema.ts';
import { wrongRequestsOf } from '../../../src/contract/checks/requests/cases.ts';
import { adapters } from '../../../src/contract/products/index.ts';
import { apisOf } from '../../../src/contract/terms/operation.ts';
import { altering, checksOf, inJson } from '../support/altered.ts';

const target = { url: '', isLive: false, products: [], credentials: [], writes: 'all', usmDialect: 'live' } as const;
const operations = apisOf(target, adapters).flatMap((api) => api.operations);
const withCases = operations
  .map((operation) => [operation.key, wrongRequestsOf(operation, {})] as const)
  .filter(([, cases]) => cases.length > 0);

test.each(withCases)('%s: each case breaks its schema at its place, and there alone', (_, cases) => {
  for (const { where, file, place, keyword, ask } of cases) {
    if (where === 'query') continue;
    const found = violations(file, ask()[where]);
    expect([place, keyword, found.length > 0]).toEqual([place, keyword, true]);
    const strays = found.filter(
      ({ path }) => path.slice(0, place.length).join('.') !== place.slice(0, path.length).join('.'),
    );
    // Alternatives are at fault together; the place of a list's item is the list's.
    expect([place, strays.map(({ path }) => path)]).toEqual([place, []]);
  }
});

test('a deep criteria schema has cases of every kind, also in what is nested', () => {
  const [, cases = []] = withCases.find(([key]) => key === 'argus.findAggregatedEvents') ?? [];
  expect(new Set(cases.map(({ family }) => family))).toEqual(
    new Set(['type', 'enum', 'bound', 'form', 'required', 'unknown', 'length', 'repetition']),
  );
  expect(cases.some(({ place }) => place[0] === 'subCriteria' && place.length > 2)).toBe(true);
  expect(cases.some(({ place }) => place.join('.') === 'eventIdentifier.0.timestamp')).toBe(true);
});

test('a list that takes one value without its brackets has no wrong type that is such a value', () => {
  const [, cases = []] = withCases.find(([key]) => key === 'argus.createPreparedCase') ?? [];
  const places = cases.filter(({ family }) => family === 'type').map(({ place }) => place.join('.'));
  expect(places).toContain('fields.0.values.0');
  expect(places).not.toContain('fields.0.values');
});

const families = ['type', 'enum', 'bound', 'form', 'required', 'unknown', 'length', 'repetition'];

describe('a server that does not look', async () => {
  const { judge } = await altering();
  const of = (family: string): RegExp =>
    new RegExp(`^argus\\.(?:findAggregatedEvents|assessEventBulk)/requests/${family}$`);

  test.each(families)('and takes what breaks %s is found', async (family) => {
    const findings = await judge(of(family), (passing) => {
      if (passing.status === 412) passing.status = 200;
    });
    expect(checksOf(findings)).toContain(`requests/${family}`);
  });

  test.each(families)('and names another field for %s is found', async (family) => {
    const spoil = inJson((json) => json.responseCode === 412 && (json.messages[0].field = 'other'));
    expect(checksOf(await judge(of(family), spoil))).toContain(`requests/${family}`);
  });

  test('and fails instead is found', async () => {
    const findings = await judge(of('type'), (passing) => {
      if (passing.status === 412) passing.status = 500;
    });
    expect(findings.find(({ check }) => check === 'requests/type')?.rank).toBe('critical');
  });

  test('and does not look at one member of many is found where all are wrong at once', async () => {
    const forgiving = inJson((json, passing) => {
      if (passing.status !== 412) return;
      json.messages = json.messages.filter(({ field }: { readonly field?: string }) => field !== 'alarmID');
      if (json.messages.length === 0) passing.status = 200;
    });
    const findings = await judge(/^argus\.findAggregatedEvents\/requests\/type$/, forgiving, {}, { profile: 'quick' });
    const own = findings.filter(({ check }) => check === 'requests/type');
    expect(own.map(({ expected }) => /^\w+/.exec(expected)?.[0])).toEqual(['alarmID']);
  });

  test('a finding comes with the smallest body that shows it', async () => {
    const findings = await judge(/^argus\.searchEvents\/requests\/enum$/, (passing) => {
      if (passing.status === 412) passing.status = 200;
    });
    for (const { input } of findings) expect(JSON.stringify(input).length).toBeLessThan(200);
  });
});
