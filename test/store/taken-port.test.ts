import { expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../src/index.ts';
import { memoryStore } from '../../src/store/memory.ts';
import { StoreUnavailable } from '../../src/store/port.ts';

test('a server that finds its port taken leaves the store, so that its process can end', async () => {
  const first = await startSimulator({ events: 60 });
  onTestFinished(() => first.close());
  const store = memoryStore();
  await expect(startSimulator({ events: 60, port: Number(new URL(first.url).port), store })).rejects.toThrow(/in use/);
  await expect(store.heads([])).rejects.toThrow(StoreUnavailable);
});
