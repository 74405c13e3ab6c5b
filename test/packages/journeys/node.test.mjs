import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statuses } from './client.cjs';

test('the client is refused once', async () => assert.deepEqual(await statuses('node-test'), [503, 200]));
