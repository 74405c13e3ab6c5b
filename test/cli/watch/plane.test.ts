import { expect, test } from 'vitest';
import { messagesIn } from '../../../src/cli/watch/plane.ts';

async function read(chunks: readonly Uint8Array[]): Promise<readonly string[]> {
  const found: string[] = [];
  const body = (async function* () {
    yield* chunks;
  })();
  for await (const message of messagesIn(body)) found.push(message);
  return found;
}

test('messages are found however the stream is cut, heartbeats are none', async () => {
  const bytes = Buffer.from(
    ': connected\n\nid: 1\nevent: request\ndata: {"a":"å"}\n\n: alive\n\nid: 2\ndata: {"b":2}\n\n',
  );
  for (const size of [1, 2, 7, 1000]) {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.subarray(at * size, (at + 1) * size),
    );
    expect(await read(chunks)).toEqual(['{"a":"å"}', '{"b":2}']);
  }
});

test('a stream that never ends a message is not kept', async () => {
  await expect(read(Array.from({ length: 20 }, () => Buffer.alloc(100_000, 'x')))).rejects.toThrow(/no stream/);
});
