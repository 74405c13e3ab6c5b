import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { service } from '../../../support/service.ts';
import { caseOperations, caseOperationsPage } from './operations-page.ts';

test('the page of case operations is what the tables say: npx tsx test/products/argus/cases/operations-page.ts > docs/cases.md', () => {
  expect(readFileSync(new URL('../../../../docs/cases.md', import.meta.url), 'utf8')).toBe(caseOperationsPage());
});

test('it has all operations of the vendor, and what is not served is 404, or 405 where the path has another method', async () => {
  expect(caseOperations).toHaveLength(74);
  const { ask } = await service({ events: 100 });
  for (const { id, method, path, row } of caseOperations) {
    if (row !== null) continue;
    const url = path.replace(/\{caseID\}/g, '12342345').replace(/\{\w+\}/g, '1');
    const { status } = await ask(url, { method, ...(method !== 'GET' && { body: {} }) });
    expect([id, status]).toEqual([id, expect.toSatisfy((seen: number) => seen === 404 || seen === 405)]);
  }
});
