import { expect, test } from 'vitest';
import { makeAnswerCache } from '../../src/http/answer-cache.ts';
import type { Reply } from '../../src/http/endpoint.ts';

const reply = (length: number): Reply => ({ status: 200, headers: {}, body: new Uint8Array(length) });

test('an answer is kept from its second time on, as a copy', () => {
  const cache = makeAnswerCache(1_000_000);
  const given = reply(1000);
  cache.offer('one', given);
  expect(cache.get('one')).toBeUndefined();
  cache.offer('one', given);
  given.body.fill(7);
  expect(cache.get('one')).toMatchObject({ isKept: true, body: new Uint8Array(1000) });
});

test('of a walk over more than fits nothing is kept, however often it is walked', () => {
  const cache = makeAnswerCache(1_000_000);
  const walk = (answers: number): number => {
    let found = 0;
    for (let at = 0; at < answers; at++) {
      if (cache.get(`page ${at}`) === undefined) cache.offer(`page ${at}`, reply(20_000));
      else found++;
    }
    return found;
  };
  for (let round = 0; round < 4; round++) expect(walk(200)).toBe(0);
  walk(20);
  walk(20);
  expect(walk(20)).toBeGreaterThan(10);
});
