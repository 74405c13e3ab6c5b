import { expect, test } from 'vitest';
import { tenantGolden, tenantHash, tenantName, tenantSamples } from './tenant.ts';

test.each(tenantSamples.map((sample) => [tenantName(sample), sample] as const))(
  'alarms and events of %s have the bytes that were promised',
  (name, sample) => {
    expect(tenantHash(sample)).toBe(tenantGolden()[name]);
  },
);

test('another seed has other alarms', () => {
  expect(tenantHash({ scenario: 'default', dialect: 'live' }, '2')).not.toBe(tenantGolden()['default live']);
});
