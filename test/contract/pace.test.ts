import { expect, test } from 'vitest';
import { usualRate } from '../../src/contract/shared.ts';
import type { Target } from '../../src/contract/terms/target.ts';

const at = (url: string, isLive = true): Target => ({ url, isLive }) as Target;

test.each(['https://api.example.com', 'http://10.0.0.5:8080', 'http://localhost.example.com', 'http://[fd00::1]'])(
  '%s may be shared with others, and is asked twice a second',
  (url) => expect(usualRate(at(url))).toBe(2),
);

test.each(['http://localhost:8080', 'http://127.0.0.1', 'https://127.8.0.1:8443', 'http://[::1]:8080/w/one'])(
  '%s is this machine, where nobody waits for anybody',
  (url) => expect(usualRate(at(url))).toBe(200),
);

test('the simulator of the suite itself is asked as fast as it goes', () => {
  expect(usualRate(at('http://127.0.0.1:8080', false))).toBe(null);
});
