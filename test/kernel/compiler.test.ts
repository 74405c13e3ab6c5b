/** What is wrong with a long list costs as much as it is long. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { violations } from '../../src/kernel/schema.ts';

const wrong = { severity: 5 };

test.each([
  ['argus/aggregated-criteria.schema.json', 'subCriteria', wrong],
  ['argus/v2-criteria.schema.json', 'subCriteria', wrong],
  ['argus/v2-criteria.schema.json', 'property', { key: 1 }],
])('%s judges many wrong items of %s without copying what it has found', (file, member, item) => {
  const copying = vi.spyOn(Array.prototype, 'concat');
  onTestFinished(() => copying.mockRestore());
  const found = violations(file, { [member]: Array<object>(500).fill(item) });
  expect(found.length).toBeGreaterThanOrEqual(500);
  expect(copying).not.toHaveBeenCalled();
});
