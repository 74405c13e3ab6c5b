import { expect, test } from 'vitest';
import { giveBuffer, pieceBytes, takeBuffer } from '../../src/kernel/piece-buffers.ts';

test('a buffer that was given back is lent to one only', () => {
  const first = takeBuffer();
  expect(first.length).toBe(pieceBytes);
  giveBuffer(first.subarray(10, 20));
  giveBuffer(first);
  const [second, third] = [takeBuffer(), takeBuffer()];
  expect(second.buffer).toBe(first.buffer);
  expect(third.buffer).not.toBe(first.buffer);
});

test('what was not lent is not taken', () => {
  const foreign = Buffer.alloc(pieceBytes);
  giveBuffer(foreign);
  expect(takeBuffer().buffer).not.toBe(foreign.buffer);
});
