import { expect, test } from 'vitest';
import { statuses } from './client.cjs';

test('the client is refused once', async () => expect(await statuses('vitest')).toEqual([503, 200]));
