const { expect, test } = require('@jest/globals');
const { statuses } = require('./client.cjs');

test('the client is refused once', async () => expect(await statuses('jest')).toEqual([503, 200]));
