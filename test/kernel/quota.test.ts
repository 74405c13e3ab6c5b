import { expect, test } from 'vitest';
import { makeQuota, QuotaExceeded, quotaNames, quotas } from '../../src/kernel/quota.ts';

test('a quota is as usual where nothing is said, and counts as it is told to', () => {
  const quota = makeQuota({ commands: 3 });
  expect([quota.most('commands'), quota.most('sessions')]).toEqual([3, quotas.sessions.usual]);
  expect(quota.used('commands')).toBe(0);
  let used = 2;
  quota.count('commands', () => used);
  quota.admit('commands', 1);
  used = 3;
  expect(() => quota.admit('commands', 1)).toThrow(QuotaExceeded);
  quota.admit('commands', 0);
});

test('each quota says what it counts', () => {
  for (const name of quotaNames) expect(quotas[name].help).toMatch(/^[a-z].*[^.]$/i);
});
