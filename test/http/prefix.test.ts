import { test, expect } from 'vitest';
import { pathPrefixOf } from '../../src/http/prefix.ts';
import { isUriOf } from '../../src/products/argus/identity/signatures/uri.ts';
import { originOf } from '../../src/http/origin.ts';

const asked = (headers: Record<string, string>) => ({
  headers: { host: 'siem.example', ...headers },
  method: 'GET',
  path: '/api/2.0/alarms',
  search: '',
  source: '127.0.0.1',
});

test('a prefix stands in links and in the addresses that clients sign', () => {
  const request = asked({ 'x-forwarded-prefix': '/w/mine' });
  expect(originOf(request)).toBe('http://siem.example/w/mine');
  expect(isUriOf('http://siem.example/w/mine/api/2.0/alarms', request)).toBe(true);
  expect(isUriOf('http://siem.example/api/2.0/alarms', request)).toBe(false);
});

test.each(['w', '/w/', '/w/a b', '/w/"x', '//evil.example', '/w/a?b', '/a#b', `/${'x'.repeat(200)}`, '/a'.repeat(9)])(
  'a prefix of %s is none',
  (given) => {
    expect(pathPrefixOf(asked({ 'x-forwarded-prefix': given }))).toBe('');
    expect(originOf(asked({ 'x-forwarded-prefix': given }))).toBe('http://siem.example');
  },
);
