/** A list that has changed since it was read is read again, so that what the suite itself wrote hides no fault. */
import { expect, test } from 'vitest';
import { caught } from './checks/liar.ts';

/** A caller's sight reads the cases, a sample then writes comments of one, and the law compares with what was read. */
const units = /^argus\.advancedCaseSearch\/(?:access\/sight|requests\/valid|law\/criteria-find)$/;

test('a fault of a search shows although a case was written to after the cases had been read', async () => {
  const writes: string[] = [];
  const { findings } = await caught(
    units,
    {
      hears: (asked) => {
        if (asked.method === 'POST' && asked.url.pathname.endsWith('/comments')) writes.push(asked.url.pathname);
        const status = asked.body?.status;
        return Array.isArray(status) ? { ...asked, body: { ...asked.body, status: status.slice(0, 1) } } : asked;
      },
    },
    { events: 10_000 },
  );
  expect(writes.length).toBeGreaterThan(0);
  expect(findings.map(({ check }) => check)).toContain('law/criteria-find');
});

test('a right server whose list changes as the suite writes is not blamed', async () => {
  const { findings } = await caught(units, {}, { events: 10_000 });
  expect(findings).toEqual([]);
});
