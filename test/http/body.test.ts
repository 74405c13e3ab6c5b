/** Bodies as they are read: however small the pieces are that they come in, they are kept as one. */
import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { makeBodyMemory, readBody } from '../../src/http/body.ts';

test('nothing is kept of the pieces of a body but their bytes', async () => {
  const request = Object.assign(new EventEmitter(), { headers: {} });
  const bounds = { maxBytes: 1000, maxMs: 60_000, minRate: 1, memory: makeBodyMemory(1000) };
  const body = new Promise<Buffer>((done, failed) =>
    readBody(request as unknown as IncomingMessage, bounds, { done, failed }),
  );
  request.emit('data', Buffer.from('<'));
  const piece = Buffer.alloc(1);
  for (let at = 0; at < 900; at++) {
    piece.fill(97 + (at % 26));
    request.emit('data', piece);
  }
  request.emit('end');
  const letters = Array.from({ length: 900 }, (_, at) => String.fromCodePoint(97 + (at % 26))).join('');
  expect((await body).toString()).toBe(`<${letters}`);
  expect(bounds.memory.used()).toBe(0);
});
