/** States side by side, and bytes as rows. */
import { expect, test } from 'vitest';
import { bytesOfHex, hexRows } from '../../../src/console/views/events/hex.ts';
import { comparedStates, type WrittenState } from '../../../src/console/views/worlds/comparison.ts';

const command = (id: string) => ({ id, kind: 'comment', at: 1, data: { id } });
const state = (given: Partial<WrittenState> = {}): WrittenState => ({
  scenario: 'default',
  seed: '1',
  worldFormat: 2,
  events: 10,
  end: 0,
  now: 0,
  clock: 0,
  commands: [],
  ...given,
});

test('equal states differ in nothing', () => {
  const one = state({ commands: [command('a')] });
  expect(comparedStates(one, structuredClone(one))).toMatchObject({
    isSame: true,
    common: 1,
    onlyLeft: [],
    onlyRight: [],
  });
});

test('states part where their commands do', () => {
  const [a, b, c] = [command('a'), command('b'), command('c')];
  const compared = comparedStates(state({ commands: [a, b] }), state({ seed: '2', commands: [a, c, b] }));
  expect(compared).toMatchObject({ isSame: false, common: 1, onlyLeft: [b], onlyRight: [c, b] });
  expect(compared.facts.filter(({ isSame }) => !isSame).map(({ name }) => name)).toEqual(['seed']);
});

test('bytes are shown sixteen a row, with what is printable as text', () => {
  const rows = hexRows(new TextEncoder().encode('GET / HTTP/1.1\r\n<b>'));
  expect(rows).toEqual([
    { at: '0000', hex: '47 45 54 20 2f 20 48 54  54 50 2f 31 2e 31 0d 0a', text: 'GET / HTTP/1.1..' },
    { at: '0010', hex: '3c 62 3e'.padEnd(48), text: '<b>' },
  ]);
  expect(hexRows(new Uint8Array(1_000_000), 10)).toHaveLength(10);
  expect([...bytesOfHex('00ff7f')]).toEqual([0, 255, 127]);
});
