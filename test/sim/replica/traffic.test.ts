/** Who is told of the note of a request. */
import { expect, test } from 'vitest';
import type { Exchange } from '../../../src/http/exchange.ts';
import type { RequestHead } from '../../../src/http/product.ts';
import type { Journal } from '../../../src/sim/journal/journal.ts';
import { makeReplicaTraffic } from '../../../src/sim/replica/traffic.ts';

const head: RequestHead = {
  method: 'GET',
  path: '/events/v1/aggregated',
  search: '',
  headers: {},
  source: '127.0.0.1',
};

/** How a request ended, of which little else is told. */
const ended = (request: RequestHead, status: number): Exchange => {
  const nothing = { product: { name: 'argus' }, endpoint: null, caller: null, text: '', refusal: null };
  return { ...nothing, request, status, bytes: 0, took: 0 } as unknown as Exchange;
};

test('one that was taken ahead and then again tells each taker of its own end', () => {
  const traffic = makeReplicaTraffic(() => 0);
  const told: string[] = [];
  const ahead = traffic.takenBy(head, ({ status }) => void told.push(`ahead ${status}`));
  const again = traffic.takenBy(head, ({ status }) => void told.push(`again ${status}`));
  const world = traffic.of({ note: () => void told.push('journal') } as unknown as Journal);
  world.note(ended(again, 200), []);
  world.note(ended(ahead, 0), []);
  world.note(ended(head, 404), []);
  expect(told).toEqual(['again 200', 'ahead 0', 'journal']);
});
